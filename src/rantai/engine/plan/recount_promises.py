"""Recounts the promises from what supplies them, asks for a reason where one is due, and holds bounds to results."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger, Row
from rantai.engine.plan.recount_making import locality

Found = Iterator[Fault]
ROUNDING_IDR = 1_000
PROVEN_PPM = 10
NEARNESS = ("sentra", "province", "national", "import")


def promises(ledger: Ledger) -> Found:
    """Every fault of promises, reasons and bounds."""
    yield from _every_line_is_promised(ledger)
    for promise in ledger.plan.promises.each_row():
        yield from _promise(ledger, promise)
    yield from _together(ledger)
    yield from _reasons(ledger)
    for bound in ledger.plan.bounds.rows():
        if bound["bound"] > bound["objective"]:
            place = f"{bound['stage']} {bound['part']}"
            yield fault("bound_above", "bounds", place, got=bound["bound"], want=bound["objective"])
        if bound["status"] == "optimal" and _is_open(bound["objective"] - bound["bound"], bound["objective"]):
            place = f"{bound['stage']} {bound['part']}"
            yield fault("not_proven", "bounds", place, got=bound["bound"], want=bound["objective"])


def _is_open(gap: int, objective: int) -> bool:
    """Whether a gap is wider than what rounding to whole rupiah and the solvers' safety margins leave open."""
    return gap > max(ROUNDING_IDR, objective * PROVEN_PPM // 1_000_000)


def _every_line_is_promised(ledger: Ledger) -> Found:
    """Quantities are those of the demand, or of the one scenario that they add up to."""
    table = ledger.plan.promises
    promised = dict(zip(table.demand_code.tolist(), table.quantity_pieces.tolist(), strict=True))
    wrong = [_mismatches(ledger, promised, total) for total in _totals(ledger)]
    yield from min(wrong, key=len)


def _totals(ledger: Ledger) -> list[int]:
    """What the programme may add up to: as wanted, or a scenario."""
    wanted = sum(row["quantity_pieces"] for row in ledger.demand.values() if row["kind"] == "programme")
    return [wanted, *ledger.given.scenarios.vehicles_pieces.tolist()]


def _mismatches(ledger: Ledger, promised: dict[str, int], total: int) -> list[Fault]:
    found = []
    base, last = _totals(ledger)[0], ledger.horizon.monday(ledger.weeks)
    for code, line in ledger.demand.items():
        if line["due_date"] >= last:
            continue
        want = line["quantity_pieces"] - ledger.lots.used_up.get(code, 0)
        low = high = want
        if line["kind"] == "programme" and total != base:
            low, high = want * total // base, -(-want * total // base)  # whole vehicles by largest remainder
            low = 0 if ledger.lots.used_up else low  # firm lines of another volume use up more or less
        if not low <= promised.get(code, 0) <= high:
            values = {"column": "quantity_pieces", "got": promised.get(code, 0), "want": low}
            found.append(fault("promise_differs", "promises", code, **values))
    return found


def _promise(ledger: Ledger, promise: Row) -> Found:
    """One line by itself: its week, its sum, and a promise that some supply can keep."""
    code = promise["demand_code"]
    due = ledger.horizon.week_of(ledger.demand[code]["due_date"])
    ready = [week for peg in ledger.pegs_into.get(code, []) for week, _ in ledger.ready(peg["supply_code"])]
    parts = promise["on_time_pieces"] + promise["late_pieces"] + promise["short_pieces"]
    want = {"due_week": due, "quantity_pieces": parts}
    if promise["short_pieces"]:
        want["promise_week"] = ledger.weeks
    elif not promise["late_pieces"]:
        want["promise_week"] = due
    elif promise["promise_week"] not in ready or promise["promise_week"] <= due:
        want["promise_week"] = max(ready, default=ledger.weeks)
    for column, value in want.items():
        if promise[column] != value:
            yield fault("promise_differs", "promises", code, column=column, got=promise[column], want=value)
    most = sum(_by_then(ledger, peg, due) for peg in ledger.pegs_into.get(code, []))
    if promise["on_time_pieces"] > most:
        yield fault(
            "promise_differs", "promises", code, column="on_time_pieces", got=promise["on_time_pieces"], want=most
        )


def _by_then(ledger: Ledger, peg: Row, week: int) -> int:
    """The most pieces of a link that can be there at the end of a week."""
    there = sum(pieces for ready, pieces in ledger.ready(peg["supply_code"]) if ready <= week)
    return min(int(peg["quantity_pieces"]), there)


def _together(ledger: Ledger) -> Found:
    """Lines that share supplies with no other consumer get exactly what these bring, in time, late or never."""
    for codes, supplies in _groups(ledger):
        rows = [ledger.promise_of[code] for code in codes]
        got = {name: sum(row[f"{name}_pieces"] for row in rows) for name in ("on_time", "late", "short")}
        want = dict.fromkeys(got, 0)
        for supply in supplies:
            pieces, in_time, late = _brought(ledger, supply)
            want["on_time"] += in_time
            want["late"] += late
            want["short"] += pieces - in_time - late
        # a line that no lot may be made for any more, behind a frozen zone, is short of what nothing supplies
        want["short"] += max(0, sum(row["quantity_pieces"] for row in rows) - sum(want.values()))
        for name, value in want.items():
            if got[name] != value:
                place = codes[0] + (f" +{len(codes) - 1}" if len(codes) > 1 else "")
                yield fault("promise_differs", "promises", place, column=f"{name}_pieces", got=got[name], want=value)


def _groups(ledger: Ledger) -> list[tuple[list[str], list[str]]]:
    """Lines connected by orders or component orders, where these serve lines only and in full; stock stands apart."""
    parent: dict[str, str] = {}

    def root(code: str) -> str:
        while parent.setdefault(code, code) != code:
            code = parent[code]
        return code

    for code in ledger.promise_of:
        for peg in ledger.pegs_into.get(code, []):
            parent[root(peg["supply_code"])] = root(code)
    members: dict[str, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for code in sorted(parent):
        members[root(code)][0 if code in ledger.promise_of else 1].append(code)
    return [pair for pair in members.values() if pair[0] and all(_serves_lines_only(ledger, one) for one in pair[1])]


def _comes_by_itself(ledger: Ledger, supply: str) -> bool:
    """By-products and stand-ins come when they come; no week of their own says what is in time."""
    return supply in ledger.along or ledger.stood_in(supply) is not None


def _serves_lines_only(ledger: Ledger, supply: str) -> bool:
    if _comes_by_itself(ledger, supply):
        return False
    return all(peg["consumer_kind"] == "demand" for peg in ledger.pegs_from.get(supply, []))


def _brought(ledger: Ledger, supply: str) -> tuple[int, int, int]:
    """Pieces that a supply gives to lines: all, in time, late. Stock and receipts are given in time only.

    The first ready ones go to the line that is due first; a settled lot may be ready after its own day and in time.
    """
    pegs = ledger.pegs_from.get(supply, [])
    pieces = sum(peg["quantity_pieces"] for peg in pegs)
    if supply in ledger.item_lots:
        return pieces, pieces, 0
    ready, in_time, before = ledger.ready(supply), 0, 0
    wanted = sorted((ledger.promise_of[peg["consumer_code"]]["due_week"], peg["quantity_pieces"]) for peg in pegs)
    for due, count in wanted:
        until = sum(made for week, made in ready if week <= due)
        in_time += max(0, min(count, until - before))
        before += count
    there = min(pieces, sum(made for _, made in ready))
    return pieces, in_time, there - in_time


def _reasons(ledger: Ledger) -> Found:
    """Whatever is late, short or went past somebody nearer says why."""
    for code, order in ledger.orders.items():
        for kind, amount in (("late", order["late_weeks"]), ("short", order["short_pieces"])):
            if amount and kind not in ledger.reasons_of[code]:
                yield fault("no_reason", "orders", code, kind=kind)
    for code, bought in ledger.component_orders.items():
        subjects = {code, bought["order_code"]}
        if bought["late_weeks"] and not any("late" in ledger.reasons_of[one] for one in subjects):
            yield fault("no_reason", "component_orders", code, kind="late")
        if bought["order_code"] and not any("elsewhere" in ledger.reasons_of[one] for one in subjects):
            yield fault("no_reason", "component_orders", code, kind="elsewhere")
    nearest = _nearest(ledger)
    for code, job in ledger.jobs.items():
        near = NEARNESS.index(locality(ledger, job["maker_code"], job["item_code"]))
        is_farther = near > nearest.get(job["item_code"], 0)
        if is_farther and not {"elsewhere"} & (ledger.reasons_of[code] | ledger.reasons_of[job["order_code"]]):
            yield fault("no_reason", "jobs", code, kind="elsewhere")


def _nearest(ledger: Ledger) -> dict[str, int]:
    """How near the nearest capable maker of each item is."""
    found: dict[str, int] = {}
    for maker, item in ledger.capabilities:
        near = NEARNESS.index(locality(ledger, maker, item))
        found[item] = min(near, found.get(item, near))
    return found
