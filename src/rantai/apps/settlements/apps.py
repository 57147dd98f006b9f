"""Django's name card of this app."""

from django.apps import AppConfig


class SettlementsConfig(AppConfig):
    name = "rantai.apps.settlements"
    default_auto_field = "django.db.models.BigAutoField"
