"""Addresses of certificates. What begins with `q/` opens without a login, by a token that cannot be guessed."""

from django.urls import path

from rantai.web.certificates import enter, public, record, views

app_name = "certificates"

urlpatterns = [
    path("", views.heats, name="list"),
    path("baru/", enter.new, name="new"),
    path("excel/", enter.fill, name="fill"),
    path("excel/ambil/", enter.take, name="take"),
    path("batas/", views.limit_table, name="limits"),
    path("<int:heat_id>/", record.heat, name="heat"),
    path("<int:heat_id>/berkas/", record.attach, name="attach"),
    path("<int:heat_id>/tautan/", record.link, name="link"),
    path("<int:heat_id>/cabut/", record.revoke, name="revoke"),
    path("<int:heat_id>/label.pdf", record.label_sheet, name="labels"),
    path("berkas/<int:file_id>/", record.file, name="file"),
    path("q/<str:token>/", public.heat, name="public"),
    path("q/<str:token>/berkas/<int:file_id>/", public.file, name="public_file"),
]
