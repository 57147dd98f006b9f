"""Django's name card of this app."""

from django.apps import AppConfig


class CertificatesConfig(AppConfig):
    name = "rantai.apps.certificates"
    default_auto_field = "django.db.models.BigAutoField"
