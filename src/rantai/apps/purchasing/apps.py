"""Django's name card of this app."""

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    name = "rantai.apps.purchasing"
    default_auto_field = "django.db.models.BigAutoField"
