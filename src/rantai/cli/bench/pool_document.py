"""The JSON document of `rantai bench pool`: the columns of the joint question by name (docs/bench/pool.md)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from rantai.core.json_arrays import Arrays
from rantai.core.json_problems import Problems
from rantai.core.problems import Refusal
from rantai.core.tables import Ints
from rantai.core.units import PPM
from rantai.engine.pooling import KIND_BAR, KIND_COIL, KIND_LOOSE, PoolingInput
from rantai.engine.pooling.joint import NO_LIMIT, JointInput
from rantai.engine.pooling.joint.disruption import Disruption
from rantai.engine.pooling.tables import MAX_LOSS_PPM

MOST = 10**12  # g, rupiah, rupiah a tonne
MOST_WEEKS, MOST_PIECES, FAR_WEEK = 1_040, 10**9, 100_000

CONTRADICTION = Refusal(
    "C158",
    "{what_id}",
    "{what_en}",
    "Perbaiki salah satu dari kedua angka itu.",
    "Mend one of the two numbers.",
)
TOO_MANY_AT_ONCE = Refusal(
    "C159",
    "Jumlah seluruh kebutuhan dan stok {total} g lebih dari {most} g.",
    "All needs and stock together are {total} g, more than {most} g.",
    "Periksa satuan (gram), atau bagi soalnya.",
    "Check the unit (grams), or split the question.",
)


@dataclass(frozen=True)
class Column:
    """A column: what it may hold, and what stands for it when the document leaves it out; None: it must be there."""

    low: int
    high: int | str  # a limit, or the group whose rows it names
    default: int | None = None


GROUPS: dict[str, dict[str, Column]] = {
    "format": {
        "kind": Column(0, KIND_LOOSE),
        "material": Column(0, MOST_PIECES),
        "piece_mass_g": Column(0, MOST, 0),
        "loss_ppm": Column(0, MAX_LOSS_PPM, 0),
    },
    "cut": {"coil": Column(0, "format"), "format": Column(0, "format"), "mass_g_each": Column(1, MOST)},
    "need": {
        "format": Column(0, "format"),
        "week": Column(0, "weeks"),
        "amount": Column(0, MOST),
        "firm": Column(0, MOST_PIECES, 0),
        "centre": Column(0, MOST_PIECES, 0),
        "is_forecast": Column(0, 1, 0),
    },
    "stock": {
        "format": Column(0, "format"),
        "week": Column(0, FAR_WEEK, 0),
        "amount": Column(0, MOST),
        "centre": Column(0, MOST_PIECES, 0),
    },
    "transfer": {
        "from": Column(0, MOST_PIECES),
        "to": Column(0, MOST_PIECES),
        "weeks": Column(0, FAR_WEEK),
        "price_idr_t": Column(0, MOST),
    },
    "supplier": {
        "min_order_g": Column(0, MOST),
        "truck_g": Column(0, MOST, 0),
        "truck_idr": Column(0, MOST, 0),
        "credit_idr": Column(NO_LIMIT, MOST, NO_LIMIT),
        "credit_weeks": Column(1, FAR_WEEK, 1),
    },
    "rebate": {"supplier": Column(0, "supplier"), "from_g": Column(0, MOST), "ppm": Column(0, PPM - 1)},
    "back": {
        "supplier": Column(0, "supplier"),
        "week": Column(0, FAR_WEEK),
        "trucks": Column(0, MOST_PIECES),
        "truck_idr": Column(0, MOST),
    },
    "offer": {
        "supplier": Column(0, "supplier"),
        "format": Column(0, "format"),
        "min_order_g": Column(0, MOST, 0),
        "multiple_g": Column(0, MOST, 0),
        "coil_min_g": Column(0, MOST, 0),
        "coil_max_g": Column(0, MOST, 0),
        "lead_weeks": Column(0, FAR_WEEK),
        "first_week": Column(-FAR_WEEK, FAR_WEEK, 0),
        "last_week": Column(-FAR_WEEK, FAR_WEEK, FAR_WEEK),
    },
    "tier": {"offer": Column(0, "offer"), "from_g": Column(0, MOST), "price_idr_t": Column(1, MOST)},
    "rolling": {"offer": Column(0, "offer"), "week": Column(0, FAR_WEEK)},
    "budget": {"week": Column(0, FAR_WEEK), "idr": Column(0, MOST)},
    "disruption": {
        "supplier": Column(0, "supplier"),
        "first_week": Column(0, FAR_WEEK, 1),
        "last_week": Column(0, FAR_WEEK, 0),
        "price_ppm": Column(-PPM, 100 * PPM, 0),
        "late_weeks": Column(0, FAR_WEEK, 0),
    },
}
NEEDED = {"format", "need"}


@dataclass(frozen=True)
class Asked:
    """A question, and what may happen to its sellers."""

    given: JointInput
    disruptions: tuple[Disruption, ...]


def read(document: object) -> Asked:
    """A JSON value as a question. Raises InvalidInput with every problem."""
    problems = Problems()
    names = [f"{group}_{name}" for group, columns in GROUPS.items() for name in columns]
    needed = [f"{group}_{name}" for group in sorted(NEEDED) for name, c in GROUPS[group].items() if c.default is None]
    arrays = Arrays(document, ("weeks", *needed), problems, tuple(name for name in names if name not in needed))
    weeks = arrays.number("weeks", 1, MOST_WEEKS, 1)
    sizes = {group: _size(arrays.value, group) for group in GROUPS} | {"weeks": weeks or MOST_WEEKS}
    read_columns: dict[str, Ints] = {}
    for group, columns in GROUPS.items():
        read_columns |= _group(arrays, group, columns, sizes)
    if not problems.count:
        _contradictions(read_columns, problems)
    problems.refuse()
    happening = [read_columns[f"disruption_{name}"].tolist() for name in GROUPS["disruption"]]
    disruptions = tuple(Disruption(*row) for row in zip(*happening, strict=True))
    return Asked(_question(int(weeks or 0), read_columns), disruptions)


def _size(value: dict[str, Any], group: str) -> int:
    """Rows of a group: of its first column that the document has."""
    listed = [value[name] for column in GROUPS[group] if isinstance(value.get(name := f"{group}_{column}"), list)]
    return len(listed[0]) if listed else 0


def _group(arrays: Arrays, group: str, columns: dict[str, Column], sizes: dict[str, int]) -> dict[str, Ints]:
    size, found = sizes[group], {}
    if size and group not in NEEDED:
        arrays.require(f"{group}_{name}" for name, column in columns.items() if column.default is None)
    for name, column in columns.items():
        high = column.high if isinstance(column.high, int) else max(0, sizes[column.high] - 1)
        values = arrays.vector(f"{group}_{name}", column.low, high, whole=True)
        if values is None:
            values = np.full(size, column.default or 0, dtype=np.int64)
        elif len(values) != size:
            arrays.same_length(**{f"{group}_{name}": (len(values), size)})
        found[f"{group}_{name}"] = values
    return found


def _contradictions(columns: dict[str, Ints], problems: Problems) -> None:
    """What each number may be by itself, but not beside another."""
    piecewise = columns["format_kind"] <= KIND_BAR
    for at in np.flatnonzero(piecewise & (columns["format_piece_mass_g"] < 1)):
        _contradicts(problems, f"format_piece_mass_g[{at}]", "Lembar atau batang tanpa massa.", "A piece without mass.")
    is_coil, cut = columns["format_kind"] == KIND_COIL, columns["cut_coil"]
    for at in np.flatnonzero(~is_coil[cut] | ~piecewise[columns["cut_format"]]):
        text = ("Hanya kumparan dipotong, dan hanya menjadi lembar.", "Only coils are cut, and only into sheets.")
        _contradicts(problems, f"cut_coil[{at}]", *text)
    for at in np.flatnonzero(columns["offer_coil_min_g"] > columns["offer_coil_max_g"]):
        text = ("Kumparan teringan lebih berat dari terberat.", "The lightest coil is heavier than the heaviest.")
        _contradicts(problems, f"offer_coil_min_g[{at}]", *text)
    for at in np.flatnonzero(columns["offer_first_week"] > columns["offer_last_week"]):
        text = ("Penawaran berakhir sebelum mulai.", "The offer ends before it begins.")
        _contradicts(problems, f"offer_first_week[{at}]", *text)
    _check_total(columns, problems)


def _contradicts(problems: Problems, place: str, what_id: str, what_en: str) -> None:
    problems.add(CONTRADICTION, place, what_id=what_id, what_en=what_en)


def _check_total(columns: dict[str, Ints], problems: Problems) -> None:
    """Sums must stay exact."""
    total = 0
    for group in ("need", "stock"):
        rows = zip(columns[f"{group}_format"].tolist(), columns[f"{group}_amount"].tolist(), strict=True)
        for format_, amount in rows:
            unit = int(columns["format_piece_mass_g"][format_]) if columns["format_kind"][format_] <= KIND_BAR else 1
            total += amount * unit
    if total > 100 * MOST:
        problems.add(TOO_MANY_AT_ONCE, "need_amount", total=total, most=100 * MOST)


def _question(weeks: int, columns: dict[str, Ints]) -> JointInput:
    piecewise = columns["format_kind"] <= KIND_BAR
    for group in ("need", "stock"):
        amount, is_pieces = columns[f"{group}_amount"], piecewise[columns[f"{group}_format"]]
        columns[f"{group}_pieces"] = np.where(is_pieces, amount, 0)
        columns[f"{group}_mass_g"] = np.where(is_pieces, 0, amount)
    columns["budget_week"] = np.minimum(columns["budget_week"], weeks)
    steel = {name: columns[name] for name in PoolingInput.__dataclass_fields__ if name in columns}
    joint = {name: columns[name] for name in JointInput.__dataclass_fields__ if name in columns}
    return JointInput(steel=PoolingInput(weeks=weeks, **steel), **joint)
