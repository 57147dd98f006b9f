"""Django's name card of this app."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "rantai.apps.papers"
    default_auto_field = "django.db.models.BigAutoField"
