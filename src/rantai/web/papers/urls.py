"""Addresses of papers."""

from django.urls import path

from rantai.web.papers import views

app_name = "papers"

urlpatterns = [
    path("", views.register, name="register"),
    path("pajak/", views.tax_standing, name="tax_standing"),
    path("contoh/<slug:kind>/", views.sample, name="sample"),
]
