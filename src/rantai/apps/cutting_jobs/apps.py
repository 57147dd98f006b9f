"""Django's name card of this app."""

from django.apps import AppConfig


class CuttingJobsConfig(AppConfig):
    name = "rantai.apps.cutting_jobs"
    default_auto_field = "django.db.models.BigAutoField"
