"""Addresses of reports. `terbuka/` opens without a login and shows only what was published on purpose."""

from django.urls import path

from rantai.web.reports import cash, grants, lists, public, views

app_name = "reports"

urlpatterns = [
    path("", views.business, name="business"),
    path("terjual/", lists.sold, name="sold"),
    path("tagihan/", lists.billed, name="billed"),
    path("janji/", lists.promises, name="promises"),
    path("potong/", lists.cuts, name="cuts"),
    path("umur-stok/", lists.aged, name="aged"),
    path("piutang/", lists.owed, name="owed"),
    path("kas/", cash.weeks, name="cash"),
    path("kas/rincian/", cash.lines, name="cash_lines"),
    path("hibah/", grants.listed, name="grants"),
    path("hibah/baru/", grants.new, name="new_grant"),
    path("hibah/<int:grant_id>/tarik/", grants.withdraw, name="withdraw_grant"),
    path("terbit/", public.publish, name="publish"),
    path("terbuka/", public.trust, name="trust"),
]
