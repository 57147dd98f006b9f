"""Addresses of a workshop's own work."""

from django.urls import path

from rantai.web.makers import job, material, mine, paying

app_name = "makers"

urlpatterns = [
    path("pekerjaan/", mine.mine, name="mine"),
    path("bahan/", material.material, name="material"),
    path("bagian-baja/", paying.paying, name="paying"),
    path("pekerjaan/<str:code>/", job.job, name="job"),
]
