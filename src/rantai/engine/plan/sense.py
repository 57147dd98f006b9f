"""Does a `given/` folder make sense? Rules that look across rows and tables, after each cell could be read.

A rule is asked only when the tables it looks at could be read in full, so that one bad file does not blame others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np

from rantai.core.problems import Problem, Where
from rantai.core.table_files import ReadTable
from rantai.core.units import PPM
from rantai.engine.plan import refusals as no
from rantai.engine.plan.given import Demand, HorizonTable

Read = Mapping[str, ReadTable[Any]]
Found = Iterator[Problem]

MONDAY = 0
CUT_FORMS = {"sheet": ("sheet", "coil"), "bar": ("bar",), "tube": ("bar",), "flat_bar": ("bar",), "loose": ("loose",)}


@dataclass(frozen=True)
class Rule:
    """A question to the tables that it names."""

    needs: tuple[str, ...]
    find: Callable[[Read], Found]


def problems_of(read: Read, rules: tuple[Rule, ...]) -> list[Problem]:
    """Problems of every rule whose tables could be read in full."""
    whole = {name for name, one in read.items() if not one.problems}
    return [problem for rule in rules if whole.issuperset(rule.needs) for problem in rule.find(read)]


def rows(read: Read, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Rows of a table with their positions."""
    return enumerate(read[name].table.rows())


def horizon(read: Read) -> Found:
    """Exactly one row, from a Monday."""
    table: HorizonTable = read["horizon"].table
    if len(table) != 1:
        yield Problem(no.HORIZON_ROWS, Where("horizon.csv"), {"found": len(table)})
    for row, day in enumerate(table.start_date.tolist()):
        if day.weekday() != MONDAY:
            yield Problem(no.NOT_A_MONDAY, read["horizon"].where(row, "start_date"), {"day": day})


WEEKLY = ("calendar", "resource_weeks", "rolling_weeks", "return_trucks", "steel_budgets")


def calendar(read: Read) -> Found:
    """Weeks begin on Mondays."""
    for name in WEEKLY:
        for row, day in enumerate(read[name].table.week_date.tolist()):
            if day.weekday() != MONDAY:
                yield Problem(no.NOT_A_MONDAY, read[name].where(row, "week_date"), {"day": day})


def demand_dates(read: Read) -> Found:
    """Nothing is wanted before the plan starts."""
    table: Demand = read["demand"].table
    if len(read["horizon"].table) != 1:
        return
    start = read["horizon"].table.start_date[0]
    for row in np.flatnonzero(table.due_date < start):
        values = {"day": table.due_date[row], "start": start}
        yield Problem(no.DEMAND_TOO_EARLY, read["demand"].where(int(row), "due_date"), values)


def validity(read: Read) -> Found:
    """What holds from a day does not end before it."""
    for name, first, last in (
        ("bills", "from_date", "to_date"),
        ("offers", "valid_from", "valid_to"),
        ("capacity_options", "from_date", "to_date"),
    ):
        table = read[name].table
        for row in np.flatnonzero(getattr(table, last) < getattr(table, first)):
            values = {"first": getattr(table, first)[row], "last": getattr(table, last)[row]}
            yield Problem(no.ENDS_BEFORE_START, read[name].where(int(row), last), values)


def bill_loops(read: Read) -> Found:
    """No item is part of itself; each loop is named once, as a path from its first code."""
    bills = read["bills"].table
    for path, row in _loops(bills.parent_code.tolist(), bills.child_code.tolist()):
        yield Problem(no.BILL_LOOP, read["bills"].where(row, "child_code"), {"path": " → ".join(path)})


def lots(read: Read) -> Found:
    """A fixed lot has a size, and nothing stands in for itself or comes along with itself."""
    for row, rule in rows(read, "item_rules"):
        if rule["lot_rule"] == "fixed" and not rule["lot_pieces"]:
            yield Problem(no.FIXED_LOT_EMPTY, read["item_rules"].where(row, "lot_pieces"), {"item": rule["item_code"]})
    for name, first, second in (("by_products", "parent_code", "child_code"), ("stand_ins", "item_code", "other_code")):
        for row, one in rows(read, name):
            if one[first] == one[second]:
                yield Problem(no.ITEM_WITH_ITSELF, read[name].where(row, second), {"item": one[first]})


def firm_dates(read: Read) -> Found:
    """A settled lot is due within the plan."""
    if len(read["horizon"].table) != 1:
        return
    [given] = read["horizon"].table.rows()
    first, last = given["start_date"], given["start_date"] + timedelta(weeks=given["weeks"], days=-1)
    for row, order in rows(read, "firm_orders"):
        if not first <= order["due_date"] <= last:
            values = {"code": order["firm_code"], "day": order["due_date"], "first": first, "last": last}
            yield Problem(no.FIRM_OUTSIDE, read["firm_orders"].where(row, "due_date"), values)


def place_loops(read: Read) -> Found:
    """No place lies inside itself."""
    places = read["places"].table
    for path, row in _loops(places.place_code.tolist(), places.parent_code.tolist()):
        yield Problem(no.PLACE_LOOP, read["places"].where(row, "parent_code"), {"path": " → ".join(path)})


def _loops(froms: list[str], tos: list[str]) -> Iterator[tuple[list[str], int]]:
    """Each loop of a table of links once, as a path, with the row that closes it."""
    links: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for row, (start, end) in enumerate(zip(froms, tos, strict=True)):
        links[start].append((end, row))
    done: set[str] = set()
    for start in sorted(links):
        yield from _loops_from(start, links, done)


def _loops_from(
    start: str, children: Mapping[str, list[tuple[str, int]]], done: set[str]
) -> Iterator[tuple[list[str], int]]:
    """Back edges met by a depth-first walk; an explicit stack, because a bill may be deeper than Python's."""
    path: list[str] = []
    stack: list[tuple[str, int, int]] = [(start, 0, -1)]
    while stack:
        item, turn, row = stack.pop()
        if turn == 0:
            if item in path:
                yield [*path[path.index(item) :], item], row
                continue
            if item in done:
                continue
            path.append(item)
        below = children.get(item, [])
        if turn < len(below):
            stack.append((item, turn + 1, row))
            stack.append((below[turn][0], 0, below[turn][1]))
        else:
            path.pop()
            done.add(item)


def routes(read: Read) -> Found:
    """Whatever is made has operations, or somebody sells it ready made."""
    made = set(read["bills"].table.parent_code.tolist()) | set(read["blanks"].table.item_code.tolist())
    routed = set(read["operations"].table.item_code.tolist()) | set(read["item_offers"].table.item_code.tolist())
    for row, item in rows(read, "items"):
        if (item["kind"] != "bought" or item["item_code"] in made) and item["item_code"] not in routed:
            yield Problem(no.PART_WITHOUT_ROUTE, read["items"].where(row, "item_code"), {"item": item["item_code"]})


def capabilities(read: Read) -> Found:
    """A maker that may make an item has a long enough machine for each of its processes."""
    processes: dict[str, list[str]] = defaultdict(list)
    for _, step in rows(read, "operations"):
        processes[step["item_code"]].append(step["process_code"])
    lengths: dict[str, int] = defaultdict(int)
    for _, blank in rows(read, "blanks"):
        lengths[blank["item_code"]] = max(lengths[blank["item_code"]], blank["length_um"])
    machines: dict[tuple[str, str], list[int]] = defaultdict(list)
    for _, resource in rows(read, "resources"):
        machines[resource["maker_code"], resource["process_code"]].append(resource["bed_length_um"])
    for row, capability in rows(read, "capabilities"):
        maker, item = capability["maker_code"], capability["item_code"]
        where = read["capabilities"].where(row, "maker_code")
        if item not in processes:
            yield Problem(no.NOTHING_TO_DO, where, {"maker": maker, "item": item})
        for process in sorted(set(processes[item])):
            values = {"maker": maker, "item": item, "process": process}
            yield from _able(machines[maker, process], lengths[item], where, values)


def makers(read: Read) -> Found:
    """Tools lie at makers of their item, and only such makers are on trial for it."""
    able = {(row["maker_code"], row["item_code"]) for _, row in rows(read, "capabilities")}
    for row, tool in rows(read, "tools"):
        if (tool["holder_code"], tool["item_code"]) not in able:
            values = {"tool": tool["tool_code"], "holder": tool["holder_code"], "item": tool["item_code"]}
            yield Problem(no.TOOL_WITHOUT_MAKER, read["tools"].where(row, "holder_code"), values)
    for row, trial in rows(read, "trials"):
        if (trial["maker_code"], trial["item_code"]) not in able:
            values = {"holder": trial["maker_code"], "item": trial["item_code"]}
            yield Problem(no.TRIAL_WITHOUT_MAKER, read["trials"].where(row, "maker_code"), values)


def terms(read: Read) -> Found:
    """Set-ups are of processes that the maker does; rules of sources and scores are of items that somebody makes."""
    does = {(row["maker_code"], row["process_code"]) for _, row in rows(read, "resources")}
    for row, one in rows(read, "set_ups"):
        if (one["maker_code"], one["process_code"]) not in does:
            values = {"maker": one["maker_code"], "process": one["process_code"]}
            yield Problem(no.SETUP_WITHOUT_PROCESS, read["set_ups"].where(row, "process_code"), values)
    made = set(read["capabilities"].table.item_code.tolist())
    for name in ("source_limits", "score_gates"):
        for row, one in rows(read, name):
            if one["item_code"] not in made:
                yield Problem(no.RULE_OF_UNMADE, read[name].where(row, "item_code"), {"item": one["item_code"]})
    for row, gate in rows(read, "score_gates"):
        if not any(value for column, value in gate.items() if column.startswith("least_")):
            where = read["score_gates"].where(row, "least_quality_points")
            yield Problem(no.GATE_WITHOUT_POINTS, where, {"item": gate["item_code"]})


def shares(read: Read) -> Found:
    """Smallest shares are of makers of the item, below their largest ones, and together no more than all of it."""
    most = {(row["maker_code"], row["item_code"]): row["max_share_ppm"] for _, row in rows(read, "capabilities")}
    total: dict[str, int] = defaultdict(int)
    for row, one in rows(read, "shares"):
        maker, item, least = one["maker_code"], one["item_code"], one["min_share_ppm"]
        if (maker, item) not in most:
            values = {"maker": maker, "item": item}
            yield Problem(no.SHARE_WITHOUT_MAKER, read["shares"].where(row, "maker_code"), values)
        elif least > most[maker, item]:
            values = {"maker": maker, "item": item, "least": least, "most": most[maker, item]}
            yield Problem(no.SHARE_ABOVE_LARGEST, read["shares"].where(row, "min_share_ppm"), values)
        before, total[item] = total[item], total[item] + least
        if before <= PPM < total[item]:
            values = {"item": item, "total": total[item]}
            yield Problem(no.SHARES_ABOVE_ALL, read["shares"].where(row, "min_share_ppm"), values)


def _able(machines: list[int], length_um: int, where: Where, values: dict[str, Any]) -> Found:
    """A maker without hours is sound: the plan answers with `capacity_full` instead of refusing everybody's tables."""
    if not machines:
        yield Problem(no.MAKER_WITHOUT_PROCESS, where, values)
    elif not any(bed == 0 or bed >= length_um for bed in machines):
        longest = max(machines)
        yield Problem(no.MACHINE_TOO_SHORT, where, {**values, "length_um": length_um, "longest_um": longest})


def material_sections(read: Read) -> Found:
    """A material has the measures that its form needs."""
    needed = {
        "sheet": ("thickness_um",),
        "bar": ("outside_diameter_um",),
        "tube": ("outside_diameter_um", "thickness_um"),
        "flat_bar": ("flat_width_um", "thickness_um"),
        "loose": (),
    }
    for row, material in rows(read, "materials"):
        for column in needed[material["form"]]:
            if not material[column]:
                values = {"form": material["form"], "column": column}
                yield Problem(no.MEASURE_MISSING, read["materials"].where(row, column), values)


def formats(read: Read) -> Found:
    """A format suits its material's form and has the sizes that its kind needs."""
    forms = _by(read, "materials", "material_code", "form")
    needed = {
        "sheet": ("length_um", "width_um", "piece_mass_g"),
        "bar": ("length_um", "piece_mass_g"),
        "coil": ("width_um",),
        "loose": (),
    }
    for row, one in rows(read, "formats"):
        form = forms.get(one["material_code"])
        if form is not None and one["kind"] not in CUT_FORMS[form]:
            values = {"kind": one["kind"], "form": form, "kinds": ", ".join(CUT_FORMS[form])}
            yield Problem(no.FORMAT_OF_OTHER_FORM, read["formats"].where(row, "kind"), values)
        for column in needed[one["kind"]]:
            if not one[column]:
                values = {"form": one["kind"], "column": column}
                yield Problem(no.MEASURE_MISSING, read["formats"].where(row, column), values)


def blanks(read: Read) -> Found:
    """A blank is a rectangle, a length or a mass, never two of them, of a material that has a format."""
    forms = _by(read, "materials", "material_code", "form")
    offered = set(read["formats"].table.material_code.tolist())
    for row, blank in rows(read, "blanks"):
        form = forms.get(blank["material_code"])
        if form is None:
            continue
        if blank["material_code"] not in offered:
            values = {"material": blank["material_code"]}
            yield Problem(no.MATERIAL_WITHOUT_FORMAT, read["blanks"].where(row, "material_code"), values)
        sized, weighed = bool(blank["length_um"] or blank["width_um"]), bool(blank["gross_mass_g_each"])
        if sized == weighed:
            yield Problem(no.BLANK_SIZE_OR_MASS, read["blanks"].where(row, "length_um"), {"item": blank["item_code"]})
        elif sized and (blank["length_um"] > 0, blank["width_um"] > 0) != (form != "loose", form == "sheet"):
            values = {"form": form}
            yield Problem(no.BLANK_OF_OTHER_FORM, read["blanks"].where(row, "length_um"), values)


def cutting_rules(read: Read) -> Found:
    """Each kind of format that a blank may be cut from says how it is cut."""
    kinds = set(read["cutting_rules"].table.kind.tolist())
    cut = {blank["material_code"] for _, blank in rows(read, "blanks") if blank["length_um"]}
    for kind in ("sheet", "bar", "coil"):
        used = [one for _, one in rows(read, "formats") if one["kind"] == kind and one["material_code"] in cut]
        if used and kind not in kinds:
            values = {"kind": kind, "format": used[0]["format_code"]}
            yield Problem(no.CUTTING_RULE_MISSING, Where("cutting_rules.csv", None, "kind"), values)


def offers(read: Read) -> Found:
    """An offer has a price for its smallest order, and coil masses when it sells coils."""
    kinds = _by(read, "formats", "format_code", "kind")
    lowest: dict[str, int] = {}
    for _, tier in rows(read, "offer_tiers"):
        lowest[tier["offer_code"]] = min(tier["from_g"], lowest.get(tier["offer_code"], tier["from_g"]))
    for row, offer in rows(read, "offers"):
        code = offer["offer_code"]
        if code not in lowest:
            yield Problem(no.OFFER_WITHOUT_TIERS, read["offers"].where(row, "offer_code"), {"offer": code})
        elif lowest[code] > offer["min_order_g"]:
            values = {"offer": code, "from_g": lowest[code], "min_order_g": offer["min_order_g"]}
            yield Problem(no.SMALLEST_ORDER_UNPRICED, read["offers"].where(row, "min_order_g"), values)
        is_coil, masses = kinds.get(offer["format_code"]) == "coil", (offer["coil_min_g"], offer["coil_max_g"])
        if is_coil and not 0 < masses[0] <= masses[1]:
            yield Problem(no.COIL_MASSES, read["offers"].where(row, "coil_min_g"), {"offer": code})


def roads(read: Read) -> Found:
    """Steel is sent from one centre to another one."""
    kinds = _by(read, "parties", "party_code", "kind")
    for row, road in rows(read, "centre_roads"):
        for column in ("from_code", "to_code"):
            if kinds.get(road[column], "centre") != "centre":
                values = {"party": road[column]}
                yield Problem(no.ROAD_NOT_OF_CENTRES, read["centre_roads"].where(row, column), values)
        if road["from_code"] == road["to_code"]:
            values = {"party": road["from_code"]}
            yield Problem(no.ROAD_TO_ITSELF, read["centre_roads"].where(row, "to_code"), values)


def trucks(read: Read) -> Found:
    """A truck that costs something carries something, and trucks come back past sellers that send by truck."""
    loaded = set()
    for row, term in rows(read, "supplier_terms"):
        if term["truck_g"]:
            loaded.add(term["supplier_code"])
        elif term["truck_idr"]:
            values = {"supplier": term["supplier_code"]}
            yield Problem(no.TRUCK_CARRIES_NOTHING, read["supplier_terms"].where(row, "truck_g"), values)
    for row, back in rows(read, "return_trucks"):
        if back["supplier_code"] not in loaded:
            values = {"supplier": back["supplier_code"]}
            yield Problem(no.RETURN_WITHOUT_TRUCK, read["return_trucks"].where(row, "supplier_code"), values)


def goals(read: Read) -> Found:
    """No goal stands twice."""
    seen: set[str] = set()
    for row, goal in rows(read, "goals"):
        if goal["goal"] in seen:
            yield Problem(no.GOAL_TWICE, read["goals"].where(row, "goal"), {"goal": goal["goal"]})
        seen.add(goal["goal"])


def stock_sizes(read: Read) -> Found:
    """Sheets and bars at hand or on the way are counted; a remnant is no larger than its format."""
    sizes = {one["format_code"]: one for _, one in rows(read, "formats")}
    for name in ("material_stock", "material_receipts"):
        for row, lot in rows(read, name):
            one = sizes.get(lot["format_code"])
            if one is None:
                continue
            if one["kind"] in ("sheet", "bar") and not lot["quantity_pieces"]:
                values = {"format": lot["format_code"]}
                yield Problem(no.STOCK_UNCOUNTED, read[name].where(row, "quantity_pieces"), values)
            for column in ("length_um", "width_um"):
                if lot.get(column, 0) > one[column]:
                    values = {"format": lot["format_code"], "size_um": lot[column], "full_um": one[column]}
                    yield Problem(no.REMNANT_TOO_LARGE, read[name].where(row, column), values)


def _by(read: Read, name: str, key: str, value: str) -> dict[str, Any]:
    table = read[name].table
    return dict(zip(getattr(table, key).tolist(), getattr(table, value).tolist(), strict=True))


SENSE = (
    Rule(("horizon",), horizon),
    Rule(WEEKLY, calendar),
    Rule(("horizon", "demand"), demand_dates),
    Rule(("bills", "offers", "capacity_options"), validity),
    Rule(("bills",), bill_loops),
    Rule(("item_rules", "by_products", "stand_ins"), lots),
    Rule(("horizon", "firm_orders"), firm_dates),
    Rule(("places",), place_loops),
    Rule(("items", "bills", "blanks", "operations", "item_offers"), routes),
    Rule(("capabilities", "operations", "resources", "blanks"), capabilities),
    Rule(("capabilities", "tools", "trials"), makers),
    Rule(("capabilities", "resources", "set_ups", "source_limits", "score_gates"), terms),
    Rule(("capabilities", "shares"), shares),
    Rule(("materials",), material_sections),
    Rule(("materials", "formats"), formats),
    Rule(("materials", "formats", "blanks"), blanks),
    Rule(("formats", "blanks", "cutting_rules"), cutting_rules),
    Rule(("formats", "offers", "offer_tiers"), offers),
    Rule(("parties", "centre_roads"), roads),
    Rule(("supplier_terms", "return_trucks"), trucks),
    Rule(("goals",), goals),
    Rule(("formats", "material_stock", "material_receipts"), stock_sizes),
)
