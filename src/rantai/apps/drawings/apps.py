"""Django's name card of this app."""

from django.apps import AppConfig


class DrawingsConfig(AppConfig):
    name = "rantai.apps.drawings"
    default_auto_field = "django.db.models.BigAutoField"
