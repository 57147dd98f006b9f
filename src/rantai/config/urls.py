"""Every room that exists, under its Indonesian address."""

from django.urls import include, path

from rantai.config import errors, rooms
from rantai.web.account.views import set_language

urlpatterns = [
    path("bahasa/", set_language, name="set_language"),  # a name without a room: every page's frame posts to it
    *(path(prefix, include(module)) for prefix, module in rooms.rooms_with_addresses()),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
