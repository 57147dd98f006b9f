"""Addresses of what is owed."""

from django.urls import path

from rantai.web.payables import paying, views

app_name = "payables"

urlpatterns = [
    path("", views.listed, name="list"),
    path("<int:payable_id>/", views.record, name="record"),
    path("<int:payable_id>/bayar/", paying.pay, name="pay"),
    path("<int:payable_id>/nota/<int:credit_id>/", paying.use_credit, name="use_credit"),
    path("bayar/", views.paid, name="paid"),
    path("bayar/<int:outgoing_id>/", views.payment, name="payment"),
    path("bayar/<int:outgoing_id>/giro/", paying.giro, name="giro"),
    path("bayar/<int:outgoing_id>/batal/", paying.take_back, name="take_back"),
]
