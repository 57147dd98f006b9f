"""Try what a reason claims: give what it says is missing, and solve again."""

import dataclasses

import numpy as np

from rantai.engine.allocation import GOALS, AllocationParams, solve
from tests.engine.allocation.sentra import sentra, values

ALL = 1_000_000


def drawn(seed):
    """A sentra with more work than minutes, and every kind of limit."""
    dice = np.random.default_rng(seed)
    weeks, n_items, n_makers = int(dice.integers(4, 10)), int(dice.integers(2, 6)), int(dice.integers(3, 8))
    lots = [
        (
            int(dice.integers(n_items)),
            first,
            min(weeks - 1, first + int(dice.integers(0, 3))),
            int(dice.integers(5, 60)),
        )
        for first in dice.integers(0, weeks - 1, size=int(dice.integers(8, 30))).tolist()
    ]
    lots = [(*lot, int(dice.integers(1, 4))) for lot in lots]
    makers = [
        (item, maker, int(dice.integers(1, 50)), int(dice.integers(1, 3)), int(dice.choice([ALL, 400_000])), rank)
        for item in range(n_items)
        for maker in range(n_makers)
        for rank in [int(dice.integers(0, 3))]
        if dice.random() < 0.6
    ]
    offers = [(item, 0, 99, int(dice.integers(1, 5)), 1) for item in range(n_items) if dice.random() < 0.3]
    work = [(cap, maker[1], int(dice.integers(1, 4)) * 30_000) for cap, maker in enumerate(makers)]
    work += [(cap, n_makers, 15_000) for cap in range(len(makers)) if dice.random() < 0.3]
    tightness = int(dice.integers(20, 90))
    minutes = dice.integers(0, tightness, size=(n_makers + 1, weeks)).tolist()
    limits = {0: np.sort(dice.integers(0, 200, size=weeks)).tolist()} if dice.random() < 0.3 else None
    return sentra(
        lots=lots, makers=makers, offers=offers, minutes=minutes, work=work, weeks=weeks, limits=limits, n_items=n_items
    )


def relaxed(given, rows):
    """The question with what these reasons of one subject say is missing: `rows` of code, place index, week, amount."""
    changes = {name: getattr(given, name).copy() for name in _CHANGED}
    for code, index, week, amount in rows:
        _RELAX[code](given, changes, index, week, amount)
    return dataclasses.replace(given, **changes)


_CHANGED = ("capacity_minutes", "cap_max_share_ppm", "limit_cum", "cap_lead_weeks", "ext_lead_weeks")
_CHANGED += ("cap_most_pieces", "cap_has_tool", "item_source_ppm", "maker_customer_minutes")


def _minutes(given, changes, index, week, amount):
    changes["capacity_minutes"][index, week] += amount


def _share(given, changes, index, week, amount):
    total = int(given.share_total[given.cap_item[index]])
    changes["cap_max_share_ppm"][index] = min(ALL, changes["cap_max_share_ppm"][index] + -(-amount * ALL // total))


def _source(given, changes, index, week, amount):
    changes["item_source_ppm"][given.cap_item[index]] = ALL


def _trial(given, changes, index, week, amount):
    changes["cap_most_pieces"][index] += amount


def _tool(given, changes, index, week, amount):
    changes["cap_has_tool"][index] = 1


def _customer(given, changes, index, week, amount):
    changes["maker_customer_minutes"][given.cap_maker[index]] += amount


def _material(given, changes, index, week, amount):
    later = changes["limit_cum"][index, week:]
    later[later >= 0] += amount


_RELAX = {
    "capacity_full": _minutes,
    "share_full": _share,
    "source_full": _source,
    "trial_full": _trial,
    "tool_elsewhere": _tool,
    "customer_full": _customer,
    "material_late": _material,
}


def claims(given, answer):
    """Reasons that name something to relax, by subject: kind, then rows of code, place index, week, amount."""
    found = {}
    columns = (answer.reasons.subject, answer.reasons.subject_index, answer.reasons.kind, answer.reasons.reason_code)
    numbers = (answer.reasons.place, answer.reasons.place_index, answer.reasons.week, answer.reasons.amount)
    for subject, number, kind, code, place, index, week, amount in zip(
        *(column.tolist() for column in (*columns, *numbers)), strict=True
    ):
        told = f"lead_{place}" if code == "lead_time" else code
        found.setdefault((subject, number, kind), []).append((told, index, week, amount))
    return {key: rows for key, rows in found.items() if all(code in _RELAX for code, *_ in rows)}


def _lead_of_maker(given, changes, index, week, amount):
    changes["cap_lead_weeks"][index] = max(1, changes["cap_lead_weeks"][index] - amount)


def _lead_of_seller(given, changes, index, week, amount):
    changes["ext_lead_weeks"][index] = max(0, changes["ext_lead_weeks"][index] - amount)


_RELAX |= {"lead_capability": _lead_of_maker, "lead_offer": _lead_of_seller}


def first_in_time(given):
    """The same question with time before every other goal."""
    return dataclasses.replace(given, goals=GOALS)


def passed_over(answer):
    """Lots that another goal keeps late or short, and how many of their pieces."""
    reasons = answer.reasons
    columns = (reasons.subject, reasons.subject_index, reasons.reason_code, reasons.amount)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return {lot: pieces for subject, lot, code, pieces in rows if (subject, code) == ("lot", "goal_first")}


def is_better(before, after):
    """Whether the first goal that differs became better."""
    return tuple(values(after)[goal] for goal in GOALS) < tuple(values(before)[goal] for goal in GOALS)


def confirmed(seeds, params=None):
    """How many claims hold, and those that do not: seed, subject, rows."""
    params, held, failed = params or AllocationParams(), 0, []
    for seed in seeds:
        given = drawn(seed)
        answer = solve(given, params)
        for key, rows in claims(given, answer).items():
            if is_better(answer, solve(relaxed(given, rows), params, start=answer)):
                held += 1
            else:
                failed.append((seed, key, rows))
    return held, failed
