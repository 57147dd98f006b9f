"""Addresses of the scenarios."""

from django.urls import path

from rantai.web.scenarios import bands, beside, differences, disruptions, edit, goals, split_rule, views

app_name = "scenarios"

urlpatterns = [
    path("", views.scenarios, name="list"),
    path("baru/", edit.ask, name="ask"),
    path("baru/tujuan/", goals.of_new, name="goals_new"),
    path("baru/<slug:question>/", edit.new, name="new"),
    path("banding/", beside.beside, name="beside"),
    path("rentang/", bands.bands, name="bands"),
    path("rentang/baru/", bands.new, name="new_band"),
    path("rentang/<slug:band>/", bands.band, name="band"),
    path("tujuan/", goals.of_programme, name="goals"),
    path("tujuan/pakai/", goals.use, name="use_goals"),
    path("gangguan/<slug:what>/", disruptions.answer, name="disruption"),
    path("aturan-bagi/", split_rule.choose, name="split_rule"),
    path("aturan-bagi/pakai/", split_rule.use, name="use_split_rule"),
    path("pilihan/<slug:key>/", edit.options, name="options"),
    path("<int:what_if_id>/", views.record, name="record"),
    path("<int:what_if_id>/tambah/", edit.more, name="more"),
    path("<int:what_if_id>/tambah/tujuan/", goals.of_what_if, name="goals_of"),
    path("<int:what_if_id>/tambah/<slug:question>/", edit.add, name="add"),
    path("<int:what_if_id>/hapus/<int:position>/", edit.remove, name="remove"),
    path("<int:what_if_id>/urungkan/", edit.undo, name="undo"),
    path("<int:what_if_id>/nama/", edit.rename, name="rename"),
    path("<int:what_if_id>/salin/", edit.duplicate, name="duplicate"),
    path("<int:what_if_id>/arsip/", edit.archive, name="archive"),
    path("<int:what_if_id>/hitung/", edit.compute, name="compute"),
    path("<int:what_if_id>/beda/<slug:what>/", differences.differences, name="differences"),
]
