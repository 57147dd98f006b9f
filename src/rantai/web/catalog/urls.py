"""Addresses of the catalogue."""

from django.urls import path

from rantai.web.catalog import items, steel

app_name = "catalog"

urlpatterns = [
    path("", items.items, name="items"),
    path("barang/<str:code>/", items.item, name="item"),
    path("bahan/", steel.materials, name="materials"),
    path("harga/", steel.prices, name="prices"),
]
