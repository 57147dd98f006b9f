"""What was cut at the shear, saw or slitter: counted on the pattern and booked in the ledger, and taken back.

Steel from the store becomes blanks, remnants and scrap of the same heat in the same transaction. Steel that is not in
the store (a format to buy, a size typed in) is only counted.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.cutting_jobs import reading, refusals
from rantai.apps.cutting_jobs.actions.approval import KEPT_DAYS, approved_plan, keep, needed_of, purpose_of
from rantai.apps.cutting_jobs.models import CutJob, CutPattern, CutPlan, CutRecord, JobStock
from rantai.apps.cutting_jobs.reading import Pattern
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import Cut, Output, Take
from rantai.core.units import G_PER_KG
from rantai.engine.sharing.proportional import share_out

PROCESS = {"sheet": "shear", "bar": "saw", "coil": "slit"}
MOST_DIFFERENCE_PERCENT = 5  # of what was cut; more is asked, not swallowed


@dataclass(frozen=True)
class Weighed:
    """What the scale said of all pieces of this entry, in grams; None: as their size says."""

    blanks_g: int | None = None
    scrap_g: int | None = None

    @property
    def is_known(self) -> bool:
        return self.blanks_g is not None or self.scrap_g is not None


@transaction.atomic
def mark_cut(
    *,
    job_id: int,
    number: int,
    position: int,
    done: int,
    by: Author,
    at: datetime,
    weighed: Weighed | None = None,
    confirmed: bool = False,
) -> None:
    """Say how many pieces of stock have been cut by one pattern in all. The job is cut when all patterns are.

    More than before: the difference is booked as cut, by size or as `weighed`. Less: the newest bookings are taken back
    and what remains of them is booked again. Saying the same twice does nothing. Raises InvalidInput: not approved,
    more than planned, steel that is no longer there, a weight far from the books unless `confirmed`.
    """
    job = CutJob.objects.select_for_update(no_key=True, of=("self",)).get(pk=job_id)
    plan = approved_plan(job_id, number)
    pattern = plan.cut_patterns.filter(position=position).first()
    if pattern is None or not 0 <= done <= pattern.count_pieces:
        count = pattern.count_pieces if pattern else 0
        raise refusals.refuse(refusals.MORE_THAN_PLANNED, "done", pattern=position, count=count, done=done)
    if pattern.done_pieces == done:
        return
    CutPattern.objects.filter(pk=pattern.pk).update(done_pieces=done)
    if done > pattern.done_pieces:
        _book(job, plan, pattern, done - pattern.done_pieces, weighed or Weighed(), by, at, confirmed)
    else:
        _take_back(job, plan, pattern, pattern.done_pieces - done, by, at)
    is_cut = not plan.cut_patterns.filter(done_pieces__lt=F("count_pieces")).exists()
    CutJob.objects.filter(pk=job_id).update(state="cut" if is_cut else "approved")
    stock.prolong(purpose=purpose_of(plan), until=_until(plan, at), by=by, at=at)
    states = {"before": {"done": pattern.done_pieces}, "after": {"number": number, "pattern": position, "done": done}}
    record(verb="mark_cut", noun="cut_job", object_id=job_id, by=by, at=at, **states)


def _until(plan: CutPlan, at: datetime) -> datetime | None:
    """Once cutting has begun, the steel stays kept until the plan is cut or taken back."""
    begun = plan.cut_patterns.filter(done_pieces__gt=0).exists()
    return None if begun else at + timedelta(days=KEPT_DAYS)


def _book(
    job: CutJob,
    plan: CutPlan,
    pattern: CutPattern,
    pieces: int,
    weighed: Weighed,
    by: Author,
    at: datetime,
    confirmed: bool,
) -> None:
    row = JobStock.objects.filter(job=job.pk, code=pattern.stock_code, lot__isnull=False).first()
    if row is None or row.lot_id is None:
        return
    take = Take(row.lot_id, 0 if job.kind == "coil" else pieces)
    [taken_g] = stock.book_mass_g(holder_id=job.owner_id, takes=[take])
    drawn = next(one for one in reading.patterns(plan.given, plan.answer or {}) if one.position == pattern.position)
    blanks, remnants = _outputs(job.kind, drawn, pieces, taken_g, weighed)
    blanks_g, remnants_g = (sum(one.grams for one in made) for made in (blanks, remnants))
    rest_g = taken_g - blanks_g - remnants_g
    scrap_g = weighed.scrap_g if weighed.scrap_g is not None else rest_g if weighed.blanks_g is None else max(0, rest_g)
    difference_g = rest_g - scrap_g
    _refuse_odd(taken_g, difference_g, confirmed)
    cut = Cut(row.lot_id, [*blanks, *remnants], take.pieces, None, scrap_g, difference_g)
    booked = stock.convert(
        holder_id=job.owner_id,
        process=PROCESS[job.kind],
        cuts=[cut],
        effective_on=timezone.localdate(at),
        by=by,
        at=at,
        document=f"{job.name} · {plan.number}/{pattern.position}"[:80],
        purpose=purpose_of(plan),
        confirmed=confirmed,
    )
    CutRecord.objects.create(
        plan=plan,
        position=pattern.position,
        pieces=pieces,
        booking_id=booked.booking_id,
        taken_g=taken_g,
        blanks_g=blanks_g,
        remnants_g=remnants_g,
        scrap_g=scrap_g,
        difference_g=difference_g,
        is_weighed=weighed.is_known,
        cut_by_id=by.user_id,
        cut_at=at,
    )


def _outputs(
    kind: str, drawn: Pattern, pieces: int, taken_g: int, weighed: Weighed
) -> tuple[list[Output], list[Output]]:
    """Blanks and remnants with their mass: what was weighed, else their share of the stock by length or area."""
    blank_sizes = Counter((spot.length_um, spot.width_um) for spot in drawn.spots)
    remnant_sizes = Counter((box[2], box[3]) for box in drawn.remnants)
    measures = [number * _measure(kind, size) for size, number in (*blank_sizes.items(), *remnant_sizes.items())]
    whole = drawn.width_um if kind == "coil" else drawn.whole
    shares = share_out(taken_g, [*measures, max(0, whole - sum(measures))])[: len(measures)]
    blank_g, remnant_g = shares[: len(blank_sizes)], shares[len(blank_sizes) :]
    if weighed.blanks_g is not None:
        blank_g = share_out(weighed.blanks_g, measures[: len(blank_sizes)])
    form = "strip" if kind == "coil" else "blank"
    blanks = [
        _output(kind, form, size, number * pieces, grams)
        for (size, number), grams in zip(blank_sizes.items(), blank_g, strict=True)
    ]
    remnants = [
        _output(kind, "remnant", size, number * pieces, grams)
        for (size, number), grams in zip(remnant_sizes.items(), remnant_g, strict=True)
    ]
    return blanks, remnants


def _measure(kind: str, size: tuple[int, int]) -> int:
    """Width of a strip of a coil, length of a bar, area of a sheet."""
    length, width = size
    return width if kind == "coil" else length * (width or 1)


def _output(kind: str, form: str, size: tuple[int, int], pieces: int, grams: int) -> Output:
    if kind == "coil":  # strips and what is left of a coil are weighed, and as long as the coil was
        return Output(form, grams, width_um=size[1])
    return Output(form, grams, pieces, *size)


def _refuse_odd(taken_g: int, difference_g: int, confirmed: bool) -> None:
    if confirmed or abs(difference_g) * 100 <= taken_g * MOST_DIFFERENCE_PERCENT:
        return
    values = {"difference_kg": abs(difference_g) / G_PER_KG, "taken_kg": taken_g / G_PER_KG}
    raise refusals.refuse(refusals.WEIGHT_ODD, "blanks_g", **values)


def _take_back(job: CutJob, plan: CutPlan, pattern: CutPattern, pieces: int, by: Author, at: datetime) -> None:
    """Reverse the newest bookings of a pattern; what was more than asked is booked again, by size."""
    left = pieces
    newest = CutRecord.objects.filter(plan=plan, position=pattern.position, taken_back_at__isnull=True)
    for one in newest.order_by("-pk"):
        if left <= 0:
            break
        reason = f"{job.name} · {plan.number}/{pattern.position}"
        stock.reverse(booking_id=one.booking_id, reason=reason, holder_id=job.owner_id, by=by, at=at)
        CutRecord.objects.filter(pk=one.pk).update(taken_back_at=at)
        left -= one.pieces
    if left < 0:
        _book(job, plan, pattern, -left, Weighed(), by, at, False)
    stock.release(purpose=purpose_of(plan), by=by, at=at)  # what came back is kept anew with the rest
    keep(job, plan, needed_of(plan), _until(plan, at), by, at)
