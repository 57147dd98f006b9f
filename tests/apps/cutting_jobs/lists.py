"""Cutting lists among the cast: two sheets of steel, a remnant with its heat, and jobs of whoever wants one."""

from datetime import UTC, date, datetime

from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import CuttingRule, Format, Material, Offer, OfferTier
from rantai.apps.cutting_jobs import actions, queries
from rantai.apps.cutting_jobs.actions import JobFacts, NewPiece, TypedStock
from rantai.apps.parties.models import Grant
from rantai.apps.stock.actions import CountedLot, count_lots
from rantai.apps.stock.models import MaterialLot
from tests.cast import SmallSentra
from tests.web.home.world import plan

AT = datetime(2026, 1, 5, 8, tzinfo=UTC)
STEEL, PLATE = "SPHC-2.3", "SPHC-2.3-4x8"
WHOLE, REMNANT = "L-UTUH", "L-SISA"


def steel(cast: SmallSentra) -> None:
    """SPHC 2.3 mm in sheets of 4 × 8 feet at Rp 12,000 a kg, sold by the mill."""
    if Material.objects.filter(code=STEEL).exists():
        return
    material = Material.objects.create(
        code=STEEL, grade="SPHC", form="sheet", finish="plain", thickness_um=2_300, density_kg_m3=7_850
    )
    plate = Format.objects.create(
        code=PLATE,
        name="SPHC 2,3 lembar 4x8",
        material=material,
        kind="sheet",
        length_um=2_438_000,
        width_um=1_219_000,
        piece_mass_g=53_658,
    )
    CuttingRule.objects.get_or_create(
        kind="sheet",
        defaults={"kerf_um": 0, "trim_um": 5_000, "min_remnant_length_um": 300_000, "min_remnant_width_um": 150_000},
    )
    offer = Offer.objects.create(
        code="PELAT", supplier_id=cast.organisations["mill"], format=plate, min_order_g=0, lead_days=2, basis="contoh"
    )
    OfferTier.objects.create(offer=offer, from_g=0, price_idr_t=12_000_000)


def store(cast: SmallSentra, holder: str = "centre", *, sheets: int = 3) -> None:
    """Some whole sheets of one heat and a remnant of another, at one firm."""
    steel(cast)
    plate, own = Format.objects.get(code=PLATE).pk, cast.organisations[holder]
    lots = [
        CountedLot(WHOLE, own, own, sheets, 53_658 * sheets, format_id=plate, heat="H-100"),
        CountedLot(REMNANT, own, own, 1, 12_000, format_id=plate, length_um=1_200_000, width_um=600_000, heat="H-7"),
    ]
    count_lots(lots=lots, effective_on=date(2026, 1, 5), by=SYSTEM, at=AT)


def lot(code: str) -> int:
    return MaterialLot.objects.get(code=code).pk


def job(cast: SmallSentra, owner: str = "centre", *, name: str = "Bak muatan contoh", kind: str = "sheet") -> int:
    """A job of one firm, of the steel above, without pieces."""
    steel(cast)
    facts = JobFacts(cast.organisations[owner], name, kind, material_code=STEEL if kind == "sheet" else "")
    return actions.create_job(facts=facts, by=SYSTEM, at=AT)


def pieces(job_id: int, *rows: NewPiece, replace: bool = True) -> None:
    actions.put_pieces(job_id=job_id, pieces=rows or [NewPiece(6, 700_000, 300_000)], replace=replace, by=SYSTEM, at=AT)


def offered(job_id: int) -> None:
    """Everything the catalogue and the store have."""
    actions.offer_all(job_id=job_id, by=SYSTEM, at=AT)


def typed(job_id: int, length_um: int, width_um: int = 0, **facts: object) -> None:
    stock = TypedStock(length_um, width_um, **facts)  # type: ignore[arg-type]
    actions.add_typed(job_id=job_id, stock=stock, by=SYSTEM, at=AT)


def planned(job_id: int, *, base: int | None = None, pinned: tuple[int, ...] = ()) -> queries.PlanDetail:
    """A plan that was asked for and computed."""
    at = timezone.now()
    number = actions.ask_plan(job_id=job_id, by=SYSTEM, at=at, base=base, pinned=pinned)
    assert actions.compute(job_id=job_id, number=number, by=SYSTEM, at=at, now=timezone.now)
    plan = queries.plan(job_id, number)
    assert plan is not None
    return plan


def ready(cast: SmallSentra, owner: str = "centre", *rows: NewPiece, sheets: int = 3) -> int:
    """A job with pieces and stock at hand."""
    store(cast, owner, sheets=sheets)
    job_id = job(cast, owner)
    pieces(job_id, *rows)
    offered(job_id)
    return job_id


def revoke_work(cast: SmallSentra, giver: str) -> None:
    """A workshop takes back that others see its work."""
    Grant.objects.filter(giver=cast.organisations[giver], scope="work").delete()


def published_plan(cast: SmallSentra) -> None:
    """The small programme of the cast, planned and published."""
    plan(cast)


def customers_lot(cast: SmallSentra, owner: str) -> None:
    """Four sheets that a customer keeps at the centre."""
    plate, ids = Format.objects.get(code=PLATE).pk, cast.organisations
    lot = CountedLot("L-TITIP", ids["centre"], ids[owner], 4, 4 * 53_658, format_id=plate, heat="H-200")
    count_lots(lots=[lot], effective_on=date(2026, 1, 5), by=SYSTEM, at=AT)
