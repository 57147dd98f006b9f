"""Recounts who makes what: conservation through pegs, sums of orders, capability, share, hours, readiness of parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import accumulate

from rantai.core.periods import weeks_for_days
from rantai.core.units import PPM, ceil_div, with_scrap
from rantai.engine.plan.faults import Fault, differing, fault
from rantai.engine.plan.ledger import CUSTOMERS, Ledger, Row
from rantai.engine.plan.recount_hours import hours
from rantai.engine.plan.recount_links import Links
from rantai.engine.plan.recount_terms import terms
from rantai.engine.plan.takings import Takings

Found = Iterator[Fault]


def making(ledger: Ledger) -> Found:
    """Every fault of orders, jobs, component orders and loads."""
    links = Links(ledger)
    yield from _needs_are_covered(ledger, links)
    yield from _supplies_give_what_they_have(ledger, links)
    yield from _stand_ins_rest_on_enough(ledger)
    yield from _orders_add_up(ledger, links)
    for job in ledger.jobs.values():
        yield from _job(ledger, job)
    yield from terms(ledger)
    yield from hours(ledger)
    yield from _overtime(ledger)
    yield from _component_orders(ledger)
    yield from _parts_are_ready(ledger, links)


def bill_lines(ledger: Ledger, order: Row) -> list[Row]:
    """Bill lines that hold when the order is started."""
    start = max(0, ledger.lots.start_week(order["item_code"], order["need_week"]))
    found = []
    for line in ledger.bills_of.get(order["item_code"], []):
        first = 0 if line["from_date"] is None else ledger.horizon.week_of(line["from_date"])
        last = ledger.weeks if line["to_date"] is None else ledger.horizon.week_of(line["to_date"])
        if first <= start <= last:
            found.append(line)
    return found


def _needs_are_covered(ledger: Ledger, links: Links) -> Found:
    """Into every order flow its components, into every line of demand what it wants; nothing else."""
    orders, lines = links.uncovered
    for code in sorted(orders):
        order = ledger.orders[code]
        wanted: dict[str, int] = defaultdict(int)
        for line in bill_lines(ledger, order):
            need = with_scrap(order["quantity_pieces"] * line["quantity_each"], line["scrap_ppm"])
            wanted[line["child_code"]] += need
        yield from _inflow(ledger, "orders", code, wanted)
    for code in sorted(lines & set(ledger.promise_of)):
        wants = {ledger.demand[code]["item_code"]: ledger.promise_of[code]["quantity_pieces"]}
        yield from _inflow(ledger, "promises", code, wants)


def _inflow(ledger: Ledger, table: str, code: str, wanted: dict[str, int]) -> Found:
    got: dict[str, int] = defaultdict(int)
    for peg in ledger.pegs_into.get(code, []):
        if peg["supply_kind"] == "job" or _stands_in(ledger, peg):
            continue
        item = ledger.item_of_supply(peg["supply_code"])
        if item not in wanted:
            yield fault("wrong_item", "pegs", peg["supply_code"], item=item, consumer=code)
        got[item] += peg["quantity_pieces"]
    short = ledger.short_of.get(code, {})
    for item, want in wanted.items():
        if not want - short.get(item, 0) <= got[item] <= want:
            yield fault("not_covered", table, code, item=item, got=got[item], want=want)


def _stands_in(ledger: Ledger, peg: Row) -> bool:
    """Whether a link brings ready-made pieces into the very order that they stand in for."""
    bought = ledger.component_orders.get(peg["supply_code"])
    return bought is not None and bought["order_code"] == peg["consumer_code"]


def _supplies_give_what_they_have(ledger: Ledger, links: Links) -> Found:
    for code in sorted(links.overdrawn):
        pegs = ledger.pegs_from[code]
        given = sum(peg["quantity_pieces"] for peg in pegs if peg["consumer_kind"] != "by_product")
        has = _quantity(ledger, code)
        if has is not None and given > has:
            yield fault("gives_too_much", "pegs", code, got=given, want=has)
        yield from _lot_keeps_to_its_owner(ledger, code, pegs)


def _stand_ins_rest_on_enough(ledger: Ledger) -> Found:
    """Pieces of one item served by another: of the right other, and as many as the ratio asks for."""
    for code in ledger.pegs_from if ledger.lots.stand_ins else ():
        row = ledger.stood_in(code)
        if row is None:
            continue
        given = sum(peg["quantity_pieces"] for peg in ledger.pegs_from[code])
        ratio = row["ratio_ppm"] or PPM if row["kind"] == "substitute" else PPM
        yield from _inflow(ledger, "pegs", code, {row["other_code"]: ceil_div(given * ratio, PPM)})


def _quantity(ledger: Ledger, code: str) -> int | None:
    if code in ledger.along:
        order, _item, each = ledger.along[code]
        return int(ledger.orders[order]["quantity_pieces"]) * each
    for book in (ledger.orders, ledger.component_orders):
        if code in book:
            return ledger.lots.good_of(book[code]["item_code"], int(book[code]["quantity_pieces"]))
    for book in (ledger.jobs, ledger.item_lots):
        if code in book:
            return int(book[code]["quantity_pieces"])
    return None


def _lot_keeps_to_its_owner(ledger: Ledger, code: str, pegs: list[Row]) -> Found:
    """A customer's lot serves that customer's lines; an order for a customer's steel feeds only such orders."""
    lot, order = ledger.item_lots.get(code), ledger.orders.get(code)
    for peg in pegs:
        consumer = ledger.demand.get(peg["consumer_code"])
        if lot and not _may_take(ledger, lot, consumer):
            yield fault("lot_of_others", "pegs", code, owner=lot["owner_code"], consumer=peg["consumer_code"])
        if order:
            parent = consumer or ledger.orders.get(peg["consumer_code"], order)
            if parent["material_owner_code"] != order["material_owner_code"]:
                owner = order["material_owner_code"] or "-"
                yield fault("lot_of_others", "pegs", code, owner=owner, consumer=peg["consumer_code"])


def _may_take(ledger: Ledger, lot: Row, line: Row | None) -> bool:
    is_customers = ledger.parties[lot["owner_code"]]["kind"] in CUSTOMERS
    return not is_customers or (line is not None and line["customer_code"] == lot["owner_code"])


def _orders_add_up(ledger: Ledger, links: Links) -> Found:
    for code in sorted(links.unsummed):
        order = ledger.orders[code]
        made = sum(job["quantity_pieces"] for job in ledger.jobs_of_order.get(code, []))
        bought = sum(row["quantity_pieces"] for row in ledger.bought_for_order.get(code, []))
        if made + bought + order["short_pieces"] != order["quantity_pieces"]:
            values = {"made": made, "bought": bought, "short": order["short_pieces"]}
            yield fault("order_sum", "orders", code, **values, want=order["quantity_pieces"])
        weeks = [week for week, _ in ledger.ready(code)]
        late = max((week - order["need_week"] for week in weeks), default=0)
        ready = ledger.weeks if order["short_pieces"] else max(weeks, default=order["need_week"])
        for column, want in (("late_weeks", max(0, late)), ("ready_week", ready)):
            if order[column] != want:
                yield fault("order_weeks", "orders", code, column=column, got=order[column], want=want)


def _job(ledger: Ledger, job: Row) -> Found:
    code, order = job["job_code"], ledger.orders[job["order_code"]]
    capability = ledger.capabilities.get((job["maker_code"], job["item_code"]))
    if job["item_code"] != order["item_code"]:
        yield fault("wrong_figure", "jobs", code, column="item_code", got=job["item_code"], want=order["item_code"])
    if capability is None:
        yield fault("no_capability", "jobs", code, maker=job["maker_code"], item=job["item_code"])
        return
    want = {
        "price_idr_each": capability["price_idr_each"],
        "cost_idr": capability["price_idr_each"] * job["quantity_pieces"],
        "material_week": job["made_week"] - capability["lead_weeks"] + 1,
        "late_weeks": max(0, ledger.makers_roads.arrival_week(job) - order["need_week"]),
        "locality": locality(ledger, job["maker_code"], job["item_code"]),
    }
    yield from differing(ledger_row=job, table="jobs", code=code, want=want)
    if want["material_week"] < 0:
        yield fault("starts_too_early", "jobs", code, week=want["material_week"])


def _inside(ledger: Ledger, table: str, code: str, **weeks: int) -> Found:
    for column, week in weeks.items():
        if not 0 <= week < ledger.weeks:
            yield fault("out_of_horizon", table, code, column=column, week=week)


def locality(ledger: Ledger, maker: str, item: str) -> str:
    """How near a maker is to an item's home."""
    home, place = ledger.items[item]["home_place_code"], ledger.parties[maker]["place_code"]
    if home == place:
        return "sentra"
    return "province" if home and ledger.top_place[home] == ledger.top_place[place] else "national"


def _overtime(ledger: Ledger) -> Found:
    """Minutes for money are of approved options, in their weeks, no more than they have, at their price."""
    for row in ledger.plan.overtime.rows():
        option, week = ledger.options.get(row["option_code"]), row["week"]
        if option is None:
            continue  # told as an unknown code
        monday = ledger.horizon.monday(week)
        begins, ends = option["from_date"] or monday, option["to_date"] or monday
        most = option["minutes_week"] if option["is_approved"] and begins <= monday <= ends else 0
        if row["minutes"] > most:
            yield fault(
                "overtime_not_allowed", "overtime", row["option_code"], week=week, got=row["minutes"], want=most
            )
        want = {"cost_idr": row["minutes"] * option["price_idr_minute"] + option["fixed_idr_week"]}
        yield from differing(ledger_row=row, table="overtime", code=row["option_code"], want=want)


def _component_orders(ledger: Ledger) -> Found:
    offers = {(row["item_code"], row["supplier_code"]): row for row in ledger.given.item_offers.rows()}
    for code, bought in ledger.component_orders.items():
        offer = offers.get((bought["item_code"], bought["supplier_code"]))
        if offer is None:
            values = {"supplier": bought["supplier_code"], "item": bought["item_code"]}
            yield fault("no_item_offer", "component_orders", code, **values)
            continue
        yield from _inside(
            ledger, "component_orders", code, order_week=bought["order_week"], arrival_week=bought["arrival_week"]
        )
        want = {
            "arrival_week": bought["order_week"] + weeks_for_days(offer["lead_days"]),
            "late_weeks": max(0, bought["arrival_week"] - bought["need_week"]),
            "cost_idr": offer["price_idr_each"] * bought["quantity_pieces"],
            "origin": offer["origin"],
        }
        yield from differing(ledger_row=bought, table="component_orders", code=code, want=want)


def _parts_are_ready(ledger: Ledger, links: Links) -> Found:
    """Before pieces of an order are begun, the components for them are there, and none is counted for two orders."""
    claims = Takings()
    for code in sorted(links.unfinished):
        order = ledger.orders[code]
        lines, parts = bill_lines(ledger, order), _parts_into(ledger, code)
        for week, begun in _begun(ledger, code):
            for line in lines:
                item, want = line["child_code"], with_scrap(begun * line["quantity_each"], line["scrap_ppm"])
                there = _there_before(ledger, parts.get(item, []), week)
                got = sum(there.values())
                if got < want:
                    yield fault("part_not_ready", "orders", code, week=week, item=item, got=got, want=want)
                for supply, pieces in there.items():
                    claims.add(supply, week, code, max(0, want - (got - pieces)))
    for supply, claimed in claims.by_supply():
        yield from _claims_are_met(ledger, supply, claimed)


def _begun(ledger: Ledger, code: str) -> list[tuple[int, int]]:
    """(week, pieces of the order begun before or in it), one row a week in which work begins."""
    by_week: dict[int, int] = defaultdict(int)
    for job in ledger.jobs_of_order.get(code, []):
        by_week[job["material_week"]] += job["quantity_pieces"]
    weeks = sorted(by_week)
    return list(zip(weeks, accumulate(by_week[week] for week in weeks), strict=True))


def _there_before(ledger: Ledger, pegs: list[tuple[str, int]], week: int) -> dict[str, int]:
    """Most pieces that each of the supplies behind some links can have brought before the start of `week`."""
    return {supply: min(pieces, _ready_before(ledger, supply, week)) for supply, pieces in pegs}


def _parts_into(ledger: Ledger, code: str) -> dict[str, list[tuple[str, int]]]:
    """Links that bring components into an order, by component: supply and pieces."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for peg in ledger.pegs_into.get(code, []):
        if peg["supply_kind"] != "job" and not _stands_in(ledger, peg):
            found[ledger.item_of_supply(peg["supply_code"])].append((peg["supply_code"], peg["quantity_pieces"]))
    return found


def _ready_before(ledger: Ledger, supply: str, week: int) -> int:
    return sum(pieces for ready, pieces in ledger.ready(supply) if ready < week)


def _claims_are_met(ledger: Ledger, supply: str, claims: Iterable[tuple[int, str, int]]) -> Found:
    """What orders must have taken of one supply by a week, whatever their other supplies gave, was ready by then."""
    taken: dict[str, int] = {}
    for week, code, least in claims:
        taken[code] = max(least, taken.get(code, 0))
        want, got = sum(taken.values()), _ready_before(ledger, supply, week)
        if want > got:
            item = ledger.item_of_supply(supply)
            yield fault("part_not_ready", "pegs", supply, week=week, item=item, got=got, want=want)
            return
