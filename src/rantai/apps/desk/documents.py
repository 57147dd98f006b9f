"""Documents that carry a number, of all rooms, in one question to the database.

Each kind says whose rows the reader meets (the fence), what of them a word may fit, and how they are shown. The parts
are joined with UNION, so that ten kinds cost one query.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, TruncDate

from rantai.apps.cutting_jobs.models import CutJob, JobPiece
from rantai.apps.deliveries.models import Delivery, DeliveryLine
from rantai.apps.desk.asking import Sought, Word
from rantai.apps.desk.reader import CONSORTIUM, MILL, OWNER, Reader
from rantai.apps.desk.unions import joined, part
from rantai.apps.logistics.models import Trip
from rantai.apps.parties.clusters import centres_of
from rantai.apps.payables.models import Outgoing
from rantai.apps.payments.models import Payment
from rantai.apps.purchasing.models import (
    Claim,
    NoticeLine,
    PurchaseOrder,
    PurchaseRound,
    ReceivedLine,
    Receiving,
    RoundStatement,
    SupplierBill,
)
from rantai.apps.sales.models import Invoice, InvoiceLine, SalesOrder

SHOWN = 8  # of each kind


@dataclass(frozen=True)
class DocumentHit:
    """One document that fits. `amount_idr` is 0 where a document has no sum."""

    kind: str
    object_id: int
    title: str
    who: str
    day: date | None
    amount_idr: int
    state: str


def documents(reader: Reader, sought: Sought) -> dict[str, list[DocumentHit]]:
    """By kind, the newest first, one more than is shown so that the page can say there are more. One query, and one
    for a workshop's centres."""
    hits: dict[str, list[DocumentHit]] = {}
    for row in sorted(joined(list(_parts(reader, sought))), key=lambda row: -row[1]):
        hits.setdefault(row[0], []).append(DocumentHit(*row))
    return hits


def _parts(reader: Reader, sought: Sought) -> Iterator[QuerySet[Any]]:
    own = reader.organisation_id
    if any(word.is_size_alone for word in sought.words):
        return
    if reader.is_staff:
        yield from _selling(sought, "", Q(account__seller=own), "account__customer__name")
        yield from _buying(sought, own)
        yield from _paying(sought, own)
    if reader.is_customer:
        yield from _selling(sought, "own_", Q(account__customer=own), "account__seller__name")
    if MILL in reader.roles and sought.wants("purchase"):
        yield _received(sought, own)
    if OWNER in reader.roles and sought.wants("round"):
        yield _round_part("own_round", _rounds_of_member(reader), sought)
    if reader.is_planner and sought.wants("round"):
        yield _round_part("round", _rounds_of_planner(reader), sought)
    if (reader.is_planner or OWNER in reader.roles) and sought.wants("cut_job"):
        yield _cut_part(_cut_jobs(reader), sought)


def _selling(sought: Sought, prefix: str, fence: Q, who: str) -> Iterator[QuerySet[Any]]:
    """Orders, invoices, deliveries and payments, as the seller or as the customer reads them."""
    name = Coalesce(F(who), Value(""), output_field=CharField())
    orders = "own_order" if prefix else "sale"
    if sought.wants(orders):
        found = SalesOrder.objects.filter(fence).filter(_all(sought, [who]))
        yield _shown(found, orders, who=name, day=TruncDate("made_at"), amount=F("total_idr"), state=F("state"))
    if sought.wants("invoice"):
        heats = InvoiceLine.objects.filter(invoice=OuterRef("pk"))
        fields = [who, "number", "tax_invoice_number"]
        bills = Invoice.objects.filter(fence).filter(_all(sought, fields, ("heat", heats), with_key=False))
        is_open = Q(total_idr__gt=F("settled_idr") + F("credited_idr"))
        state = Case(When(is_open, then=Value("unpaid")), default=Value("paid"), output_field=CharField())
        yield _shown(
            bills,
            f"{prefix}invoice",
            title=F("number"),
            who=name,
            day=F("invoiced_on"),
            amount=F("total_idr"),
            state=state,
        )
    if sought.wants("delivery"):
        gone_heats = DeliveryLine.objects.filter(delivery=OuterRef("pk"))
        fields = [who, "number", "vehicle", "driver"]
        notes = Delivery.objects.filter(fence).filter(_all(sought, fields, ("heat", gone_heats), with_key=False))
        gone = Q(received_at__isnull=True)
        state = Case(When(gone, then=Value("on_the_way")), default=Value("received"), output_field=CharField())
        yield _shown(notes, f"{prefix}delivery", title=F("number"), who=name, day=F("delivered_on"), state=state)
    if sought.wants("payment"):
        fields = [who, "number", "giro_number", "reference"]
        money = Payment.objects.filter(fence).filter(_all(sought, fields, with_key=False))
        yield _shown(
            money, f"{prefix}payment", title=F("number"), who=name, day=F("received_on"), amount=F("amount_idr")
        )


def _buying(sought: Sought, own: int) -> Iterator[QuerySet[Any]]:
    """What a centre ordered at sellers, and what came of it."""
    if sought.wants("purchase"):
        found = PurchaseOrder.objects.filter(centre=own)
        for word in sought.words:
            bills = SupplierBill.objects.filter(order=OuterRef("pk"), number__icontains=word.text)
            claims = Claim.objects.filter(order=OuterRef("pk"), number__icontains=word.text)
            heats = NoticeLine.objects.filter(line__order=OuterRef("pk"), heat__istartswith=word.text)
            said = _says(word, ["number", "reference", "supplier__name"])
            found = found.filter(said | Q(Exists(bills)) | Q(Exists(claims)) | Q(Exists(heats)))
        yield _shown(found, "purchase", title=F("number"), who=F("supplier__name"), day=F("due_on"), state=F("state"))
    if sought.wants("receipt"):
        fields = ["number", "order__number", "order__supplier__name"]
        come = ReceivedLine.objects.filter(receiving=OuterRef("pk"))
        receipts = Receiving.objects.filter(order__centre=own)
        receipts = receipts.filter(_all(sought, fields, ("lot__heat", come), with_key=False))
        who = F("order__supplier__name")
        yield _shown(receipts, "receipt", title=F("number"), who=who, day=F("received_on"), pk=F("order_id"))


def _received(sought: Sought, own: int) -> QuerySet[Any]:
    """Orders that centres placed with a mill; a draft is nobody's business yet."""
    found = PurchaseOrder.objects.filter(supplier=own).exclude(number="")
    found = found.filter(_all(sought, ["number", "reference", "centre__name"], with_key=False))
    facts = {"title": F("number"), "who": F("centre__name"), "day": F("due_on"), "state": F("state")}
    return _shown(found, "received_order", **facts)


def _paying(sought: Sought, own: int) -> Iterator[QuerySet[Any]]:
    """Money that went out, and trucks."""
    if sought.wants("outgoing"):
        fields = ["number", "party", "reference", "giro_number"]
        money = Outgoing.objects.filter(debtor=own).filter(_all(sought, fields, with_key=False))
        who, day = Coalesce(F("party"), Value(""), output_field=CharField()), F("paid_on")
        yield _shown(money, "outgoing", title=F("number"), who=who, day=day, amount=F("amount_idr"))
    if sought.wants("trip"):
        trips = Trip.objects.filter(owner=own).filter(_all(sought, ["number", "truck", "carrier"], with_key=False))
        who = Coalesce(F("carrier"), Value(""), output_field=CharField())
        yield _shown(trips, "trip", title=F("number"), who=who, day=F("driven_on"), amount=F("cost_idr"))


def _rounds_of_planner(reader: Reader) -> QuerySet[PurchaseRound]:
    drafts = Q(centre__isnull=True, programme__is_current=True)
    is_all = CONSORTIUM in reader.roles
    return PurchaseRound.objects.filter(
        drafts | (Q(centre__isnull=False) if is_all else Q(centre=reader.organisation_id))
    )


def _rounds_of_member(reader: Reader) -> QuerySet[PurchaseRound]:
    centres = sorted(centres_of(reader.organisation_id, reader.today))
    near = Q(centre__in=centres, state__in=("open", "approved", "ordered"), opens_at__lte=reader.now)
    stated = RoundStatement.objects.filter(member=reader.organisation_id).values("round_id")
    return PurchaseRound.objects.filter(near | Q(pk__in=stated))


def _round_part(kind: str, found: QuerySet[PurchaseRound], sought: Sought) -> QuerySet[Any]:
    found = found.filter(_all(sought, ["name", "supplier__name"]))
    who = Coalesce(F("centre__name"), F("supplier__name"), Value(""), output_field=CharField())
    return _shown(found, kind, title=F("name"), who=who, day=F("order_date"), state=F("state"))


def _cut_jobs(reader: Reader) -> QuerySet[CutJob]:
    own = reader.organisation_id
    fence = Q(owner=own)
    if CONSORTIUM in reader.roles:
        fence |= Q(owner__roles__kind="centre")
    mine = JobPiece.objects.filter(job=OuterRef("pk"), owner=own)
    fence |= Q(Exists(mine), state__in=("approved", "cut"), archived_at__isnull=True)
    return CutJob.objects.filter(fence)


def _cut_part(found: QuerySet[CutJob], sought: Sought) -> QuerySet[Any]:
    found = found.filter(_all(sought, ["name", "source_code", "grade"]))
    return _shown(
        found, "cut_job", title=F("name"), who=F("owner__name"), day=TruncDate("created_at"), state=F("state")
    )


def _all(
    sought: Sought, fields: list[str], inside: tuple[str, QuerySet[Any]] | None = None, *, with_key: bool = True
) -> Q:
    """Every word stands in one of the fields, begins a heat of the lines, or is the running number."""
    found = Q()
    for word in sought.words:
        fits = _says(word, fields)
        if inside is not None:
            column, lines = inside
            fits |= Q(Exists(lines.filter(**{f"{column}__istartswith": word.text})))
        if with_key and word.key is not None:
            fits |= Q(pk=word.key)
        found &= fits
    return found


def _says(word: Word, fields: list[str]) -> Q:
    found = Q()
    for name in fields:
        found |= Q(**{f"{name}__icontains": word.text})
    return found


def _shown(found: QuerySet[Any], kind: str, **columns: Combinable) -> QuerySet[Any]:
    """The newest of them."""
    return part(found, kind, ("-pk",), SHOWN + 1, columns)
