"""Django's name card of this app."""

from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "rantai.apps.planning"
    default_auto_field = "django.db.models.BigAutoField"
