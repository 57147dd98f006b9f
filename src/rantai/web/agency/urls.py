"""Addresses of steel that one firm sells for another."""

from django.urls import path

from rantai.web.agency import acts, compare, settlements, steel, views

app_name = "agency"

urlpatterns = [
    path("", views.listed, name="list"),
    path("baru/", acts.new, name="new"),
    path("<int:agency_id>/", views.record, name="record"),
    path("<int:agency_id>/syarat/", acts.offer, name="offer"),
    path("<int:agency_id>/setuju/", acts.agree, name="agree"),
    path("<int:agency_id>/tolak/", acts.decline, name="decline"),
    path("<int:agency_id>/akhiri/", acts.end, name="end"),
    path("<int:agency_id>/titip/", acts.bring, name="bring"),
    path("<int:agency_id>/baja/", steel.lying, name="steel"),
    path("<int:agency_id>/gerakan/", steel.moves, name="moves"),
    path("<int:agency_id>/terjual/", steel.sold, name="sold"),
    path("<int:agency_id>/selesaikan/", settlements.propose, name="propose"),
    path("<int:agency_id>/berdampingan/", compare.page, name="compare"),
    path("<int:agency_id>/berdampingan/tulis/", compare.write_up, name="write_up"),
    path("penyelesaian/<int:settlement_id>/", settlements.record, name="settlement"),
    path("penyelesaian/<int:settlement_id>/setuju/", settlements.approve, name="approve"),
    path("penyelesaian/<int:settlement_id>/kembalikan/", settlements.send_back, name="send_back"),
    path("penyelesaian/<int:settlement_id>/cetak/", settlements.paper, name="paper"),
]
