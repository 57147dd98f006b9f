"""Addresses of delivery notes."""

from django.urls import path

from rantai.web.deliveries import proving, sending, views

app_name = "deliveries"

urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:delivery_id>/", views.record, name="record"),
    path("<int:delivery_id>/kertas/", proving.paper, name="paper"),
    path("<int:delivery_id>/terima/", proving.sign, name="sign"),
    path("<int:delivery_id>/bukti/", proving.proof, name="proof"),
    path("<int:delivery_id>/tanda-tangan/", proving.signature, name="signature"),
    path("retur/<int:line_id>/", views.take_back, name="take_back"),
    path("retur-barang/<int:line_id>/", views.take_good_back, name="take_good_back"),
    path("kirim/<int:order_id>/", sending.send, name="send"),
    path("simpan/<int:order_id>/", sending.keep, name="keep"),
]
