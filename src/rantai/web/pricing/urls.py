"""Addresses of the price book."""

from django.urls import path

from rantai.web.pricing import enter, views

app_name = "pricing"

urlpatterns = [
    path("", views.book, name="book"),
    path("daftar/", views.selling, name="selling"),
    path("selisih/", views.gap, name="gap"),
    path("baru/", enter.new, name="new"),
    path("biaya/", enter.terms, name="terms"),
    path("excel/", enter.fill, name="fill"),
    path("excel/ambil/", enter.take, name="take"),
    path("excel/<int:file_id>/batal/", enter.undo, name="undo"),
    path("<int:line_id>/", views.line, name="line"),
    path("<int:line_id>/tawaran/", views.offer, name="offer"),
]
