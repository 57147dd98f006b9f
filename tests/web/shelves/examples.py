"""A shelf of the centre at the first workshop, with a use that nobody has billed: its staff, and who buys for it."""

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.deliveries.actions import OnShelf, put_on_shelf, state_use
from rantai.apps.stock.actions import open_place
from rantai.apps.stock.queries import places
from tests.apps.deliveries.yard import AT, TODAY, lots
from tests.apps.sales.counter import account
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})
BOTH = frozenset({"centre_staff", "maker_owner"})


def shelf_at(cast: SmallSentra, *, sheets: int = 4, heat: str = "H-RAK", used: int = 1) -> tuple[int, int, int]:
    """Shelf, lot and use."""
    lot = lots(cast, sheets=sheets, heat=heat)
    centre, maker = cast.organisations["centre"], cast.organisations["maker_a"]
    name = f"Rak {cast.secret('maker_a')}"
    facts = {"holder_id": centre, "code": f"RAK-{heat}", "name": name, "kind": "consignment", "kept_at_id": maker}
    place = open_place(**facts, by=SYSTEM, at=AT)  # type: ignore[arg-type]
    usual = next(one.place_id for one in places(centre) if one.is_default)
    filled = {"account_id": account(cast, limit_idr=10**9), "place_id": place, "on": TODAY, "by": SYSTEM}
    wanted = [OnShelf(lot, usual, sheets)]
    put_on_shelf(wanted=wanted, key=f"isi-{place}", at=timezone.now(), **filled)  # type: ignore[arg-type]
    said = {"place_id": place, "lot_id": lot, "pieces_used": used, "note": cast.secret("maker_a"), "key": "pakai"}
    return place, lot, state_use(**said, by=SYSTEM, at=timezone.now())  # type: ignore[arg-type]


def examples(cast: SmallSentra) -> list[Example]:
    place, lot, use = shelf_at(cast)
    shelf, piece = {"place_id": place}, {"place_id": place, "lot_id": lot}
    return [
        Example("shelves:shelf", shelf, seen_by=BOTH),
        Example("shelves:use", piece, seen_by=BOTH),
        Example("shelves:drop", {"use_id": use}, seen_by=BOTH),
        Example("shelves:send", shelf, seen_by=STAFF),
        Example("shelves:bill", shelf, seen_by=STAFF),
        Example("shelves:take_home", piece, seen_by=STAFF),
    ]
