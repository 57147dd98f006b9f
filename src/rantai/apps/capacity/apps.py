"""Django's name card of this app."""

from django.apps import AppConfig


class CapacityConfig(AppConfig):
    name = "rantai.apps.capacity"
    default_auto_field = "django.db.models.BigAutoField"
