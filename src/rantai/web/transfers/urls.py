"""Addresses of draft transfers."""

from django.urls import path

from rantai.web.transfers import views

app_name = "transfers"

urlpatterns = [
    path("", views.transfers, name="list"),
    path("<int:transfer_id>/tarik/", views.withdraw, name="withdraw"),
]
