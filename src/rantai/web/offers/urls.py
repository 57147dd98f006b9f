"""Addresses of offers of work."""

from django.urls import path

from rantai.web.offers import views

app_name = "offers"

urlpatterns = [
    path("", views.offers, name="list"),
    path("kirim/", views.send_all, name="send_all"),
    path("<int:offer_id>/", views.record, name="record"),
    path("<int:offer_id>/kirim/", views.send, name="send"),
    path("<int:offer_id>/tarik/", views.withdraw, name="withdraw"),
    path("<int:offer_id>/jawab/", views.answer, name="answer"),
]
