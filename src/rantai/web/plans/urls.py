"""Addresses of the plan."""

from django.urls import path

from rantai.web.plans import changes, earlier, replan, shortage, views, work

app_name = "plans"

urlpatterns = [
    path("", views.current, name="current"),
    path("ringkas/", views.summary, name="summary"),
    path("terlambat/", views.late, name="late"),
    path("baja-kurang/", shortage.shortage, name="shortage"),
    path("janji/", views.promises, name="promises"),
    path("sentra/", work.sentra, name="sentra"),
    path("bengkel/", work.makers, name="makers"),
    path("bengkel/<str:code>/", work.maker, name="maker"),
    path("komponen/", views.components, name="components"),
    path("rantai/<slug:kind>/<str:code>/", views.chain, name="chain"),
    path("riwayat/", replan.history, name="history"),
    path("riwayat/<int:run_id>/", earlier.earlier, name="earlier"),
    path("riwayat/<int:run_id>/bengkel/<str:code>/", earlier.maker, name="earlier_maker"),
    path("riwayat/<int:run_id>/<slug:what>/", earlier.part, name="earlier_part"),
    path("hitung/", replan.request, name="request"),
    path("hitung/<int:run_id>/", replan.progress, name="progress"),
    path("hitung/<int:run_id>/batal/", replan.cancel, name="cancel"),
    path("perubahan/<int:run_id>/", changes.changes, name="changes"),
]
