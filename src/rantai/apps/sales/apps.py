"""Django's name card of this app."""

from django.apps import AppConfig


class SalesConfig(AppConfig):
    name = "rantai.apps.sales"
    default_auto_field = "django.db.models.BigAutoField"
