"""Addresses of shelves on consignment."""

from django.urls import path

from rantai.web.shelves import staff, views

app_name = "shelves"

urlpatterns = [
    path("", views.listed, name="list"),
    path("baru/", staff.new, name="new"),
    path("<int:place_id>/", views.shelf, name="shelf"),
    path("<int:place_id>/isi/", staff.send, name="send"),
    path("<int:place_id>/tagih/", staff.bill, name="bill"),
    path("<int:place_id>/pakai/<int:lot_id>/", views.use, name="use"),
    path("<int:place_id>/ambil/<int:lot_id>/", staff.take_home, name="take_home"),
    path("pakai/<int:use_id>/batal/", views.drop, name="drop"),
]
