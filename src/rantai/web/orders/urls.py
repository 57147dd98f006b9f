"""Addresses of steel orders."""

from django.urls import path

from rantai.web.orders import views

app_name = "orders"

urlpatterns = [
    path("", views.orders, name="list"),
    path("<str:code>/", views.record, name="record"),
    path("<str:code>/surat/", views.paper, name="paper"),
    path("<str:code>/surat.pdf", views.paper_pdf, name="paper_pdf"),
]
