"""Verbs of selling another firm's steel. All take `by` and `at`, write their audit row, and raise InvalidInput.

propose(*, facts, terms, by, at) -> int             offer_terms(*, agency_id, terms, by, at) -> int
agree(*, agency_id, by, at) -> None                 decline(*, agency_id, by, at) -> None
end(*, agency_id, by, at) -> None                   locked(agency_id) -> Agency
bring(*, agency_id, lots, on, key, by, at) -> int   (the owner's steel that lies in the seller's store already)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from rantai.apps.agency import refusals
from rantai.apps.agency.models import MOST_PPM, Agency, AgencyTerms
from rantai.apps.agency.queries import in_force
from rantai.apps.audit.actions import Author, record
from rantai.apps.audit.once import once
from rantai.apps.parties.duties import keep_apart
from rantai.apps.stock.actions import NewLot, take_over


@dataclass(frozen=True)
class AgencyFacts:
    """Who owns, who sells, from when to when (None: until somebody ends it)."""

    principal_id: int
    agent_id: int
    valid_from: date
    valid_to: date | None = None
    note: str = ""


@dataclass(frozen=True)
class Terms:
    """What one side offers. `less_ppm` with rule "percent", `less_idr_kg` (whole rupiah) with rule "per_kg"."""

    valid_from: date
    rule: str
    rhythm: str = "month"
    less_ppm: int = 0
    less_idr_kg: int = 0
    due_days: int = 0


@transaction.atomic
def propose(*, facts: AgencyFacts, terms: Terms, by: Author, at: datetime) -> int:
    """Write an agency and the first terms for it; returns its id. Nothing is sold by it until the other side agrees."""
    if facts.principal_id == facts.agent_id:
        raise refusals.refuse(refusals.SAME_FIRM, "other")
    if facts.valid_to is not None and facts.valid_to < facts.valid_from:
        values = {"first": facts.valid_from.isoformat(), "last": facts.valid_to.isoformat()}
        raise refusals.refuse(refusals.DAYS_ODD, "valid_to", **values)
    pair = {"principal_id": facts.principal_id, "agent_id": facts.agent_id, "ended_at__isnull": True}
    if Agency.objects.filter(**pair).exists():
        raise refusals.refuse(refusals.THERE_ALREADY, "other")
    made = Agency.objects.create(**asdict(facts), made_at=at)
    after = {"principal": facts.principal_id, "agent": facts.agent_id, "from": facts.valid_from.isoformat()}
    record(verb="propose", noun="agency", object_id=made.pk, by=by, at=at, after=after)
    _offered(made, terms, by, at)
    return made.pk


@transaction.atomic
def offer_terms(*, agency_id: int, terms: Terms, by: Author, at: datetime) -> int:
    """Offer other terms; those that hold now go on until the other side has agreed. Returns their id."""
    agency = _open(agency_id)
    if _waiting(agency) is not None:
        raise refusals.refuse(refusals.OFFER_WAITS)
    return _offered(agency, terms, by, at)


@transaction.atomic
def agree(*, agency_id: int, by: Author, at: datetime) -> None:
    """Agree to what the other side offered. An answer that came late makes the terms hold from its own day.

    Neither a firm nor a person agrees to its own offer: nobody of the agent alone changes what it owes.
    """
    agency = _open(agency_id)
    offer = _waiting(agency)
    if offer is None:
        raise refusals.refuse(refusals.NO_OFFER)
    if offer.offered_by_firm_id == by.organisation_id:
        raise refusals.refuse(refusals.OWN_OFFER)
    is_alone = keep_apart(by=by, at=at, done_by=[offer.offered_by_id])
    day = max(offer.valid_from, timezone.localdate(at))
    AgencyTerms.objects.filter(pk=offer.pk).update(agreed_by=by.user_id, agreed_at=at, valid_from=day)
    after = {"terms": offer.pk, "from": day.isoformat(), "alone": is_alone}
    record(verb="agree", noun="agency", object_id=agency_id, by=by, at=at, after=after)


@transaction.atomic
def decline(*, agency_id: int, by: Author, at: datetime) -> None:
    """Refuse what the other side offered, or take the own offer back."""
    offer = _waiting(_open(agency_id))
    if offer is None:
        raise refusals.refuse(refusals.NO_OFFER)
    AgencyTerms.objects.filter(pk=offer.pk).update(declined_at=at)
    record(verb="decline", noun="agency", object_id=agency_id, by=by, at=at, after={"terms": offer.pk})


@transaction.atomic
def end(*, agency_id: int, by: Author, at: datetime) -> None:
    """End it, by either side: nothing more is sold by it. What lies there stays its owner's, what was sold is owed."""
    agency = _open(agency_id)
    Agency.objects.filter(pk=agency.pk).update(ended_at=at)
    AgencyTerms.objects.filter(agency=agency, agreed_at__isnull=True, declined_at__isnull=True).update(declined_at=at)
    record(verb="end", noun="agency", object_id=agency_id, by=by, at=at)


@transaction.atomic
@once
def bring(
    *, agency_id: int, lots: Sequence[NewLot], on: date, key: str, by: Author, at: datetime, confirmed: bool = False
) -> int:
    """Take the owner's steel over as it lies in the seller's store; returns the booking's id. By the owner only.

    What it cost is the owner's to say. Raises InvalidInput: not the owner, no terms on that day, and what the ledger
    refuses.
    """
    agency = _open(agency_id)
    if by.organisation_id is not None and by.organisation_id != agency.principal_id:
        raise refusals.refuse(refusals.OWNER_BRINGS)
    if agency.principal_id not in in_force(agency.agent_id, on):
        raise refusals.refuse(refusals.NOT_IN_FORCE, "on", owner=agency.principal.name, day=on.isoformat())
    owned = [replace(lot, owner_id=agency.principal_id, ownership="agency") for lot in lots]
    about = {"holder_id": agency.agent_id, "effective_on": on, "key": key, "confirmed": confirmed}
    booked = take_over(lots=owned, by=by, at=at, **about)  # type: ignore[arg-type]
    record(verb="bring", noun="agency", object_id=agency_id, by=by, at=at, after={"booking": booked.booking_id})
    return booked.booking_id


def locked(agency_id: int) -> Agency:
    """The agency, held until the transaction ends: before lots, so that sales and settlements see each other."""
    return Agency.objects.select_for_update(no_key=True, of=("self",)).get(pk=agency_id)


def _open(agency_id: int) -> Agency:
    agency = locked(agency_id)
    if agency.ended_at is not None:
        raise refusals.refuse(refusals.ENDED)
    return agency


def _waiting(agency: Agency) -> AgencyTerms | None:
    return AgencyTerms.objects.filter(agency=agency, agreed_at__isnull=True, declined_at__isnull=True).first()


def _offered(agency: Agency, terms: Terms, by: Author, at: datetime) -> int:
    if terms.valid_from < timezone.localdate(at):
        raise refusals.refuse(refusals.DAY_PAST, "valid_from", day=terms.valid_from.isoformat())
    fits = {
        "book": not terms.less_ppm and not terms.less_idr_kg,
        "percent": 0 < terms.less_ppm <= MOST_PPM and not terms.less_idr_kg,
        "per_kg": terms.less_idr_kg > 0 and not terms.less_ppm,
    }
    if not fits[terms.rule]:
        raise refusals.refuse(refusals.LESS_ODD, "less")
    firm = by.organisation_id or agency.principal_id
    made = AgencyTerms.objects.create(
        agency=agency, offered_by_firm_id=firm, offered_by_id=by.user_id, offered_at=at, **asdict(terms)
    )
    after = {"terms": made.pk, **asdict(terms), "valid_from": terms.valid_from.isoformat()}
    record(verb="offer", noun="agency", object_id=agency.pk, by=by, at=at, after=after)
    return made.pk
