"""Django's name card of this app."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "rantai.apps.catalog"
    default_auto_field = "django.db.models.BigAutoField"
