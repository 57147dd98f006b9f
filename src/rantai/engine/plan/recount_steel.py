"""Recounts the steel: what each pattern and lump gets, from whose lot or order, when it comes, and what orders cost."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.core.periods import weeks_for_days
from rantai.core.units import PPM, ceil_div, cost_idr
from rantai.engine.plan.faults import Fault, differing, fault
from rantai.engine.plan.ledger import AT_HAND, Ledger, Row
from rantai.engine.plan.row_books import Groups

Found = Iterator[Fault]


def steel(ledger: Ledger) -> Found:
    """Every fault of material uses and material orders."""
    uses = ledger.plan.material_uses
    into, out_of = Groups(uses, "consumer_code"), Groups(uses, "source_code")
    jobs_of_pattern = Groups(ledger.plan.blank_uses, "pattern_code")
    for code, pattern in ledger.patterns.items():
        jobs = [use["job_code"] for use in jobs_of_pattern.get(code, [])]
        yield from _pattern_is_fed(code, pattern, into.get(code, []), _is_excused(ledger, jobs))
        yield from _mass_is_shared(code, pattern, jobs_of_pattern.get(code, []))
    for code, job in ledger.jobs.items():
        yield from _lumps_are_fed(ledger, code, job, into.get(code, []))
    for use in uses.each_row():
        jobs = [row["job_code"] for row in jobs_of_pattern.get(use["consumer_code"], [])] or [use["consumer_code"]]
        yield from _use(ledger, use, _is_excused(ledger, jobs))
    for code, taken in out_of.items():
        yield from _source_gives_what_it_has(ledger, code, taken)
    for code, order in ledger.material_orders.items():
        yield from _order(ledger, code, order, out_of.get(code, []))


def _is_excused(ledger: Ledger, jobs: list[str]) -> bool:
    """Whether missing or late steel is admitted for the jobs behind a consumer."""
    return bool(jobs) and all(ledger.reasons_of[job] & {"short", "late", "unplaced"} for job in jobs)


def _pattern_is_fed(code: str, pattern: Row, uses: list[Row], is_excused: bool) -> Found:
    """As many sheets or bars as are cut; the pattern weighs what it gets."""
    pieces, mass = (sum(use[name] for use in uses) for name in ("quantity_pieces", "mass_g"))
    if pieces != pattern["count_pieces"] and not (is_excused and pieces < pattern["count_pieces"]):
        yield fault("steel_differs", "patterns", code, got=pieces, want=pattern["count_pieces"])
    elif pieces == pattern["count_pieces"] and mass != pattern["mass_g"]:
        yield fault("wrong_figure", "patterns", code, column="mass_g", got=pattern["mass_g"], want=mass)


def _mass_is_shared(code: str, pattern: Row, blank_uses: list[Row]) -> Found:
    """The blanks of a pattern bear all of its steel."""
    borne = sum(use["mass_g"] for use in blank_uses)
    if borne != pattern["mass_g"]:
        yield fault("wrong_figure", "blank_uses", code, column="mass_g", got=borne, want=pattern["mass_g"])


def _lumps_are_fed(ledger: Ledger, code: str, job: Row, uses: list[Row]) -> Found:
    """Gross mass for every piece where nothing is cut to a shape; whole sheets may bring more."""
    got: dict[str, int] = defaultdict(int)
    for use in uses:
        got[_material_of_source(ledger, use["source_code"])] += use["mass_g"]
    needs = {
        blank["material_code"]: blank["gross_mass_g_each"] * job["quantity_pieces"]
        for blank in ledger.blanks.get(job["item_code"], [])
        if not blank["length_um"]
    }
    for material, want in needs.items():
        have = got.pop(material, 0) + len(uses)  # shares of one lot are rounded to the gram
        if have < want and not _is_excused(ledger, [code]):
            yield fault("steel_differs", "jobs", code, got=have, want=want)
    for material in sorted(got):
        yield fault("wrong_material", "material_uses", code, item=job["item_code"], material=material)


def _format_of_source(ledger: Ledger, code: str) -> Row:
    source = ledger.material_orders.get(code) or ledger.steel_lots[code]
    return ledger.formats[source["format_code"]]


def _material_of_source(ledger: Ledger, code: str) -> str:
    return str(_format_of_source(ledger, code)["material_code"])


def _use(ledger: Ledger, use: Row, is_excused: bool) -> Found:
    """One source for one consumer: right material and format, right owner, right place, in time."""
    source, consumer = use["source_code"], use["consumer_code"]
    pattern, job = ledger.patterns.get(consumer), ledger.jobs.get(consumer)
    if pattern:
        yield from _suits(ledger, source, pattern)
        week, owner = pattern["week"], pattern["owner_code"]
    elif job:
        week, owner = job["material_week"], ledger.orders[job["order_code"]]["material_owner_code"]
    else:
        return
    lot = ledger.steel_lots.get(source)
    lot_owner = ledger.steel_owner(lot["owner_code"]) if lot else ""
    if lot_owner != owner:
        yield fault("lot_of_others", "material_uses", source, owner=lot_owner or "-", consumer=consumer)
    arrival = lot["week"] + _road_weeks(ledger, use) if lot else ledger.material_orders[source]["arrival_week"]
    if arrival >= week and not is_excused:
        yield fault("steel_late", "material_uses", consumer, source=source, got=arrival, want=week)


def _road_weeks(ledger: Ledger, use: Row) -> int:
    """Weeks that steel at hand is on its way to where it is used."""
    if not ledger.roads:
        return 0
    ends = ledger.centre_of_source(use["source_code"]), ledger.centre_of_consumer(use["consumer_code"])
    return weeks_for_days(ledger.roads[ends]["days"]) if ends in ledger.roads else 0


def _suits(ledger: Ledger, source: str, pattern: Row) -> Found:
    """The very format or remnant, or a coil of its material and width cut to length."""
    one = _format_of_source(ledger, source)
    wanted = ledger.formats[pattern["format_code"]]
    is_same = one["format_code"] == wanted["format_code"]
    is_coil = one["kind"] == "coil" and all(one[name] == wanted[name] for name in ("material_code", "width_um"))
    if not is_same and not (is_coil and wanted["kind"] == "sheet"):
        values = {"item": pattern["pattern_code"], "material": one["format_code"]}
        yield fault("wrong_material", "material_uses", source, **values)
    lot = ledger.steel_lots.get(source)
    is_remnant = bool(lot and lot["length_um"])
    if (pattern["remnant_code"] or (source if is_remnant else "")) != (source if is_remnant else ""):
        yield fault("wrong_figure", "patterns", pattern["pattern_code"], column="remnant_code", got=source, want="")
    if lot and not pattern["owner_code"] and lot["holder_code"] != pattern["centre_code"] and is_remnant:
        values = {"source": source, "got": lot["holder_code"], "want": pattern["centre_code"]}
        yield fault("steel_elsewhere", "material_uses", pattern["pattern_code"], **values)


def _source_gives_what_it_has(ledger: Ledger, code: str, uses: list[Row]) -> Found:
    pieces, mass = (sum(use[name] for use in uses) for name in ("quantity_pieces", "mass_g"))
    source = ledger.material_orders.get(code) or ledger.steel_lots[code]
    one = _format_of_source(ledger, code)
    if one["kind"] in ("sheet", "bar") and pieces > source["quantity_pieces"]:
        yield fault("gives_too_much", "material_uses", code, got=pieces, want=source["quantity_pieces"])
    loss = ledger.rules["coil"]["loss_ppm"] if one["kind"] == "coil" and "coil" in ledger.rules else 0
    has = source["mass_g"] * (PPM - loss) // PPM
    if mass > has:
        yield fault("gives_too_much", "material_uses", code, got=mass, want=has)


def _order(ledger: Ledger, code: str, order: Row, uses: list[Row]) -> Found:
    """Least order, bundles, coils, tier, price, lead time and validity of one order."""
    offer = ledger.offers[order["offer_code"]]
    one = ledger.formats[order["format_code"]]
    arrival = order["order_week"] + weeks_for_days(offer["lead_days"])
    same = {"supplier_code": offer["supplier_code"], "format_code": offer["format_code"], "arrival_week": arrival}
    tiers = sorted(ledger.tiers[order["offer_code"]], key=_from_g)
    tier = max((row for row in tiers if row["from_g"] <= order["mass_g"]), key=_from_g, default=tiers[0])
    price = tier["price_idr_t"]
    same |= {"tier_from_g": tier["from_g"], "price_idr_t": price}
    if order["supplier_code"] not in ledger.rebates:  # a rebate is recounted with the whole order
        same["cost_idr"] = cost_idr(order["mass_g"], price)
    same["leftover_g"] = order["mass_g"] - order["needed_g"]
    yield from differing(ledger_row=order, table="material_orders", code=code, want=same)
    for column in ("order_week", "arrival_week"):
        if not 0 <= order[column] < ledger.weeks:
            yield fault("out_of_horizon", "material_orders", code, column=column, week=order[column])
    if order["mass_g"] < offer["min_order_g"]:
        yield fault("least_order", "material_orders", code, got=order["mass_g"], want=offer["min_order_g"])
    yield from _bundles(code, order, offer, one)
    yield from _validity(ledger, code, order, offer)
    used = sum(use["mass_g"] for use in uses)
    if not used <= order["needed_g"] <= order["mass_g"]:
        yield fault("wrong_figure", "material_orders", code, column="needed_g", got=order["needed_g"], want=used)
    yield from _alone(ledger, code, order, one)


def _from_g(tier: Row) -> int:
    return int(tier["from_g"])


def _bundles(code: str, order: Row, offer: Row, one: Row) -> Found:
    pieces, mass = order["quantity_pieces"], order["mass_g"]
    if one["kind"] in ("sheet", "bar"):
        unit = one["piece_mass_g"]
        if mass != pieces * unit:
            yield fault("wrong_figure", "material_orders", code, column="mass_g", got=mass, want=pieces * unit)
        bundle = max(1, ceil_div(offer["multiple_g"], unit))
        if pieces % bundle:
            yield fault("not_a_multiple", "material_orders", code, got=pieces, want=bundle)
    elif offer["multiple_g"] and mass % offer["multiple_g"]:
        yield fault("not_a_multiple", "material_orders", code, got=mass, want=offer["multiple_g"])
    low, high = offer["coil_min_g"], offer["coil_max_g"]
    if one["kind"] == "coil" and not pieces * low <= mass <= pieces * high:
        yield fault("coil_masses", "material_orders", code, pieces=pieces, got=mass, low=low, high=high)


def _validity(ledger: Ledger, code: str, order: Row, offer: Row) -> Found:
    week = order["order_week"]
    first = AT_HAND if offer["valid_from"] is None else ledger.horizon.week_of(offer["valid_from"])
    last = ledger.weeks if offer["valid_to"] is None else ledger.horizon.week_of(offer["valid_to"])
    rolled = ledger.rolled.get(order["offer_code"])
    if not first <= week <= last or (rolled is not None and week not in rolled):
        yield fault("not_valid_then", "material_orders", code, day=ledger.horizon.monday(week))


def _alone(ledger: Ledger, code: str, order: Row, one: Row) -> Found:
    """The price of buying alone rests on some retail price of the material, or there is none."""
    prices = ledger.retail_prices.get(one["material_code"], [])
    possible = {cost_idr(order["needed_g"], price) for price in prices} or {0}
    if order["alone_idr"] not in possible:
        values = {"got": order["alone_idr"], "want": min(possible)}
        yield fault("wrong_figure", "material_orders", code, column="alone_idr", **values)
    if order["has_alone_price"] != bool(prices):
        values = {"got": order["has_alone_price"], "want": bool(prices)}
        yield fault("wrong_figure", "material_orders", code, column="has_alone_price", **values)
