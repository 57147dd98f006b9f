"""Django's name card of this app."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "rantai.apps.stock"
    default_auto_field = "django.db.models.BigAutoField"
