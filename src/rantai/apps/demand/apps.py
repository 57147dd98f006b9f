"""Django's name card of this app."""

from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "rantai.apps.demand"
    default_auto_field = "django.db.models.BigAutoField"
