"""Lots, bookings and places of the centre's store, which its own staff sees and nobody else."""

from rantai.apps.stock.models import Account, Booking, MaterialLot
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example
from tests.web.yard.world import lived_in


def examples(cast: SmallSentra) -> list[Example]:
    if not MaterialLot.objects.filter(code="LOT-BENGKEL").exists():
        lived_in(cast)
    own, staff = cast.organisations["centre"], {"centre_staff"}
    booking = Booking.objects.filter(holder=own, kind="issue").order_by("pk")[0].pk
    place = Account.objects.get(organisation=own, code="RAK-1").pk
    code = MaterialLot.objects.filter(holder=own, parent__isnull=True, form="sheet").order_by("pk")[0].code
    return [
        Example("yard:piece", {"code": code}, seen_by=staff),
        Example("yard:move", {"code": code}, seen_by=staff),
        Example("yard:booking", {"booking_id": booking}, seen_by=staff),
        Example("yard:reverse", {"booking_id": booking}, seen_by=staff),
        Example("yard:count", {"place_id": place}, seen_by=staff),
        Example("yard:close_place", {"place_id": place}, seen_by=staff),
    ]
