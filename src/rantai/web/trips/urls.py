"""Addresses of trips."""

from django.urls import path

from rantai.web.trips import acts, mine, views

app_name = "trips"

urlpatterns = [
    path("", views.listed, name="list"),
    path("baru/", acts.new, name="new"),
    path("saya/", mine.own, name="mine"),
    path("<int:trip_id>/", views.record, name="record"),
    path("<int:trip_id>/kiriman/", acts.join_delivery, name="join_delivery"),
    path("<int:trip_id>/muatan/", acts.load, name="load"),
    path("muatan/<int:load_id>/keluar/", acts.drop, name="drop"),
    path("<int:trip_id>/hitung/", acts.settle, name="settle"),
    path("<int:trip_id>/batal/", acts.cancel, name="cancel"),
]
