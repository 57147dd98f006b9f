"""Django's name card of this app."""

from django.apps import AppConfig


class PayablesConfig(AppConfig):
    name = "rantai.apps.payables"
    default_auto_field = "django.db.models.BigAutoField"
