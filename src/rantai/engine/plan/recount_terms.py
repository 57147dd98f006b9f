"""Recounts the terms of makers: largest shares, trials, tools, scores, what one source may give of an item, roads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.core.units import G_PER_KG, MS_PER_MINUTE, PPM, ceil_div
from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger, Row

Found = Iterator[Fault]
POINTS = ("quality_points", "cost_points", "delivery_points")


def terms(ledger: Ledger) -> Found:
    """Every fault of who makes how much of what."""
    total: dict[str, int] = defaultdict(int)
    for order in ledger.orders.values():
        total[order["item_code"]] += order["quantity_pieces"]
    made: dict[tuple[str, str], int] = defaultdict(int)
    for job in ledger.jobs.values():
        made[job["maker_code"], job["item_code"]] += job["quantity_pieces"]
    yield from _shares(ledger, total, made)
    yield from _gates(ledger, made)
    yield from _sources(ledger, total, made)
    yield from _journeys(ledger)
    yield from _customers(ledger)


def _shares(ledger: Ledger, total: dict[str, int], made: dict[tuple[str, str], int]) -> Found:
    """No maker gets more of an item than its largest share of all that is ordered of it, or than its trial allows."""
    for (maker, item), pieces in made.items():
        capability = ledger.capabilities.get((maker, item))
        most = ceil_div(total[item] * capability["max_share_ppm"], PPM) if capability else pieces
        if pieces > most:
            yield fault("share_exceeded", "jobs", maker, item=item, got=pieces, want=most)
        trial = ledger.trials.get((maker, item), pieces)
        if pieces > trial:
            yield fault("trial_exceeded", "jobs", maker, item=item, got=pieces, want=trial)
        if item in ledger.tool_holders and maker not in ledger.tool_holders[item]:
            yield fault("without_tool", "jobs", maker, item=item)


def _gates(ledger: Ledger, made: dict[tuple[str, str], int]) -> Found:
    """Items with a gate are made by makers that pass it."""
    gates = {row["item_code"]: row for row in ledger.given.score_gates.rows()}
    scores = {row["maker_code"]: row for row in ledger.given.scores.rows()}
    for maker, item in made:
        if item not in gates:
            continue
        if maker not in scores:
            yield fault("without_score", "jobs", maker, item=item)
            continue
        for name in POINTS:
            got, want = scores[maker][name], gates[item][f"least_{name}"]
            if got < want:
                yield fault("score_too_low", "jobs", maker, item=item, column=name, got=got, want=want)


def _sources(ledger: Ledger, total: dict[str, int], made: dict[tuple[str, str], int]) -> Found:
    """No maker or seller gives more of a made item than any one source may."""
    most = {row["item_code"]: row["max_source_ppm"] for row in ledger.given.source_limits.rows()}
    given: dict[tuple[str, str, str], int] = {("jobs", *pair): pieces for pair, pieces in made.items()}
    for bought in ledger.component_orders.values():
        if bought["order_code"]:
            key = ("component_orders", bought["supplier_code"], bought["item_code"])
            given[key] = given.get(key, 0) + bought["quantity_pieces"]
    for (table, source, item), pieces in given.items():
        want = total[item] * most.get(item, PPM) // PPM
        if item in most and pieces > want:
            yield fault("source_exceeded", table, source, item=item, got=pieces, want=want)


def _journeys(ledger: Ledger) -> Found:
    """Every job whose road takes time or money has its journey, with its week, mass and freight; no other has one."""
    told = {row["job_code"]: row for row in ledger.plan.journeys.rows()}
    for code, job in ledger.jobs.items():
        want = _journey(ledger, job)
        if (want is None) != (code not in told):
            yield fault("journey_differs", "journeys", code, got=int(code in told), want=int(want is not None))
        elif want:
            if want["arrival_week"] >= ledger.weeks:
                yield fault("out_of_horizon", "journeys", code, column="arrival_week", week=want["arrival_week"])
            for column, value in want.items():
                if told[code][column] != value:
                    yield fault("wrong_figure", "journeys", code, column=column, got=told[code][column], want=value)


def _journey(ledger: Ledger, job: Row) -> Row | None:
    road, item = ledger.makers_roads.road(job), ledger.items[job["item_code"]]
    arrival = ledger.makers_roads.arrival_week(job)
    freight = ceil_div(item["mass_g_each"] * road["price_idr_kg"], G_PER_KG) if road else 0
    if not freight and arrival == job["made_week"]:
        return None
    return {
        "from_place_code": ledger.parties[job["maker_code"]]["place_code"],
        "to_place_code": item["home_place_code"],
        "arrival_week": arrival,
        "mass_g": item["mass_g_each"] * job["quantity_pieces"],
        "cost_idr": freight * job["quantity_pieces"],
    }


def _customers(ledger: Ledger) -> Found:
    """No maker works more of its regular minutes for one customer than it may; lots that serve several are nobody's."""
    limits = {row["maker_code"]: row["max_customer_ppm"] for row in ledger.given.customer_limits.rows()}
    if not limits:
        return
    whose: dict[str, frozenset[str]] = {}
    worked: dict[tuple[str, str], int] = defaultdict(int)
    for job in ledger.jobs.values():
        served = _served(ledger, job["order_code"], whose)
        if job["maker_code"] in limits and len(served) == 1:
            ms = sum(step["cycle_ms"] for step in ledger.steps.get(job["item_code"], []))
            worked[job["maker_code"], min(served)] += ms * job["quantity_pieces"]
    for (maker, customer), ms in sorted(worked.items()):
        most = _regular_ms(ledger, maker) * limits[maker] // PPM
        if ms > most:
            yield fault("customer_exceeded", "jobs", maker, consumer=customer, got=ms, want=most)


def _served(ledger: Ledger, order: str, whose: dict[str, frozenset[str]]) -> frozenset[str]:
    """Customers whose lines a lot goes into; two or more where it stands in for something else."""
    waiting = [order]
    while waiting:
        code = waiting[-1]
        pegs = [peg for peg in ledger.pegs_from.get(code, []) if peg["consumer_kind"] != "by_product"]
        parents = [peg["consumer_code"] for peg in pegs if peg["consumer_kind"] == "order"]
        missing = [parent for parent in parents if parent not in whose]
        if missing:
            waiting += missing
            continue
        found = {
            ledger.demand[peg["consumer_code"]]["customer_code"] for peg in pegs if peg["consumer_kind"] == "demand"
        }
        found |= {one for parent in parents for one in whose[parent]}
        found |= {"", "*"} if any(peg["consumer_kind"] == "stand_in" for peg in pegs) else set()
        whose[waiting.pop()] = frozenset(found)
    return whose[order]


def _regular_ms(ledger: Ledger, maker: str) -> int:
    """Work of all weeks that a maker has room for without minutes for money."""
    return sum(
        ledger.capacity_ms(row, week) - ledger.overtime.get((row["resource_code"], week), 0) * MS_PER_MINUTE
        for row in ledger.given.resources.rows()
        if row["maker_code"] == maker
        for week in range(ledger.weeks)
    )
