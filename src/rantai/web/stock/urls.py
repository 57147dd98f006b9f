"""Addresses of stock."""

from django.urls import path

from rantai.web.stock import lot, views

app_name = "stock"

urlpatterns = [
    path("", views.stock, name="list"),
    path("<slug:kind>/<str:code>/", lot.lot, name="lot"),
]
