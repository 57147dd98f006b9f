"""Django's name card of this app."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "rantai.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"
