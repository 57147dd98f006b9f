"""Addresses of a workshop's rounds."""

from django.urls import path

from rantai.web.joining import views

app_name = "joining"

urlpatterns = [
    path("", views.rounds, name="list"),
    path("<int:round_id>/", views.record, name="record"),
    path("<int:round_id>/tarik/", views.withdraw, name="withdraw"),
]
