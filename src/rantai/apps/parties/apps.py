"""Django's name card of this app."""

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "rantai.apps.parties"
    default_auto_field = "django.db.models.BigAutoField"
