"""Django's name card of this app."""

from django.apps import AppConfig


class GoodsConfig(AppConfig):
    name = "rantai.apps.goods"
    default_auto_field = "django.db.models.BigAutoField"
