"""Addresses of one's own organisation."""

from django.urls import path

from rantai.web.organisation import grants, people

app_name = "organisation"

urlpatterns = [
    path("orang/", people.people, name="people"),
    path("orang/undang/", people.invite, name="invite"),
    path("orang/<int:membership_id>/", people.person, name="person"),
    path("orang/<int:membership_id>/nonaktifkan/", people.deactivate, name="deactivate"),
    path("orang/<int:membership_id>/aktifkan/", people.reactivate, name="reactivate"),
    path("orang/<int:membership_id>/bebaskan/", people.release, name="release"),
    path("orang/<int:membership_id>/tautan-sandi/", people.reset_link, name="reset_link"),
    path("undangan/<int:invitation_id>/batal/", people.revoke_invitation, name="revoke_invitation"),
    path("izin/", grants.grants, name="grants"),
    path("izin/beri/", grants.give, name="give_grant"),
    path("izin/<int:grant_id>/cabut/", grants.revoke, name="revoke_grant"),
]
