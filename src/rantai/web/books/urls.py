"""Addresses of the books."""

from django.urls import path

from rantai.web.books import views

app_name = "books"

urlpatterns = [
    path("", views.balance, name="balance"),
    path("jurnal/", views.journal, name="journal"),
    path("tulis/", views.write_up, name="write_up"),
    path("tutup/", views.close, name="close"),
]
