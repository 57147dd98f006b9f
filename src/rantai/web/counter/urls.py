"""Addresses of the counter."""

from django.urls import path

from rantai.web.counter import views

app_name = "counter"

urlpatterns = [path("", views.sell, name="sell")]
