"""The address of the first page."""

from django.urls import path

from rantai.web.home import views

app_name = "home"

urlpatterns = [path("", views.index, name="index")]
