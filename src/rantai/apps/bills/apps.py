"""Django's name card of this app."""

from django.apps import AppConfig


class BillsConfig(AppConfig):
    name = "rantai.apps.bills"
    default_auto_field = "django.db.models.BigAutoField"
