"""Django's name card of this app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "rantai.apps.audit"
    default_auto_field = "django.db.models.BigAutoField"
