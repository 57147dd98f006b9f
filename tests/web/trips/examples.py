"""A trip of the cast's centre with parts of the first workshop; only the centre's staff meet it."""

from rantai.apps.logistics.models import Load
from tests.apps.logistics.test_trips import load, trip
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    made = trip(cast)
    load(cast, made, "maker_a", 500_000, text=cast.secret("maker_a"))
    load(cast, made, "maker_b", 400_000, text=cast.secret("maker_b"))
    riding = Load.objects.filter(trip=made).order_by("pk")[0].pk
    pages = ("record", "join_delivery", "load", "settle", "cancel")
    return [
        *(Example(f"trips:{page}", {"trip_id": made}, seen_by=STAFF) for page in pages),
        Example("trips:drop", {"load_id": riding}, seen_by=STAFF),
    ]
