"""Addresses of buying at a centre."""

from django.urls import path

from rantai.web.shop import asking, drawings, goods, views

app_name = "shop"

urlpatterns = [
    path("", views.orders, name="orders"),
    path("<int:order_id>/", views.record, name="order"),
    path("<int:order_id>/batal/", views.cancel, name="cancel"),
    path("<int:order_id>/gambar/", drawings.attach, name="attach"),
    path("gambar/<int:drawing_id>/", drawings.file, name="drawing"),
    path("gambar/<int:drawing_id>/hapus/", drawings.remove, name="remove_drawing"),
    path("stok/", views.stock, name="stock"),
    path("barang/", goods.listed, name="goods"),
    path("pesan/", asking.ask, name="ask"),
]
