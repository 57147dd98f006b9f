"""Reading what passed from owner to seller, and its settlements. `agency_id` fences rows; frozen rows only.

Nothing here names the seller's customer, its delivery or its price: the owner reads the same rows.

handovers(agency_id, *, is_open=None) -> list[HandoverRow]
open_idr(agency_ids) -> dict[int, int]              agency → rupiah without tax that no settlement has gathered
settlements(agency_id) -> list[SettlementRow]       settlement(settlement_id) -> SettlementRow | None
settled_lines(settlement_id) -> list[SettledRow]    by format and heat, what came back taken off
between(principal_id, agent_id, since, until) -> Between
faults() -> list[str]                               handovers that the ledger does not bear out: always none
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Sum, Value, When

from rantai.apps.payables.models import Payable
from rantai.apps.settlements.models import Handover, Settlement
from rantai.apps.stock.models import Movement

_SIGN = Case(When(kind="back", then=Value(-1)), default=Value(1))


@dataclass(frozen=True)
class HandoverRow:
    """Pieces that passed, or (`is_back`) went back."""

    on: date
    is_back: bool
    lot_code: str
    format_name: str
    heat: str
    pieces: int
    grams: int
    net_idr: int
    settlement_id: int | None


def handovers(agency_id: int, *, is_open: bool = False) -> list[HandoverRow]:
    """What passed, the newest first. One query."""
    found = Handover.objects.filter(agency=agency_id)
    found = found.filter(settlement__isnull=True) if is_open else found
    lot = ("owner_lot__code", "owner_lot__format__name", "owner_lot__heat")
    rows = found.order_by("-pk").values_list("on", "kind", *lot, "pieces", "grams", "net_idr", "settlement_id")
    return [HandoverRow(row[0], row[1] == "back", *row[2:]) for row in rows]


def open_idr(agency_ids: Collection[int]) -> dict[int, int]:
    """Agency → what is owed without tax and stands in no settlement. One query."""
    found = Handover.objects.filter(agency__in=agency_ids, settlement__isnull=True).order_by()
    return dict(found.values_list("agency").annotate(sum=Sum(F("net_idr") * _SIGN)))


@dataclass(frozen=True)
class SettlementRow:
    """A settlement with its invoice, once it is approved."""

    settlement_id: int
    agency_id: int
    state: str
    through_on: date
    net_idr: int
    proposed_by_firm_id: int
    proposed_at: datetime
    ended_at: datetime | None
    reason: str
    lines: list[dict[str, Any]]
    invoice_id: int | None
    number: str
    invoiced_on: date | None
    due_on: date | None
    tax_base_idr: int
    tax_rate_ppm: int
    tax_idr: int
    total_idr: int
    frozen: dict[str, str]


def settlements(agency_id: int) -> list[SettlementRow]:
    """All settlements of an agency, the newest first. One query."""
    return _rows(Settlement.objects.filter(agency=agency_id))


def settlement(settlement_id: int) -> SettlementRow | None:
    """One settlement; whose it is stands on its agency."""
    return next(iter(_rows(Settlement.objects.filter(pk=settlement_id))), None)


def _rows(found: QuerySet[Settlement]) -> list[SettlementRow]:
    own = ("pk", "agency_id", "state", "through_on", "net_idr", "proposed_by_firm_id", "proposed_at", "ended_at")
    paper = ("number", "invoiced_on", "due_on", "tax_base_idr", "tax_rate_ppm", "tax_idr", "total_idr", "frozen")
    fields = (*own, "reason", "lines", "invoice_id", *(f"invoice__{name}" for name in paper))
    rows: Any = found.order_by("-pk").values_list(*fields)
    listed: list[tuple[Any, ...]] = [
        (*row[:11], row[11] or "", *row[12:14], *(figure or 0 for figure in row[14:18]), row[18] or {}) for row in rows
    ]
    return [SettlementRow(*row) for row in listed]


@dataclass(frozen=True)
class SettledRow:
    """One heat of a format in a settlement; below 0 where more came back than was sold."""

    format_name: str
    heat: str
    pieces: int
    grams: int
    net_idr: int


def settled_lines(settlement_id: int) -> list[SettledRow]:
    """What a settlement gathers, by format and heat. One query."""
    keys = ("owner_lot__format__name", "owner_lot__heat")
    found = Handover.objects.filter(settlement=settlement_id).order_by(*keys).values_list(*keys)
    sums = {name: Sum(F(column) * _SIGN) for name, column in (("n", "pieces"), ("g", "grams"), ("idr", "net_idr"))}
    return [SettledRow(*row) for row in found.annotate(**sums)]


def lines_of(rows: Sequence[SettledRow]) -> list[dict[str, Any]]:
    """Lines as they are frozen with an answered settlement."""
    return [asdict(row) for row in rows]


def lines_now(row: SettlementRow) -> list[SettledRow]:
    """The lines of a settlement: as frozen, or as they stand while it waits."""
    return [SettledRow(**line) for line in row.lines] if row.ended_at else settled_lines(row.settlement_id)


@dataclass(frozen=True)
class Between:
    """What two firms hold of each other, to be left out when both are read as one. Whole rupiah.

    `sold_idr`, `bought_idr`: what passed in the days, as the owner sold and as it cost the seller. `unbilled_idr`,
    `received_idr`: not settled at the end, in either's books. `owing_idr`, `owed_idr`: settled and not paid.
    `billed_idr`: without tax, invoiced in the days.
    """

    sold_idr: int
    bought_idr: int
    unbilled_idr: int
    received_idr: int
    owing_idr: int
    owed_idr: int
    billed_idr: int


def between(principal_id: int, agent_id: int, since: date, until: date) -> Between:
    """What an owner and a seller hold of each other. Three queries."""
    found = Handover.objects.filter(agency__principal=principal_id, agency__agent=agent_id, on__lte=until)
    unsettled = Q(settlement__isnull=True) | Q(settlement__invoice__isnull=True)
    not_yet = unsettled | Q(settlement__invoice__invoiced_on__gt=until)
    net, cost = F("net_idr") * _SIGN, F("cost_idr") * _SIGN
    passed = found.aggregate(
        sold=Sum(net, filter=Q(on__gte=since)),
        bought=Sum(cost, filter=Q(on__gte=since)),
        unbilled=Sum(net, filter=not_yet),
        received=Sum(cost, filter=not_yet),
    )
    bills = Settlement.objects.filter(
        agency__principal=principal_id, agency__agent=agent_id, invoice__invoiced_on__lte=until
    )
    unpaid = F("invoice__total_idr") - F("invoice__settled_idr") - F("invoice__credited_idr")
    billed = bills.aggregate(
        owing=Sum(unpaid), billed=Sum("invoice__net_idr", filter=Q(invoice__invoiced_on__gte=since))
    )
    debts = Payable.objects.filter(
        kind="settlement", document_id__in=bills.values("pk"), debtor=agent_id, creditor=principal_id
    )
    owed = debts.aggregate(sum=Sum(F("total_idr") - F("settled_idr")))["sum"]
    figures = [*passed.values(), billed["owing"], owed, billed["billed"]]
    return Between(*(figure or 0 for figure in figures))


def faults() -> list[str]:
    """Rule A1: what the owner's lots gave to their seller, what its own lots received, and the handovers are one.

    Counted anew from the movements of the ledger, lot by lot, in grams and (of the seller's lots) rupiah. Two queries.
    """
    rows = Handover.objects.order_by().values_list(
        "owner_lot_id", "sold_lot_id", "agency__principal_id", "agency__agent_id", "kind", "grams", "cost_idr"
    )
    said: dict[tuple[int, str, int], list[int]] = {}
    for owner_lot, sold_lot, principal, agent, kind, grams, cost in rows:
        sign = 1 if kind == "sale" else -1
        for key, idr in (((owner_lot, "customer", agent), 0), ((sold_lot, "supplier", principal), sign * cost)):
            sums = said.setdefault(key, [0, 0])
            sums[0], sums[1] = sums[0] + sign * grams, sums[1] + idr
    booked: dict[tuple[int, str, int], list[int]] = {key: [0, 0] for key in said}
    lots = sorted({key[0] for key in said})
    ends = [f"{side}__{what}" for side in ("src", "dst") for what in ("kind", "organisation_id")]
    moved = Movement.objects.filter(material_lot__in=lots).values_list("material_lot_id", *ends, "grams", "value_idr")
    for lot, src, src_firm, dst, dst_firm, grams, value in moved:
        for kind, firm, sign in ((dst, dst_firm, 1), (src, src_firm, -1)):
            key = (lot, kind, firm or 0)
            if key in booked:
                turn = sign if kind == "customer" else -sign
                booked[key][0] += turn * grams
                booked[key][1] += turn * value if kind == "supplier" else 0
    return [
        f"lot {lot}: handed over {said[lot, kind, firm]}, booked {booked[lot, kind, firm]} ({kind} {firm})"
        for lot, kind, firm in sorted(said)
        if said[lot, kind, firm] != booked[lot, kind, firm]
    ]
