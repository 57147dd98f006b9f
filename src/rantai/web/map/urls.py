"""Addresses of the maps."""

from django.urls import path

from rantai.web.map import views

app_name = "map"

urlpatterns = [
    path("", views.index, name="index"),
    path("kabupaten/<str:code>/", views.regency, name="regency"),
    path("kerja/", views.work, name="work"),
]
