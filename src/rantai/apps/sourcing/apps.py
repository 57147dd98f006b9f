"""Django's name card of this app."""

from django.apps import AppConfig


class SourcingConfig(AppConfig):
    name = "rantai.apps.sourcing"
    default_auto_field = "django.db.models.BigAutoField"
