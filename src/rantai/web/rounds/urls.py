"""Addresses of purchase rounds."""

from django.urls import path

from rantai.web.rounds import views

app_name = "rounds"

urlpatterns = [
    path("", views.rounds, name="list"),
    path("<int:round_id>/", views.record, name="record"),
    path("<int:round_id>/tarik/", views.withdraw, name="withdraw"),
]
