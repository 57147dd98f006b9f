"""Addresses of orders as their seller meets them."""

from django.urls import path

from rantai.web.supplying import views

app_name = "supplying"

urlpatterns = [
    path("", views.orders, name="list"),
    path("<int:order_id>/", views.record, name="record"),
    path("<int:order_id>/surat/", views.paper, name="paper"),
    path("<int:order_id>/konfirmasi/", views.confirm, name="confirm"),
    path("<int:order_id>/kabar/", views.notice, name="notice"),
    path("<int:order_id>/kabar/excel/", views.notice_list, name="notice_list"),
]
