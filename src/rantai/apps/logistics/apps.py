"""Django's name card of this app."""

from django.apps import AppConfig


class LogisticsConfig(AppConfig):
    name = "rantai.apps.logistics"
    default_auto_field = "django.db.models.BigAutoField"
