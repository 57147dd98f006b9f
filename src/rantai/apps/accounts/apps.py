"""Django's name card of this app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rantai.apps.accounts"
    default_auto_field = "django.db.models.BigAutoField"
