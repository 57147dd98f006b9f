"""Addresses of purchase rounds."""

from django.urls import path

from rantai.web.rounds import money, opening, proposals, statements, views

app_name = "rounds"

urlpatterns = [
    path("", views.rounds, name="list"),
    path("baru/", opening.new, name="new"),
    path("<int:round_id>/", views.record, name="record"),
    path("<int:round_id>/buka/", opening.from_draft, name="from_draft"),
    path("<int:round_id>/tarik/", views.withdraw, name="withdraw"),
    path("<int:round_id>/batas-waktu/", opening.deadline, name="deadline"),
    path("<int:round_id>/penjual/<int:supplier_id>/", opening.seller, name="seller"),
    path("<int:round_id>/pernyataan/", statements.statements, name="statements"),
    path("<int:round_id>/pusat/", statements.own, name="own"),
    path("<int:round_id>/uang-muka/", money.deposit, name="deposit"),
    path("<int:round_id>/lunas/", money.settle, name="settle"),
    path("<int:round_id>/kredit/", money.credit, name="credit"),
    path("<int:round_id>/pesan/", views.order, name="order"),
    path("<int:round_id>/usulan/", proposals.ask, name="ask"),
    path("<int:round_id>/usulan/<int:number>/", proposals.proposal, name="proposal"),
    path("<int:round_id>/usulan/<int:number>/hitung/", proposals.compute, name="compute"),
    path("<int:round_id>/usulan/<int:number>/setujui/", proposals.approve, name="approve"),
]
