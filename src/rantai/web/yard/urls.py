"""Addresses of the yard."""

from django.urls import path

from rantai.web.yard import bookings, counting, moving, opening, piece, places, shelves

app_name = "yard"

urlpatterns = [
    path("", shelves.listed, name="list"),
    path("lot/<str:code>/", piece.piece, name="piece"),
    path("lot/<str:code>/pindah/", moving.move, name="move"),
    path("pembukuan/", bookings.listed, name="bookings"),
    path("pembukuan/<int:booking_id>/", bookings.booking, name="booking"),
    path("pembukuan/<int:booking_id>/batal/", bookings.reverse_it, name="reverse"),
    path("hitung/", counting.choose, name="counts"),
    path("hitung/<int:place_id>/", counting.count, name="count"),
    path("tempat/", places.places, name="places"),
    path("tempat/<int:place_id>/tutup/", places.close, name="close_place"),
    path("saldo-awal/", opening.opening, name="opening"),
    path("saldo-awal/catat/", opening.take_over, name="take_over"),
    path("saldo-awal/lembar/", opening.sheet, name="sheet"),
    path("tutup-buku/", places.periods, name="periods"),
]
