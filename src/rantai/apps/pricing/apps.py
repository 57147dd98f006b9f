"""Django's name card of this app."""

from django.apps import AppConfig


class PricingConfig(AppConfig):
    name = "rantai.apps.pricing"
    default_auto_field = "django.db.models.BigAutoField"
