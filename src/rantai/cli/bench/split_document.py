"""The document of `rantai bench split`: read, with everything that is wrong and its place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from rantai.core.json_arrays import Arrays
from rantai.core.json_problems import Problems, shown
from rantai.core.json_refusals import RAGGED_LIST, TOO_MANY_ENTRIES, WRONG_WORD
from rantai.core.problems import Refusal
from rantai.core.tables import Ints
from rantai.engine import sharing

LARGEST = 10**12
LARGEST_SUPPLY = 10**15

NOTHING_TO_PAY = Refusal(
    "C160",
    "Tidak ada yang menyebut harga: offers, wholes dan costs kosong.",
    "Nothing names a price: there are no offers, wholes or costs.",
    "Isi offers, wholes, atau costs; atau supply untuk membagi bahan yang kurang.",
    "Give offers, wholes or costs; or supply to share what is short.",
)
COSTS_STAND_ALONE = Refusal(
    "C161",
    "Selain costs ada {key}.",
    "Beside costs there is {key}.",
    "Pilih salah satu: costs, atau needs dengan offers dan wholes.",
    "Choose one: costs, or needs with offers and wholes.",
)
EMPTY_GROUP_PAYS = Refusal(
    "C162",
    "Kelompok kosong membayar {value}.",
    "The empty group pays {value}.",
    "Isi 0 di costs[0].",
    "Give 0 at costs[0].",
)
TOO_DEAR = Refusal(
    "C163",
    "Biaya bisa melebihi {most} rupiah, sehingga tidak lagi dihitung tepat.",
    "Costs may pass {most} rupiah and would no longer be counted exactly.",
    "Perkecil jumlah atau harganya.",
    "Make needs or prices smaller.",
)
TIERS_FALL = Refusal(
    "C164",
    "Tingkat harga tidak menaik.",
    "The tiers do not ascend.",
    "Urutkan `from` dari kecil ke besar, tanpa yang sama.",
    "Sort `from` from small to large, none twice.",
)


@dataclass(frozen=True)
class Asked:
    """A cost to split by a rule, or a supply to share."""

    cost: sharing.SharingInput | None
    rule: str
    names: tuple[str, ...]
    supply: int = 0
    wanted: Ints | None = None
    committed: Ints | None = None
    each: int = 1


def read(value: object) -> Asked:
    """A question from a JSON value. Raises InvalidInput with everything that is wrong."""
    problems = Problems()
    keys = ("needs", "offers", "wholes", "costs", "total", "rule", "firms", "supply", "committed", "each")
    arrays = Arrays(value, (), problems, keys)
    asked = _supply(arrays) if "supply" in arrays.value else _cost(arrays)
    problems.refuse()
    assert asked is not None
    return asked


def _supply(arrays: Arrays) -> Asked | None:
    """`needs`, what each has committed to (all of its need where nothing is said), and pieces of `each` units."""
    wanted, names = _column(arrays, "needs", None), None
    supply, each = arrays.number("supply", 0, LARGEST_SUPPLY, 0), arrays.number("each", 1, LARGEST, 1)
    if wanted is None:
        return None
    names = _names(arrays, len(wanted))
    committed = _column(arrays, "committed", len(wanted)) if "committed" in arrays.value else wanted
    if committed is None or supply is None or each is None:
        return None
    return Asked(None, "maxmin", names, supply, wanted, committed, each)


def _cost(arrays: Arrays) -> Asked | None:
    rule = _rule(arrays)
    total = arrays.number("total", 0, sharing.LARGEST_COST, -1)
    if "costs" in arrays.value:
        return _listed(arrays, rule, total)
    needs = _column(arrays, "needs", None)
    count = sharing.LISTED if needs is None else len(needs)
    offers = [_offer(row, place, arrays.problems) for row, place in arrays.objects("offers")]
    wholes = [_whole(row, place, arrays.problems, count) for row, place in arrays.objects("wholes")]
    if not offers and not wholes:
        arrays.problems.add(NOTHING_TO_PAY, "document")
    if needs is None or None in offers or None in wholes or arrays.problems.count:
        return None
    sound = [one for one in offers if one is not None], [one for one in wholes if one is not None]
    names = _names(arrays, len(needs))
    given = sharing.SharingInput(
        needs=needs,
        offers=tuple(sound[0]),
        wholes=tuple(sound[1]),
        total_idr=None if total == -1 else total,
        turns=tuple(sharing.turns(names)),
    )
    if not sharing.is_countable(given):
        arrays.problems.add(TOO_DEAR, "document", most=sharing.LARGEST_COST)
    return Asked(given, rule, names)


def _listed(arrays: Arrays, rule: str, total: int | None) -> Asked | None:
    for key in ("needs", "offers", "wholes"):
        if key in arrays.value:
            arrays.problems.add(COSTS_STAND_ALONE, key, key=key)
    costs = arrays.vector("costs", 0, LARGEST, whole=True)
    if costs is None:
        return None
    firms = max(1, len(costs).bit_length() - 1)
    if firms > sharing.LISTED:
        arrays.problems.add(TOO_MANY_ENTRIES, "costs", found=len(costs), most=2**sharing.LISTED)
    elif len(costs) != 2**firms:
        arrays.problems.add(RAGGED_LIST, "costs", count=len(costs), wanted=2**firms)
    elif costs[0]:
        arrays.problems.add(EMPTY_GROUP_PAYS, "costs[0]", value=int(costs[0]))
    if arrays.problems.count:
        return None
    names = _names(arrays, firms)
    given = sharing.SharingInput(
        needs=np.zeros(firms, dtype=np.int64),
        costs=costs,
        total_idr=None if total == -1 else total,
        turns=tuple(sharing.turns(names)),
    )
    return Asked(given, rule, names)


def _column(arrays: Arrays, key: str, wanted: int | None) -> Ints | None:
    if key not in arrays.value:
        arrays.value[key] = []  # refused as empty, at its place
    found = arrays.vector(key, 0, LARGEST, whole=True)
    if found is None:
        return None
    if len(found) > sharing.MOST_FIRMS:
        arrays.problems.add(TOO_MANY_ENTRIES, key, found=len(found), most=sharing.MOST_FIRMS)
        return None
    if wanted is not None:
        arrays.same_length(**{key: (len(found), wanted)})
        return found if len(found) == wanted else None
    return found


def _rule(arrays: Arrays) -> str:
    rule = arrays.value.get("rule", sharing.PROPORTIONAL)
    if rule not in sharing.RULES:
        arrays.problems.add(WRONG_WORD, "rule", value=shown(rule), words=", ".join(sharing.RULES))
    return str(rule)


def _names(arrays: Arrays, firms: int) -> tuple[str, ...]:
    """Names of the firms; they only decide who gets an odd rupiah."""
    if "firms" not in arrays.value:
        return tuple(f"{firm:06d}" for firm in range(firms))
    names = [str(name) for name, _ in arrays.objects("firms")]
    arrays.same_length(firms=(len(names), firms))
    return tuple(names)


def _offer(row: object, place: str, problems: Problems) -> sharing.Offer | None:
    optional = ("per", "minimum", "multiple", "truck_holds", "truck_price")
    arrays = Arrays(row, ("from", "price"), problems, optional, inside=place)
    starts = arrays.vector("from", 0, LARGEST, whole=True)
    prices = arrays.vector("price", 0, LARGEST, whole=True)
    low = {"per": 1, "multiple": 1}
    numbers = [arrays.number(key, low.get(key, 0), LARGEST, low.get(key, 0)) for key in optional]
    if starts is None or prices is None or None in numbers:
        return None
    arrays.same_length(price=(len(prices), len(starts)))
    if (np.diff(starts) <= 0).any():
        problems.add(TIERS_FALL, f"{place}.from")
        return None
    if len(starts) != len(prices):
        return None
    sound = [int(number) for number in numbers if number is not None]
    return sharing.Offer(tuple(starts.tolist()), tuple(prices.tolist()), *sound)


def _whole(row: object, place: str, problems: Problems, firms: int) -> sharing.Whole | None:
    arrays = Arrays(row, ("holds", "price", "uses"), problems, inside=place)
    uses = arrays.vector("uses", 0, LARGEST, whole=True)
    holds, price = arrays.number("holds", 1, LARGEST, 1), arrays.number("price", 0, LARGEST, 0)
    if uses is None or holds is None or price is None:
        return None
    arrays.same_length(uses=(len(uses), firms))
    return sharing.Whole(holds, price, uses) if len(uses) == firms else None
