"""Steel of another firm that the seller sells: on its way to the customer it passes from its owner to the seller.

Three bookings in the delivery's own transaction: the owner's lot leaves to the seller, the seller receives the same
pieces as a lot of its own at the price it owes, and that lot goes to the customer as every lot does. A return walks the
same way back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from rantai.apps.agency.actions import locked
from rantai.apps.agency.models import Agency
from rantai.apps.agency.queries import TermsRow, terms_on
from rantai.apps.agency.refusals import NOT_IN_FORCE
from rantai.apps.audit.actions import Author
from rantai.apps.deliveries.models import Delivery, DeliveryLine
from rantai.apps.deliveries.picking import purpose_of, sold_for
from rantai.apps.papers.queries import standing
from rantai.apps.papers.tax import tax
from rantai.apps.pricing.queries import selling_prices_idr_t
from rantai.apps.sales.actions.invoices import share_idr
from rantai.apps.sales.queries import OrderLineRow
from rantai.apps.settlements.actions import Passed, hand_over
from rantai.apps.settlements.models import Handover
from rantai.apps.settlements.pricing import Sold, transfer_idr
from rantai.apps.settlements.refusals import NO_PRICE
from rantai.apps.stock import actions as stock
from rantai.apps.stock.actions import NewLot, Return, Take
from rantai.apps.stock.actions.asking import locked_lots
from rantai.apps.stock.actions.reversing import PASSED
from rantai.apps.stock.models import Movement
from rantai.apps.stock.queries import PieceRow
from rantai.core.problems import InvalidInput, Problem, Where

Spot = tuple[int, int]  # lot, place


@dataclass(frozen=True)
class Wanted:
    """One take of a delivery: which line, what of which lot, and what the customer pays for its steel."""

    line: OrderLineRow
    piece: PieceRow
    pieces: int
    grams: int | None
    sale_idr: int


@dataclass(frozen=True)
class Bought:
    """A take that passed: the seller's own lot now, and what is written down of it (the delivery line comes later)."""

    piece: PieceRow
    row: Passed


def sale_idr(line: OrderLineRow, before: int, pieces: int) -> int:
    """What the customer pays for the steel of some pieces of a line: cutting is the seller's own work."""
    steel_idr = max(0, line.material_idr - line.scrap_credit_idr)
    return share_idr(steel_idr, line.quantity_pieces, before, pieces)


def buy(
    made: Delivery, wanted: Mapping[int, Wanted], *, by: Author, at: datetime, confirmed: bool
) -> dict[int, Bought]:
    """Let the takes of other firms' steel (by their place in the note) pass to the seller. None: nothing done.

    Locks: the agencies, then all the lots. Raises InvalidInput: no terms on that day, no price, and what the ledger
    refuses.
    """
    if not wanted:
        return {}
    seller = made.account.seller_id
    agencies = sold_for(seller, made.delivered_on)
    _refuse_foreign(wanted, agencies, made.delivered_on)
    owners = sorted({one.piece.owner_id for one in wanted.values()})
    held = {owner: locked(agencies[owner]) for owner in owners}
    locked_lots(seller, (one.piece.lot_id for one in wanted.values()))
    bought: dict[int, Bought] = {}
    for owner in owners:
        mine = {place: one for place, one in sorted(wanted.items()) if one.piece.owner_id == owner}
        bought |= _bought(made, held[owner], mine, by, at, confirmed=confirmed)
    return bought


def _refuse_foreign(wanted: Mapping[int, Wanted], agencies: Mapping[int, int], on: date) -> None:
    odd = sorted({one.piece.owner_name for one in wanted.values() if one.piece.owner_id not in agencies})
    if odd:
        raise InvalidInput(Problem(NOT_IN_FORCE, values={"owner": name, "day": on.isoformat()}) for name in odd)


def _bought(
    made: Delivery, agency: Agency, wanted: Mapping[int, Wanted], by: Author, at: datetime, *, confirmed: bool
) -> dict[int, Bought]:
    seller, on = agency.agent_id, made.delivered_on
    terms = terms_on(agency.pk, on)
    assert terms is not None  # an agency in force has some
    takes = [
        Take(one.piece.lot_id, one.pieces if one.piece.is_counted else 0, one.grams, one.piece.place_id)
        for one in wanted.values()
    ]
    paper = {"effective_on": on, "document": made.number, "by": by, "at": at}
    left = stock.issue(
        holder_id=seller,
        party_id=seller,
        takes=takes,
        purpose=purpose_of(made.order_id or 0),
        key=f"{PASSED}out-{made.pk}-{agency.pk}",
        confirmed=confirmed,
        **paper,  # type: ignore[arg-type]
    )
    masses_g = stock.left_g(left.booking_id)
    nets = _nets(agency, terms, list(wanted.values()), masses_g, on)
    costs = [_cost_idr(agency, net, on) for net in nets]
    came = stock.receive(
        holder_id=seller,
        supplier_id=agency.principal_id,
        lots=[_lot(*one) for one in zip(wanted.values(), masses_g, costs, strict=True)],
        key=f"{PASSED}in-{made.pk}-{agency.pk}",
        confirmed=True,  # weighed when it left its owner, a moment ago
        **paper,  # type: ignore[arg-type]
    )
    return {
        place: Bought(
            replace(one.piece, lot_id=lot_id, code=code, owner_id=seller, ownership="own", grams=grams),
            Passed(
                agency.pk,
                terms.terms_id,
                on,
                made.pk,
                0,
                one.piece.lot_id,
                lot_id,
                one.pieces if one.piece.is_counted else 0,
                grams,
                net,
                cost,
            ),
        )
        for (place, one), grams, net, cost, (lot_id, code) in zip(
            wanted.items(), masses_g, nets, costs, came.lots, strict=True
        )
    }


def _nets(agency: Agency, terms: TermsRow, wanted: Sequence[Wanted], masses_g: Sequence[int], on: date) -> list[int]:
    """What the seller owes for each take, without tax."""
    listed = selling_prices_idr_t(agency.principal_id, on) if terms.rule == "book" else {}
    nets = [
        transfer_idr(terms, Sold(grams, one.sale_idr, listed.get(one.piece.format_code)))
        for one, grams in zip(wanted, masses_g, strict=True)
    ]
    problems = [
        Problem(
            NO_PRICE,
            Where(row=one.line.position),
            {"format": one.piece.format_name, "owner": one.piece.owner_name, "day": on.isoformat()},
        )
        for one, net in zip(wanted, nets, strict=True)
        if net < 1
    ]
    if problems:
        raise InvalidInput(problems)
    return nets


def _cost_idr(agency: Agency, net_idr: int, on: date) -> int:
    """What it costs the seller: a tax that it cannot reclaim is part of it."""
    owner, seller = standing(agency.principal_id, on), standing(agency.agent_id, on)
    lost = owner.is_taxable and not seller.is_taxable
    return tax(net_idr, on=on, is_taxable=True).total_idr if lost else net_idr


def _lot(one: Wanted, grams: int, cost_idr: int) -> NewLot:
    piece = one.piece
    is_whole = piece.form not in ("blank", "remnant")
    return NewLot(
        format_id=piece.format_id,
        grams=grams,
        pieces=one.pieces if piece.is_counted else 0,
        heat=piece.heat,
        form=piece.form,
        length_um=0 if is_whole else piece.length_um,
        width_um=0 if is_whole else piece.width_um,
        measured_thickness_um=piece.measured_thickness_um,
        value_idr=cost_idr,
        certificate_code=piece.certificate_code,
        place_id=piece.place_id,
    )


def write_down(made: Delivery, bought: Mapping[int, Bought], *, by: Author, at: datetime) -> None:
    """Keep what passed, with the lines of the note that now exist."""
    if not bought:
        return
    lines = dict(DeliveryLine.objects.filter(delivery=made).values_list("position", "pk"))
    rows = [replace(one.row, line_id=lines[place + 1]) for place, one in sorted(bought.items())]
    hand_over(rows=rows, by=by, at=at)


def bought_line(line_id: int) -> Handover | None:
    """How the steel of a delivery line passed from its owner, its agency held; None for the seller's own."""
    found = Handover.objects.filter(line_id=line_id, kind="sale").select_related("agency").first()
    if found is not None:
        found.agency = locked(found.agency_id)
    return found


def sell_back(
    line: DeliveryLine, passed: Handover, back: tuple[int, int], *, on: date, key: str, by: Author, at: datetime
) -> None:
    """What a customer brought back and lies in the seller's store goes on to its owner. `back`: pieces and grams."""
    pieces, grams = back
    seller, owner = passed.agency.agent_id, passed.agency.principal_id
    counted = pieces if passed.pieces else 0
    paper = {"effective_on": on, "document": line.delivery.number, "by": by, "at": at}
    gone = stock.issue(
        holder_id=seller,
        party_id=owner,
        takes=[Take(passed.sold_lot_id, counted, grams)],
        to="supplier",
        key=f"{PASSED}back-{line.pk}-{key}"[:80],
        confirmed=True,
        **paper,  # type: ignore[arg-type]
    )
    stock.give_back(
        holder_id=seller,
        party_id=seller,
        returns=[Return(passed.owner_lot_id, counted, grams)],
        key=f"{PASSED}home-{line.pk}-{key}"[:80],
        **paper,  # type: ignore[arg-type]
    )
    cost_idr = sum(Movement.objects.filter(booking=gone.booking_id).values_list("value_idr", flat=True))
    before = line.returned_pieces
    row = Passed(
        passed.agency_id,
        passed.terms_id,
        on,
        passed.delivery_id,
        line.pk,
        passed.owner_lot_id,
        passed.sold_lot_id,
        counted,
        grams,
        share_idr(passed.net_idr, line.pieces, before, pieces),
        cost_idr,
        passed.pk,
    )
    hand_over(rows=[row], by=by, at=at)
