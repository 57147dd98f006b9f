"""Addresses of the terms."""

from django.urls import path

from rantai.web.terms import edit, views

app_name = "terms"

urlpatterns = [
    path("", views.index, name="index"),
    path("<slug:table_name>/", views.table, name="table"),
    path("<slug:table_name>/baru/", edit.add, name="add"),
    path("<slug:table_name>/<int:term_id>/", edit.change, name="change"),
    path("<slug:table_name>/<int:term_id>/akhiri/", edit.end, name="end"),
    path("<slug:table_name>/<int:term_id>/pulihkan/", edit.restore, name="restore"),
]
