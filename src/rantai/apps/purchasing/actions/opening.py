"""Opening a round: what is offered on whose terms, from when until when; moving its deadline; a seller's terms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.catalog.models import Format, Offer, SupplierTerm
from rantai.apps.purchasing.clock import database_now, locked, refuse_unless, shown
from rantai.apps.purchasing.models import PurchaseRound, RoundSeller, RoundSteel, RoundTerms, RoundTier
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals
from rantai.core.problems import InvalidInput, Problem, Where


@dataclass(frozen=True)
class RoundFacts:
    """What a round is. `most_g`: format id → most that can be had of it; formats without one are without limit."""

    name: str
    format_ids: Sequence[int]
    opens_at: datetime
    deadline_at: datetime
    order_date: date
    cover_weeks: int = 4
    deposit_ppm: int = 0
    most_g: Mapping[int, int] = field(default_factory=dict)


@transaction.atomic
@once
def open_round(
    *,
    centre_id: int,
    facts: RoundFacts,
    by: Author,
    at: datetime,
    round_id: int | None = None,
    key: str = "",  # noqa: ARG001 — `once` reads it
) -> int:
    """Open a round by hand, or from a plan's draft; returns its id. The same key opens once.

    The terms of every seller of its formats, and of coils that can be cut into them, are copied from the price book.
    Raises InvalidInput: no format, nobody who sells one, a window that is none, an order date before the deadline, a
    draft that is a draft no more.
    """
    formats = list(Format.objects.filter(pk__in=facts.format_ids).select_related("material").order_by("code"))
    offers = _offers(formats, facts.order_date)
    _refuse_unfit(facts, formats, offers)
    if round_id is None:
        one = PurchaseRound(order_date=facts.order_date, made_at=at)
    else:
        one = locked(round_id)
        refuse_unless(one, "draft")
    one.centre_id, one.name, one.order_date = centre_id, facts.name.strip(), facts.order_date
    one.opens_at, one.deadline_at, one.state = facts.opens_at, facts.deadline_at, "open"
    one.cover_weeks, one.deposit_ppm, one.opened_by_id = facts.cover_weeks, facts.deposit_ppm, by.user_id
    one.save()
    RoundSteel.objects.bulk_create(
        RoundSteel(round=one, format=steel, most_g=facts.most_g.get(steel.pk, 0)) for steel in formats
    )
    _copy_terms(one, offers)
    after = {
        "formats": [steel.code for steel in formats],
        "offers": [offer.code for offer in offers],
        "opens_at": facts.opens_at.isoformat(),
        "deadline_at": facts.deadline_at.isoformat(),
        "deposit_ppm": facts.deposit_ppm,
    }
    record(verb="open", noun="purchase_round", object_id=one.pk, by=by, at=at, after=after)
    return one.pk


@transaction.atomic
def move_deadline(*, round_id: int, deadline_at: datetime, by: Author, at: datetime) -> None:
    """Give members more or less time, as long as the old deadline has not passed. Raises InvalidInput."""
    one = locked(round_id)
    refuse_unless(one, "open")
    now = database_now()
    assert one.deadline_at is not None and one.opens_at is not None
    if now > one.deadline_at:
        raise refuse(refusals.ROUND_CLOSED, "deadline_at", at=shown(one.deadline_at))
    if deadline_at <= max(now, one.opens_at) or deadline_at.date() > one.order_date:
        raise refuse(refusals.ROUND_WINDOW, "deadline_at")
    before = {"deadline_at": one.deadline_at.isoformat()}
    PurchaseRound.objects.filter(pk=round_id).update(deadline_at=deadline_at)
    after = {"deadline_at": deadline_at.isoformat()}
    record(verb="move_deadline", noun="purchase_round", object_id=round_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def set_seller(
    *,
    round_id: int,
    supplier_id: int,
    min_order_g: int,
    truck_g: int,
    truck_idr: int,
    tiers: Mapping[str, Sequence[tuple[int, int]]],
    by: Author,
    at: datetime,
) -> None:
    """What a seller asks now: least order, trucks, and for each of its terms (by code) the tiers (g, rupiah a tonne).

    Indicative prices become firm ones this way, before the proposal that is approved. Raises InvalidInput.
    """
    one = locked(round_id)
    refuse_unless(one, "open")
    seller = RoundSeller.objects.get(round=one, supplier=supplier_id)
    terms = {row.code: row for row in RoundTerms.objects.filter(round=one, supplier=supplier_id)}
    for code, rows in tiers.items():
        masses = [from_g for from_g, _price in rows]
        if code not in terms or not rows or masses != sorted(set(masses)):
            raise refuse(refusals.SELLER_TERMS_WRONG, code)
    before = {"min_order_g": seller.min_order_g, "truck_g": seller.truck_g, "truck_idr": seller.truck_idr}
    after = {"min_order_g": min_order_g, "truck_g": truck_g, "truck_idr": truck_idr}
    RoundSeller.objects.filter(pk=seller.pk).update(**after)
    for code, rows in sorted(tiers.items()):
        RoundTier.objects.filter(terms=terms[code]).delete()
        RoundTier.objects.bulk_create(RoundTier(terms=terms[code], from_g=g, price_idr_t=idr) for g, idr in rows)
    after_all = {
        **after,
        "supplier": supplier_id,
        "tiers": {code: list(map(list, rows)) for code, rows in tiers.items()},
    }
    record(verb="set_seller", noun="purchase_round", object_id=round_id, by=by, at=at, before=before, after=after_all)


def _offers(formats: Sequence[Format], on: date) -> list[Offer]:
    """Offers of the formats and of coils as wide as a sheet of them, that hold on a day."""
    holds = (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (Q(valid_to__isnull=True) | Q(valid_to__gte=on))
    wanted = Q(format__in=[steel.pk for steel in formats])
    for steel in formats:
        if steel.kind == "sheet":
            wanted |= Q(format__kind="coil", format__material=steel.material_id, format__width_um=steel.width_um)
    found = Offer.objects.filter(wanted & holds, tiers__isnull=False).distinct()
    return list(found.select_related("format", "supplier").prefetch_related("tiers").order_by("code"))


def _refuse_unfit(facts: RoundFacts, formats: Sequence[Format], offers: Sequence[Offer]) -> None:
    problems = []
    if not formats:
        problems.append(Problem(refusals.ROUND_NO_STEEL, Where(column="formats")))
    now = database_now()
    if not max(facts.opens_at, now) < facts.deadline_at:
        problems.append(Problem(refusals.ROUND_WINDOW, Where(column="deadline_at")))
    if facts.order_date < facts.deadline_at.date():
        values = {"day": facts.order_date.isoformat()}
        problems.append(Problem(refusals.ROUND_ORDER_DATE, Where(column="order_date"), values))
    for steel in formats:
        if not any(_serves(offer, steel) for offer in offers):
            values = {"format": steel.name, "day": facts.order_date.isoformat()}
            problems.append(Problem(refusals.ROUND_NO_SELLER, Where(column="formats"), values))
    if problems:
        raise InvalidInput(problems)


def _serves(offer: Offer, steel: Format) -> bool:
    sold = offer.format
    same = sold.material_id == steel.material_id and sold.width_um == steel.width_um
    return sold.pk == steel.pk or (sold.kind == "coil" and steel.kind == "sheet" and same)


def _copy_terms(one: PurchaseRound, offers: Sequence[Offer]) -> None:
    suppliers = sorted({offer.supplier_id for offer in offers})
    asked = {row.supplier_id: row for row in SupplierTerm.objects.filter(supplier__in=suppliers)}
    whole = ("min_order_g", "truck_g", "truck_idr")
    RoundSeller.objects.bulk_create(
        RoundSeller(
            round=one,
            supplier_id=supplier,
            **({name: getattr(asked[supplier], name) for name in whole} if supplier in asked else {}),
        )
        for supplier in suppliers
    )
    same = ("code", "supplier_id", "format_id", "min_order_g", "multiple_g", "coil_min_g", "coil_max_g", "lead_days")
    made = RoundTerms.objects.bulk_create(
        RoundTerms(round=one, basis=offer.basis, **{name: getattr(offer, name) for name in same}) for offer in offers
    )
    RoundTier.objects.bulk_create(
        RoundTier(terms=terms, from_g=tier.from_g, price_idr_t=tier.price_idr_t)
        for terms, offer in zip(made, offers, strict=True)
        for tier in sorted(offer.tiers.all(), key=lambda tier: tier.from_g)
    )
