"""Addresses of customers and sales orders."""

from django.urls import path

from rantai.web.sales import customers, members, orders, pricing

app_name = "sales"

urlpatterns = [
    path("", orders.listed, name="orders"),
    path("<int:order_id>/", orders.record, name="order"),
    path("<int:order_id>/konfirmasi/", orders.confirm, name="confirm"),
    path("<int:order_id>/batal/", orders.cancel, name="cancel"),
    path("<int:order_id>/tutup/", orders.close, name="close"),
    path("<int:order_id>/harga/", pricing.prices, name="prices"),
    path("<int:order_id>/potong/", orders.cut, name="cut"),
    path("pelanggan/", customers.listed, name="customers"),
    path("pelanggan/baru/", customers.new, name="new_customer"),
    path("pelanggan/excel/", members.fill, name="members_fill"),
    path("pelanggan/excel/ambil/", members.take, name="members_take"),
    path("pelanggan/excel/<int:upload_id>/batal/", members.undo, name="members_undo"),
    path("pelanggan/<int:account_id>/", customers.record, name="customer"),
    path("pelanggan/<int:account_id>/ubah/", customers.change, name="change_customer"),
    path("pelanggan/<int:account_id>/henti/", customers.stop, name="stop_customer"),
]
