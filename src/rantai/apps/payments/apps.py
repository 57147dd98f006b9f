"""Django's name card of this app."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    name = "rantai.apps.payments"
    default_auto_field = "django.db.models.BigAutoField"
