"""Django's name card of this app."""

from django.apps import AppConfig


class CreditConfig(AppConfig):
    name = "rantai.apps.credit"
    default_auto_field = "django.db.models.BigAutoField"
