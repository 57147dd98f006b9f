"""Every room that exists, under its Indonesian address."""

from django.urls import include, path

from rantai.config import errors, rooms

urlpatterns = [path(prefix, include(module)) for prefix, module in rooms.rooms_with_addresses()]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
