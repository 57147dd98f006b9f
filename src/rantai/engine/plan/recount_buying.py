"""Recounts the terms of buying: steel sent between centres, whole orders of a seller, trucks, credit and money."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.core.periods import weeks_for_days
from rantai.core.units import G_PER_T, PPM, ceil_div, cost_idr
from rantai.engine.plan.faults import Fault, differing, fault
from rantai.engine.plan.ledger import Ledger, Row, grouped

Found = Iterator[Fault]


def buying(ledger: Ledger) -> Found:
    """Every fault of transfers, whole orders, trucks, credit and money."""
    yield from _transfers(ledger)
    yield from _whole_orders(ledger)
    yield from _loads(ledger)
    yield from _credit(ledger)
    yield from _money(ledger)


def _transfers(ledger: Ledger) -> Found:
    """What is sent is what is used elsewhere, over a road, no earlier than it is there; nothing else is sent."""
    sent: dict[tuple[str, str], list[Row]] = grouped(ledger.plan.transfers.rows(), "source_code", "to_code")
    used: dict[tuple[str, str], tuple[int, int]] = {}
    for use in ledger.plan.material_uses.rows() if ledger.roads else ():
        lot = ledger.steel_lots.get(use["source_code"])
        start, end = ledger.centre_of_source(use["source_code"]), ledger.centre_of_consumer(use["consumer_code"])
        if lot and not ledger.steel_owner(lot["owner_code"]) and start != end:
            key = (use["source_code"], end)
            pieces, mass = used.get(key, (0, 0))
            used[key] = (pieces + (use["quantity_pieces"] or 0), mass + use["mass_g"])
    for source, end in sorted(set(sent) | set(used)):
        rows, want = sent.get((source, end), []), used.get((source, end), (0, 0))
        mass = sum(row["mass_g"] for row in rows)
        if mass != want[1]:
            yield fault("transfer_differs", "transfers", f"{source} {end}", got=mass, want=want[1])
        for row in rows:
            yield from _transfer(ledger, row)


def _transfer(ledger: Ledger, row: Row) -> Found:
    code, lot = row["transfer_code"], ledger.steel_lots[row["source_code"]]
    start = ledger.centre_of_source(row["source_code"])
    road = ledger.roads.get((start, row["to_code"]))
    if road is None:
        yield fault("no_road", "transfers", code, first=start, last=row["to_code"])
        return
    weeks = weeks_for_days(road["days"])
    same = {"from_code": start, "format_code": lot["format_code"], "send_week": row["usable_week"] - weeks}
    same["cost_idr"] = ceil_div(row["mass_g"] * road["price_idr_t"], G_PER_T)
    yield from differing(ledger_row=row, table="transfers", code=code, want=same)
    if row["send_week"] <= lot["week"]:
        yield fault("sent_too_early", "transfers", code, got=row["send_week"], want=lot["week"] + 1)


def list_price_idr(ledger: Ledger, order: Row) -> int:
    """Price of a steel order before the rebate of the whole order that it belongs to."""
    tiers = sorted((tier["from_g"], tier["price_idr_t"]) for tier in ledger.tiers[order["offer_code"]])
    price = max((tier for tier in tiers if tier[0] <= order["mass_g"]), default=tiers[0])[1]
    return cost_idr(order["mass_g"], price)


def rebate_ppm(ledger: Ledger, supplier: str, mass_g: int) -> int:
    """Best share off that an order of this mass reaches."""
    rows = ledger.rebates.get(supplier, [])
    return max((row["rebate_ppm"] for row in rows if row["from_g"] <= mass_g), default=0)


def _whole_orders(ledger: Ledger) -> Found:
    """Least mass, rebate and price of what is ordered at one seller in one week."""
    told = {(row["supplier_code"], row["order_week"]): row for row in ledger.plan.supplier_orders.rows()}
    ordered = grouped(ledger.material_orders.values(), "supplier_code", "order_week")
    bound = set(ledger.supplier_terms) | set(ledger.rebates) | set(ledger.credits)
    for key, orders in ordered.items():
        supplier, place = key[0], f"{key[0]} {key[1]}"
        if supplier not in bound:
            continue
        if key not in told:
            yield fault("order_untold", "supplier_orders", place)
            continue
        values = [list_price_idr(ledger, order) for order in orders]
        value, mass = sum(values), sum(order["mass_g"] for order in orders)
        off = rebate_ppm(ledger, supplier, mass)
        same = {"mass_g": mass, "value_idr": value, "rebate_ppm": off, "cost_idr": value - value * off // PPM}
        yield from differing(ledger_row=told[key], table="supplier_orders", code=place, want=same)
        least = ledger.supplier_terms.get(supplier, {}).get("min_order_g", 0)
        if mass < least:
            yield fault("least_order", "supplier_orders", place, got=mass, want=least)
        yield from _is_shared(orders, values, same["cost_idr"])
    for supplier, week in sorted(set(told) - set(ordered)):
        yield fault("order_untold", "supplier_orders", f"{supplier} {week}")


def _is_shared(orders: list[Row], values: list[int], cost: int) -> Found:
    """The price after the rebate is borne in proportion to the prices before it, to the rupiah."""
    borne = sum(order["cost_idr"] for order in orders)
    if borne != cost:
        yield fault("shares_differ", "supplier_orders", orders[0]["material_order_code"], got=borne, want=cost)
    for order, value in zip(orders, values, strict=True):
        exact = cost * value // max(1, sum(values))
        if not exact <= order["cost_idr"] <= exact + 1:
            values_ = {"column": "cost_idr", "got": order["cost_idr"], "want": exact}
            yield fault("wrong_figure", "material_orders", order["material_order_code"], **values_)


def _loads(ledger: Ledger) -> Found:
    """Enough trucks for everything that arrives in a week, and what they cost."""
    told = {(row["supplier_code"], row["arrival_week"]): row for row in ledger.plan.steel_loads.rows()}
    arriving: dict[tuple[str, int], int] = defaultdict(int)
    for order in ledger.material_orders.values():
        if ledger.supplier_terms.get(order["supplier_code"], {}).get("truck_g"):
            arriving[order["supplier_code"], order["arrival_week"]] += order["mass_g"]
    for key in sorted(set(told) | set(arriving)):
        row, place = told.get(key), f"{key[0]} {key[1]}"
        if row is None or key not in arriving:
            yield fault("order_untold", "steel_loads", place)
            continue
        term, back = ledger.supplier_terms[key[0]], ledger.back_trucks.get(key)
        at_hand, price = (back["trucks"], back["truck_idr"]) if back else (0, 0)
        cost = row["trucks"] * term["truck_idr"] + row["back_trucks"] * price
        same = {"mass_g": arriving[key], "cost_idr": cost}
        yield from differing(ledger_row=row, table="steel_loads", code=place, want=same)
        wanted = ceil_div(arriving[key], term["truck_g"])
        if row["trucks"] + row["back_trucks"] != wanted or row["back_trucks"] > at_hand:
            yield fault("trucks_differ", "steel_loads", place, got=row["trucks"] + row["back_trucks"], want=wanted)


def _credit(ledger: Ledger) -> Found:
    """Never more owed to a seller than it allows."""
    for supplier, term in ledger.credits.items():
        orders = [order for order in ledger.material_orders.values() if order["supplier_code"] == supplier]
        for week in sorted({order["order_week"] for order in orders}):
            first = week - term["credit_weeks"] + 1
            owed = sum(order["cost_idr"] for order in orders if first <= order["order_week"] <= week)
            if owed > term["credit_idr"]:
                yield fault("over_credit", "supplier_orders", f"{supplier} {week}", got=owed, want=term["credit_idr"])


def _money(ledger: Ledger) -> Found:
    """Never more spent than has come free."""
    rows = ledger.given.steel_budgets.rows()
    if not rows:
        return
    free = [(max(0, ledger.horizon.week_of(row["week_date"])), row["budget_idr"]) for row in rows]
    for week in sorted({order["order_week"] for order in ledger.material_orders.values()}):
        spent = sum(row["cost_idr"] for row in ledger.material_orders.values() if row["order_week"] <= week)
        has = sum(idr for first, idr in free if first <= week)
        if spent > has:
            yield fault("over_budget", "material_orders", str(week), got=spent, want=has)
