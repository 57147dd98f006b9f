"""Django's name card of this app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "rantai.apps.desk"
    default_auto_field = "django.db.models.BigAutoField"
