"""Addresses of a person's own account."""

from django.urls import path

from rantai.web.account import views

app_name = "account"

urlpatterns = [
    path("masuk/", views.log_in, name="login"),
    path("keluar/", views.log_out, name="logout"),
    path("undangan/<str:token>/", views.accept, name="accept"),
    path("kata-sandi/<str:token>/", views.reset, name="reset"),
    path("akun/", views.mine, name="mine"),
    path("akun/organisasi/", views.act_for, name="act_for"),
]
