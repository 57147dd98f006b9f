"""Addresses of what is wanted."""

from django.urls import path

from rantai.web.demand import edit, mine, record, sheets, views

app_name = "demand"

urlpatterns = [
    path("", views.programme, name="programme"),
    path("saya/", mine.mine, name="mine"),
    path("baris/baru/", edit.add, name="add"),
    path("baris/<int:line_id>/", record.line, name="line"),
    path("baris/<int:line_id>/ubah/", edit.edit, name="edit"),
    path("baris/<int:line_id>/cabut/", edit.withdraw, name="withdraw"),
    path("baris/<int:line_id>/pulihkan/", edit.restore, name="restore"),
    path("unggah/", sheets.upload, name="upload"),
    path("unggah/contoh/<slug:table_name>/", sheets.template, name="template"),
    path("unggah/<uuid:draft_id>/", sheets.commit, name="commit"),
]
