"""A half year of a centre: steel comes in, firms take sheets and bars, some of it comes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.parties.models import Organisation
from rantai.apps.stock import actions
from rantai.apps.stock.actions import NewLot, Return, Take
from tests.apps.stock.yard import Yard, yard
from tests.cast import SmallSentra

AT, TODAY = datetime(2026, 7, 10, 3, tzinfo=UTC), date(2026, 7, 10)
BEGINS, ENDS = date(2026, 1, 1), date(2026, 6, 30)
COST_IDR = 500_000  # of a sheet, and of a bar
BAR_G = 23_000


@dataclass
class Market:
    """The centre with 400 sheets and 200 bars of the second of January, and seven firms that buy."""

    yard: Yard
    sheets: int
    bars: int
    firms: list[int]

    @property
    def centre(self) -> int:
        return self.yard.centre

    def common(self, on: date) -> dict[str, object]:
        """Whose store, which day, by whom."""
        return {"holder_id": self.centre, "effective_on": on, "by": SYSTEM, "at": AT}

    def take(self, firm: int, pieces: int, *, lot: int = 0, on: date = date(2026, 3, 5)) -> None:
        """One firm takes pieces."""
        actions.issue(
            party_id=self.firms[firm],
            takes=[Take(lot or self.sheets, pieces=pieces)],
            to="customer",
            **self.common(on),  # type: ignore[arg-type]
        )

    def bring_back(self, firm: int, pieces: int, *, on: date = date(2026, 4, 6)) -> None:
        """One firm brings pieces back."""
        actions.give_back(
            party_id=self.firms[firm],
            returns=[Return(self.sheets, pieces=pieces)],
            **self.common(on),  # type: ignore[arg-type]
        )


def market(cast: SmallSentra) -> Market:
    """A market where nobody has bought yet."""
    here = yard(cast)
    day = date(2026, 1, 2)
    sheets = here.sheets(400, value_idr=400 * COST_IDR, day=day)
    bars = here.receive(NewLot(here.bar, 200 * BAR_G, 200, "B1", value_idr=200 * COST_IDR), day=day).lots[0][0]
    firms = [Organisation.objects.create(code=f"UJI-{number}", name=f"Bengkel Uji {number}").pk for number in range(7)]
    return Market(here, sheets, bars, firms)
