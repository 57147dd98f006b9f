"""Django's name card of this app."""

from django.apps import AppConfig


class DeliveriesConfig(AppConfig):
    name = "rantai.apps.deliveries"
    default_auto_field = "django.db.models.BigAutoField"
