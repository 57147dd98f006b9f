"""The living page: every piece of the design system with example data."""

from django.urls import path

from rantai.web.layout import views

app_name = "layout"

urlpatterns = [
    path("", views.living, name="living"),
    path("daftar/", views.kind_list, name="list"),
    path("catatan/", views.kind_record, name="record"),
    path("isian/", views.kind_form, name="form"),
    path("putusan/", views.kind_verdict, name="verdict"),
    path("kertas/", views.kind_paper, name="paper"),
    path("kertas/unduh/", views.paper_pdf, name="paper-pdf"),
    path("beranda/", views.kind_home, name="home"),
]
