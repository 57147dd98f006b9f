"""Addresses of cutting plans."""

from django.urls import path

from rantai.web.cutting import record, views

app_name = "cutting"

urlpatterns = [
    path("", views.patterns, name="list"),
    path("<str:code>/", record.record, name="record"),
    path("<str:code>/gambar.pdf", record.leaf_pdf, name="leaf_pdf"),
    path("<str:code>/gambar.dxf", record.drawing_dxf, name="drawing_dxf"),
]
