"""Hostile plans: small worlds drawn by a number, each spoiled in one to three ways that careless or cruel people find.

`write(number, folder)` writes the tables. The first cruelty goes round by number, so that every one is met; cells may
hold any text.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

from rantai.engine.plan.given import GIVEN_TABLES
from tests.engine.plan.hostile_world import START, Rows, World, sound_world


def write(number: int, folder: Path) -> list[str]:
    """The tables of hostile plan `number` into `folder`; returns the names of its cruelties."""
    chance = Random(number)
    world = sound_world(chance)
    first = CRUELTIES[number % len(CRUELTIES)]
    more = chance.sample(CRUELTIES, chance.choice((0, 0, 1, 2)))
    chosen = [first, *(one for one in more if one is not first)]
    for cruelty in chosen:
        cruelty(world, chance)
    folder.mkdir(parents=True)
    for name, kind in GIVEN_TABLES.items():
        rows = world.get(name, [])
        if rows or not kind.may_be_absent:
            _write(folder / f"{name}.csv", [column.name for column in kind.columns], rows)
    return [cruelty.__name__ for cruelty in chosen]


def _write(path: Path, columns: list[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def some(rows: Rows, chance: Random, share: float = 0.5) -> Rows:
    """Some rows, at least one where there is any."""
    return chance.sample(rows, max(1, int(len(rows) * share))) if rows else []


def far_more_wanted_than_hours(world: World, chance: Random) -> None:
    for row in world["demand"]:
        row["quantity_pieces"] = int(str(row["quantity_pieces"])) * chance.randint(50, 5000)


def no_resources(world: World, chance: Random) -> None:
    world["resources"] = []


def no_capacity_at_all(world: World, chance: Random) -> None:
    world["calendar"] = [{"week_date": START + timedelta(days=7 * week), "working_ppm": 0} for week in range(30)]


def makers_without_hours(world: World, chance: Random) -> None:
    for row in some(world["resources"], chance):
        row["minutes_week"] = 0


def one_minute_a_week(world: World, chance: Random) -> None:
    for row in world["resources"]:
        row["minutes_week"] = 1


def bill_loop(world: World, chance: Random) -> None:
    world["bills"].append({"parent_code": "P0", "child_code": "V0", "quantity_each": 1})


def part_of_itself(world: World, chance: Random) -> None:
    world["bills"].append({"parent_code": "M1", "child_code": "M1", "quantity_each": 1})


def negative_lead_time(world: World, chance: Random) -> None:
    for table, column in (("items", "lead_weeks"), ("capabilities", "lead_weeks"), ("offers", "lead_days")):
        some(world[table], chance, 0.1)[0][column] = -chance.randint(1, 9)


def a_lead_time_of_years(world: World, chance: Random) -> None:
    for row in some(world["items"], chance):
        row["lead_weeks"] = chance.choice((52, 260))
    for row in some(world["offers"], chance):
        row["lead_days"] = 3650


def a_billion_times_a_thousand(world: World, chance: Random) -> None:
    some(world["demand"], chance, 0.1)[0]["quantity_pieces"] = 10**12


def each_needs_a_billion(world: World, chance: Random) -> None:
    some(world["bills"], chance, 0.1)[0]["quantity_each"] = 10 ** chance.choice((6, 9, 12, 18))


def a_trillion_cheap_pieces(world: World, chance: Random) -> None:
    for row in world["demand"]:
        row["quantity_pieces"] = 10**6
    for row in world["operations"]:
        row["cycle_ms"] = 1


def nobody_sells_the_steel(world: World, chance: Random) -> None:
    gone = chance.choice(("PLAT-4x8", "AS-6M"))
    world["offers"] = [row for row in world["offers"] if row["format_code"] != gone]
    kept = {row["offer_code"] for row in world["offers"]}
    world["offer_tiers"] = [row for row in world["offer_tiers"] if row["offer_code"] in kept]


def least_order_above_all_demand(world: World, chance: Random) -> None:
    for row in world["offers"]:
        row["min_order_g"] = 10**12
    for row in world["offer_tiers"]:
        row["from_g"] = 10**12


def tiers_that_contradict(world: World, chance: Random) -> None:
    for row in list(world["offer_tiers"]):
        world["offer_tiers"].append({**row, "from_g": int(str(row["from_g"])) + 1, "price_idr_t": 99_000_000})
        world["offer_tiers"].append({**row, "from_g": int(str(row["from_g"])) + 2, "price_idr_t": 1})


def nobody_may_take_more_than_a_crumb(world: World, chance: Random) -> None:
    for row in world["capabilities"]:
        row["max_share_ppm"] = 1


def nobody_can_make_it(world: World, chance: Random) -> None:
    world["capabilities"] = [row for row in world["capabilities"] if row["item_code"] not in ("P0", "M0")]


def no_capabilities(world: World, chance: Random) -> None:
    world["capabilities"] = []


def blanks_larger_than_any_sheet(world: World, chance: Random) -> None:
    for row in some(world["blanks"], chance):
        row["length_um"] = 9_000_000


def blanks_of_a_micron(world: World, chance: Random) -> None:
    row = some(world["blanks"], chance, 0.1)[0]
    row["length_um"] = 1
    row["width_um"] = 1 if row["material_code"] == "PLAT" else 0


def a_kerf_wider_than_the_bar(world: World, chance: Random) -> None:
    for row in world["cutting_rules"]:
        row["kerf_um"] = 7_000_000


def a_trim_that_leaves_nothing(world: World, chance: Random) -> None:
    for row in world["cutting_rules"]:
        row["trim_um"] = 5_000_000


def wanted_before_it_starts(world: World, chance: Random) -> None:
    for row in some(world["demand"], chance):
        row["due_date"] = START - timedelta(days=chance.randint(1, 4000))


def wanted_after_it_ends(world: World, chance: Random) -> None:
    for row in some(world["demand"], chance, 1.0 if chance.random() < 0.3 else 0.5):
        row["due_date"] = chance.choice(("2031-02-03", "9999-12-31"))


def all_wanted_on_the_first_day(world: World, chance: Random) -> None:
    for row in world["demand"]:
        row["due_date"] = START


def dates_that_are_none(world: World, chance: Random) -> None:
    some(world["demand"], chance, 0.1)[0]["due_date"] = chance.choice(("2027-02-30", "besok", "27/01/2027", ""))


def offers_that_held_last_year(world: World, chance: Random) -> None:
    for row in world["offers"]:
        row["valid_from"], row["valid_to"] = "2025-01-01", "2025-12-31"


def ends_before_it_starts(world: World, chance: Random) -> None:
    for row in some(world["bills"], chance, 0.1):
        row["from_date"], row["to_date"] = "2027-06-01", "2027-01-01"


def an_empty_table(world: World, chance: Random) -> None:
    world[chance.choice(sorted(world))] = []


def nothing_wanted(world: World, chance: Random) -> None:
    world["demand"] = []


def strange_names(world: World, chance: Random) -> None:
    strange = {"V0": "Ж‘;DROP TABLE—“x”", "M0": "=HYPERLINK(1)", "P0": "部品, nol", "B1": "-1", "D00": "a/b\\c%s{}"}
    for rows in world.values():
        for row in rows:
            for column, value in row.items():
                if column.endswith("_code") and value in strange:
                    row[column] = strange[str(value)]


def codes_with_spaces_and_breaks(world: World, chance: Random) -> None:
    some(world["items"], chance, 0.1)[0]["item_code"] = chance.choice((" V0", "V\n0", "\u200b", ""))


def doubled_rows(world: World, chance: Random) -> None:
    for name in chance.sample(sorted(world), 3):
        world[name] += [dict(row) for row in world[name][:2]]


def codes_nobody_knows(world: World, chance: Random) -> None:
    for name, column in (("demand", "item_code"), ("offers", "supplier_code"), ("resources", "maker_code")):
        for row in some(world[name], chance, 0.2):
            row[column] = "TIDAK-ADA"


def stock_of_a_customer_only(world: World, chance: Random) -> None:
    for row in world["demand"]:
        row["material_owner_code"] = "BUYER"


def a_crumb_of_stock(world: World, chance: Random) -> None:
    lot = {"stock_code": "L1", "format_code": "PLAT-4x8", "holder_code": "MC", "owner_code": "MC", "mass_g": 1}
    world["material_stock"] = [{**lot, "quantity_pieces": 1, "length_um": 1, "width_um": 1, "heat": "H"}]


def mountains_of_stock(world: World, chance: Random) -> None:
    held = {"item_code": "M0", "holder_code": "MC", "owner_code": "MC", "quantity_pieces": 10**9}
    world["item_stock"] = [{"stock_code": f"F{number}", **held} for number in range(3)]


def goals_that_contradict(world: World, chance: Random) -> None:
    goals = ("cost", "cost", "on_time", "local_first")
    world["goals"] = [{"rank": rank, "goal": goal} for rank, goal in enumerate(goals, start=1)]


def one_week(world: World, chance: Random) -> None:
    world["horizon"] = [{"start_date": START, "weeks": 1}]


def a_thousand_weeks(world: World, chance: Random) -> None:
    world["horizon"] = [{"start_date": START, "weeks": chance.choice((260, 520, 1000))}]


def starts_on_a_tuesday(world: World, chance: Random) -> None:
    world["horizon"] = [{"start_date": "2027-01-05", "weeks": 12}]


def a_deep_bill(world: World, chance: Random) -> None:
    """A chain of eighty modules, each in the next."""
    for number in range(80):
        code, below = f"X{number:02d}", f"X{number - 1:02d}" if number else "P0"
        named = {"item_name_id": code, "item_name_en": code, "mass_g_each": 1, "lead_weeks": 0}
        world["items"].append({"item_code": code, "kind": "part", **named})
        world["bills"].append({"parent_code": code, "child_code": below, "quantity_each": 1})
        world["operations"].append({"item_code": code, "sequence": 1, "process_code": "weld", "cycle_ms": 1000})
        terms = {"price_idr_each": 1, "lead_weeks": 1, "max_share_ppm": 1_000_000}
        world["capabilities"].append({"maker_code": "B0", "item_code": code, **terms})
    world["bills"].append({"parent_code": "V0", "child_code": "X79", "quantity_each": 1})


def thousands_of_lines(world: World, chance: Random) -> None:
    weeks = int(str(world["horizon"][0]["weeks"]))
    for number in range(3000):
        due = START + timedelta(days=chance.randrange(7 * weeks))
        row = dict(chance.choice(world["demand"])) if world["demand"] else {}
        world["demand"].append({**row, "demand_code": f"E{number}", "due_date": due})


def everything_scraps(world: World, chance: Random) -> None:
    for row in world["bills"]:
        row["scrap_ppm"] = chance.choice((900_000, 999_999, 1_000_000))


CRUELTIES: list[Callable[[World, Random], None]] = [
    far_more_wanted_than_hours,
    no_resources,
    no_capacity_at_all,
    makers_without_hours,
    one_minute_a_week,
    bill_loop,
    part_of_itself,
    negative_lead_time,
    a_lead_time_of_years,
    a_billion_times_a_thousand,
    each_needs_a_billion,
    a_trillion_cheap_pieces,
    nobody_sells_the_steel,
    least_order_above_all_demand,
    tiers_that_contradict,
    nobody_may_take_more_than_a_crumb,
    nobody_can_make_it,
    no_capabilities,
    blanks_larger_than_any_sheet,
    blanks_of_a_micron,
    a_kerf_wider_than_the_bar,
    a_trim_that_leaves_nothing,
    wanted_before_it_starts,
    wanted_after_it_ends,
    all_wanted_on_the_first_day,
    dates_that_are_none,
    offers_that_held_last_year,
    ends_before_it_starts,
    an_empty_table,
    nothing_wanted,
    strange_names,
    codes_with_spaces_and_breaks,
    doubled_rows,
    codes_nobody_knows,
    stock_of_a_customer_only,
    a_crumb_of_stock,
    mountains_of_stock,
    goals_that_contradict,
    one_week,
    a_thousand_weeks,
    starts_on_a_tuesday,
    a_deep_bill,
    thousands_of_lines,
    everything_scraps,
]
