"""A centre's store with a life: received, cut, sold, on two places, and the store of a workshop beside it."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.stock import actions
from rantai.apps.stock.actions import Cut, NewLot, Output, Shift, Take
from tests.apps.stock.yard import AT, DAY, SHEET_G, Yard, yard
from tests.cast import SmallSentra


def lived_in(cast: SmallSentra) -> Yard:
    """Ten sheets L0000001, two of them cut into blanks and a remnant, four blanks sold; three sheets on a rack."""
    store = yard(cast)
    sheets = store.sheets(10, heat=f"HY-{cast.secret('centre')}", value_idr=6_000_000)
    blanks = Output("blank", 72_140, 10, 800_000, 500_000)
    remnant = Output("remnant", 30_000, 1, 1_600_000, 1_000_000)
    cut = Cut(sheets, [blanks, remnant], pieces=2, scrap_g=2 * SHEET_G - 102_140)
    done = actions.convert(process="shear", cuts=[cut], document="SPK-1", **store.common())
    actions.issue(party_id=store.buyer, takes=[Take(done.lots[0][0], 4)], document="SJ-1", **store.common())
    rack = actions.open_place(holder_id=store.centre, code="RAK-1", name="Rak 1", kind="rack", by=SYSTEM, at=AT)
    actions.move(shifts=[Shift(Take(sheets, 3), rack)], **store.common())
    store.a_coil()
    workshop = NewLot(store.sheet, SHEET_G, 1, f"HY-{cast.secret('maker_a')}", code="LOT-BENGKEL")
    actions.receive(holder_id=store.maker, supplier_id=None, lots=[workshop], effective_on=DAY, by=SYSTEM, at=AT)
    return store
