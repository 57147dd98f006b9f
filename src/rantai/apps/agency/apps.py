"""Django's name card of this app."""

from django.apps import AppConfig


class AgencyConfig(AppConfig):
    name = "rantai.apps.agency"
    default_auto_field = "django.db.models.BigAutoField"
