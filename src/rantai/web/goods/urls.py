"""Addresses of goods and services, below the price book."""

from django.urls import path

from rantai.web.goods import catalogue, filling, receiving, storing

app_name = "goods"

urlpatterns = [
    path("", catalogue.listed, name="list"),
    path("baru/", catalogue.new, name="new"),
    path("excel/", filling.fill, name="fill"),
    path("excel/ambil/", filling.take, name="take"),
    path("excel/<int:upload_id>/batal/", filling.undo, name="undo"),
    path("masuk/", receiving.listed, name="receipts"),
    path("masuk/baru/", receiving.new, name="receive"),
    path("masuk/<int:receipt_id>/", receiving.record, name="receipt"),
    path("masuk/<int:receipt_id>/tagihan/", receiving.bill, name="bill"),
    path("bukuan/<int:movement_id>/batal/", storing.reverse_one, name="reverse"),
    path("harga/<int:price_id>/cabut/", catalogue.withdraw, name="withdraw"),
    path("<int:good_id>/", catalogue.record, name="record"),
    path("<int:good_id>/ubah/", catalogue.change, name="change"),
    path("<int:good_id>/harga/", catalogue.price, name="price"),
    path("<int:good_id>/henti/", catalogue.retire, name="retire"),
    path("<int:good_id>/hitung/", storing.count, name="count"),
]
