"""Addresses of approving a plan."""

from django.urls import path

from rantai.web.approval import views

app_name = "approval"

urlpatterns = [
    path("", views.newest, name="newest"),
    path("<int:run_id>/", views.choose, name="choose"),
]
