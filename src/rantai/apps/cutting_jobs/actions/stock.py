"""What a job may be cut from: formats that are sold, pieces at hand, sizes somebody types; and what is left out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import Format
from rantai.apps.catalog.queries import offers
from rantai.apps.catalog.weights import piece_mass_g
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.actions.jobs import locked
from rantai.apps.cutting_jobs.masses import Price, prices_by_format, worth_at_hand_idr
from rantai.apps.cutting_jobs.models import CutJob, JobStock
from rantai.apps.cutting_jobs.queries.lots import FreeLot, free_lots
from rantai.core.units import cost_idr

COIL_MASS_G = 10_000_000  # a coil as mills sell it when the price book does not say how heavy


@dataclass(frozen=True)
class TypedStock:
    """A size that somebody typed; lengths µm, mass g per piece (coils). `quantity` None: as many as wanted."""

    length_um: int = 0
    width_um: int = 0
    mass_g: int = 0
    quantity: int | None = None
    price_idr: int | None = None
    is_remnant: bool = False
    name: str = ""


@transaction.atomic
def offer(*, job_id: int, format_codes: Collection[str], lot_ids: Collection[int], by: Author, at: datetime) -> None:
    """Offer these formats and these lots of the job's own store, and nothing else; typed sizes stay."""
    job = locked(job_id)
    if job.material is None:
        return
    chosen = _formats(job, [row for row in _catalogue(job) if row.code in format_codes], at)
    held = free_lots(job.owner_id, job.material.pk, job.kind, at=at)
    chosen += _lots(job, [lot for lot in held if lot.lot_id in lot_ids and lot.free], at)
    excluded = set(JobStock.objects.filter(job=job_id, is_excluded=True).values_list("code", flat=True))
    JobStock.objects.filter(job=job_id).exclude(source="typed").delete()
    for row in chosen:
        row.is_excluded = row.code in excluded
    JobStock.objects.bulk_create(chosen)
    CutJob.objects.filter(pk=job_id).update(changed_at=at)
    after = {
        "formats": sum(row.lot_id is None for row in chosen),
        "lots": sum(row.lot_id is not None for row in chosen),
    }
    record(verb="offer", noun="cut_job", object_id=job_id, by=by, at=at, after=after)


def offer_all(*, job_id: int, by: Author, at: datetime) -> None:
    """Offer every format of the job's material and every lot that is free: the start of a new job."""
    job = CutJob.objects.select_related("material").get(pk=job_id)
    if job.material is None:
        return
    lots = free_lots(job.owner_id, job.material.pk, job.kind, at=at)
    codes = {row.code for row in _catalogue(job)}
    offer(job_id=job_id, format_codes=codes, lot_ids={lot.lot_id for lot in lots}, by=by, at=at)


@transaction.atomic
def add_typed(*, job_id: int, stock: TypedStock, by: Author, at: datetime) -> int:
    """Offer a size that somebody typed; returns its id."""
    job = locked(job_id)
    needed = (stock.width_um and (stock.mass_g or stock.length_um)) if job.kind == "coil" else stock.length_um
    if not needed or (job.kind == "sheet" and not stock.width_um):
        raise refusals.refuse(refusals.SIZE_TYPED, "length_um")
    made = JobStock.objects.create(
        job=job,
        code=_free_code(job_id),
        name=stock.name,
        source="typed",
        length_um=stock.length_um,
        width_um=0 if job.kind == "bar" else stock.width_um,
        mass_g=stock.mass_g or _mass(job, stock.length_um, stock.width_um),
        quantity=stock.quantity,
        price_idr=stock.price_idr,
        is_remnant=stock.is_remnant,
    )
    CutJob.objects.filter(pk=job_id).update(changed_at=at)
    after = {"code": made.code, "length_um": made.length_um, "width_um": made.width_um, "quantity": made.quantity}
    record(verb="add_stock", noun="cut_job", object_id=job_id, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def remove_stock(*, job_id: int, stock_id: int, by: Author, at: datetime) -> None:
    """Take one kind of stock out of a job."""
    locked(job_id)
    found = JobStock.objects.filter(job=job_id, pk=stock_id)
    before = found.values("code", "quantity").first()
    if before is None:
        return
    found.delete()
    CutJob.objects.filter(pk=job_id).update(changed_at=at)
    record(verb="remove_stock", noun="cut_job", object_id=job_id, by=by, at=at, before=before)


@transaction.atomic
def exclude(*, job_id: int, codes: Collection[str], by: Author, at: datetime) -> None:
    """Leave exactly these kinds of stock out of the next plan; all others take part again."""
    locked(job_id)
    rows = JobStock.objects.filter(job=job_id)
    before = sorted(rows.filter(is_excluded=True).values_list("code", flat=True))
    after = sorted(rows.filter(code__in=list(codes)).values_list("code", flat=True))
    if before == after:
        return
    rows.filter(code__in=after).update(is_excluded=True)
    rows.exclude(code__in=after).update(is_excluded=False)
    states = {"before": {"excluded": before}, "after": {"excluded": after}}
    record(verb="exclude", noun="cut_job", object_id=job_id, by=by, at=at, **states)


def _catalogue(job: CutJob) -> list[Format]:
    return list(Format.objects.filter(material=job.material, kind=job.kind).order_by("code"))


def _formats(job: CutJob, rows: Sequence[Format], at: datetime) -> list[JobStock]:
    prices, heaviest = _prices(job, at)
    made = []
    for row in rows:
        mass_g = heaviest.get(row.code, COIL_MASS_G) if job.kind == "coil" else _mass(job, row.length_um, row.width_um)
        mass_g = row.piece_mass_g or mass_g
        price = prices.get(row.code)
        made.append(
            JobStock(
                job=job,
                code=row.code,
                name=row.name,
                source="format",
                format=row,
                length_um=0 if job.kind == "coil" else row.length_um,
                width_um=0 if job.kind == "bar" else row.width_um,
                mass_g=mass_g,
                price_idr=None if price is None else cost_idr(mass_g, price.price_idr_t),
            )
        )
    return made


def _lots(job: CutJob, rows: Sequence[FreeLot], at: datetime) -> list[JobStock]:
    prices, _heaviest = _prices(job, at)
    dearest = max(prices.values(), key=lambda price: price.price_idr_t, default=None)
    made = []
    for row in rows:
        price = prices.get(row.format_code, dearest)
        worth = worth_at_hand_idr(row.piece_mass_g, price, is_remnant=row.is_remnant)
        made.append(
            JobStock(
                job=job,
                code=row.code,
                name=row.format_name,
                source="lot",
                lot_id=row.lot_id,
                length_um=0 if job.kind == "coil" else row.length_um,
                width_um=0 if job.kind == "bar" else row.width_um,
                mass_g=row.piece_mass_g,
                quantity=row.free,
                price_idr=worth,
                is_remnant=row.is_remnant,
                owner_id=None if row.is_for_all else row.owner_id,
            )
        )
    return made


def _prices(job: CutJob, at: datetime) -> tuple[dict[str, Price], dict[str, int]]:
    """Format → price for about as much as the job needs, and format → heaviest coil on offer."""
    book = offers()
    wanted = job.pieces.values_list("length_um", "width_um", "quantity")
    mass = sum(_mass(job, length, width) * quantity for length, width, quantity in wanted)
    heaviest = {one.format_code: one.coil_max_g for one in book if one.coil_max_g}
    return prices_by_format(book, mass, at.date()), heaviest


def _mass(job: CutJob, length_um: int, width_um: int) -> int:
    return piece_mass_g(job.material, job.kind, job.thickness_um, length_um, width_um)


def _free_code(job_id: int) -> str:
    taken = set(JobStock.objects.filter(job=job_id).values_list("code", flat=True))
    return next(code for code in (f"U{number}" for number in range(1, len(taken) + 2)) if code not in taken)
