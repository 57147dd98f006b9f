"""A yard for stories: two formats, a coil, and short ways to say who does what on which day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format, Material
from rantai.apps.stock import actions, ledger
from rantai.apps.stock.actions import Booked, NewLot
from rantai.apps.stock.models import Balance, MaterialLot
from tests.cast import SmallSentra

AT = datetime(2026, 3, 2, 2, tzinfo=UTC)
DAY = date(2026, 3, 2)
SHEET_G = 53_658  # 4 × 8 feet of 2.3 mm


@dataclass(frozen=True)
class Yard:
    """The centre's store: its id, and the ids of formats and firms that stories name."""

    centre: int
    mill: int
    buyer: int
    maker: int
    sheet: int
    coil: int
    bar: int

    def receive(self, *lots: NewLot, day: date = DAY, key: str = "", confirmed: bool = False) -> Booked:
        return actions.receive(
            holder_id=self.centre,
            supplier_id=self.mill,
            lots=lots,
            effective_on=day,
            by=SYSTEM,
            at=AT,
            key=key,
            confirmed=confirmed,
        )

    def sheets(self, count: int = 10, *, heat: str = "H1", value_idr: int = 0, day: date = DAY) -> int:
        """Sheets of one heat, received; returns the lot's id."""
        new = NewLot(self.sheet, count * SHEET_G, count, heat, value_idr=value_idr)
        return self.receive(new, day=day).lots[0][0]

    def a_coil(self, grams: int = 5_000_000, *, heat: str = "C1", value_idr: int = 0) -> int:
        return self.receive(NewLot(self.coil, grams, heat=heat, value_idr=value_idr)).lots[0][0]

    def common(self, day: date = DAY) -> dict[str, object]:
        return {"holder_id": self.centre, "effective_on": day, "by": SYSTEM, "at": AT}


def yard(cast: SmallSentra) -> Yard:
    """The catalogue of the stories, and the centre with nothing in its store."""
    hot = _material("HRC-2.3", grade="SPHC", form="sheet", thickness_um=2_300)
    cold = _material("AS-25", grade="S45C", form="bar", outside_diameter_um=25_000)
    whole = {"length_um": 2_438_000, "width_um": 1_219_000, "piece_mass_g": SHEET_G}
    sheet = _format("HRC-2.3-4x8", hot, kind="sheet", name="4×8", **whole)
    coil = _format("HRC-2.3-C", hot, kind="coil", name="coil", width_um=1_219_000)
    bar = _format("AS-25-6", cold, kind="bar", name="6 m", length_um=6_000_000)
    ids = cast.organisations
    return Yard(ids["centre"], ids["mill"], ids["buyer"], ids["maker_a"], sheet.pk, coil.pk, bar.pk)


def _material(code: str, **facts: Any) -> Material:
    """A material of the stories; another story may have brought it already."""
    return Material.objects.get_or_create(code=code, defaults={"finish": "plain", "density_kg_m3": 7_850, **facts})[0]


def _format(code: str, material: Material, **facts: Any) -> Format:
    return Format.objects.get_or_create(code=code, defaults={"material": material, **facts})[0]


def held(lot_id: int) -> tuple[int, int, int]:
    """Pieces, grams and rupiah of a lot in all places."""
    rows = Balance.objects.filter(material_lot=lot_id).values_list("pieces", "grams", "value_idr")
    pieces, grams, value = (sum(column) for column in zip(*rows, strict=True)) if rows else (0, 0, 0)
    return pieces, grams, value


def lot(lot_id: int) -> MaterialLot:
    return MaterialLot.objects.get(pk=lot_id)


def is_sound() -> bool:
    """Whether every rule of the ledger holds; says which does not."""
    found = ledger.faults()
    assert found == []
    return True
