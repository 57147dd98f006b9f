"""How each kind of change writes the tables. Everything is a whole number; halves are rounded up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import numpy as np

from rantai.core.numbers import LARGEST
from rantai.core.periods import Horizon
from rantai.core.tables import Flags, Ints
from rantai.core.units import PPM
from rantai.engine.plan.change import Change
from rantai.engine.plan.draft import OF_AN_OFFER, Draft
from rantai.engine.plan.naming import parted_offer_code
from rantai.engine.plan.periods import due_inside, is_dated, period_of
from rantai.engine.sharing import share_out

DUE = ("demand", "material_receipts", "item_receipts")  # tables whose rows a period tells by their due date


def meant(draft: Draft, table: str, change: Change) -> Flags:
    """Rows of a table that a change means: its scope and, where rows have a due date, its period."""
    mask = draft.rows(table, change.scope)
    if table in DUE and is_dated(change):
        mask &= due_inside(change, draft[table]["due_date"])
    return mask


def alter(draft: Draft, change: Change, horizon: Horizon) -> None:
    """Write one change into the draft."""
    _ALTER[change.kind](draft, change, horizon)


def scaled(values: Ints, factor_ppm: int, low: int = 0) -> Ints:
    """Each value times the factor, at least `low`."""
    return np.asarray([max(low, times(value, factor_ppm)) for value in values.tolist()], dtype=np.int64)


def times(value: int, factor_ppm: int) -> int:
    """Rounded half up. What passes the largest figure stays there, and the recount of magnitudes refuses it."""
    return min(LARGEST, (value * factor_ppm * 2 + PPM) // (2 * PPM))


def _share(draft: Draft, table: str, column: str, mask: Flags, total: int) -> None:
    """Let the rows together hold `total`, in proportion to what they hold."""
    values = draft[table][column]
    values[mask] = share_out(total, values[mask].tolist())


def _demand_volume(draft: Draft, change: Change, _horizon: Horizon) -> None:
    row = draft["scenarios"]["scenario_code"].tolist().index(dict(change.scope)["scenario_code"])
    total = int(draft["scenarios"]["vehicles_pieces"][row])
    _share(draft, "demand", "quantity_pieces", meant(draft, "demand", change), total)


def _demand_set(draft: Draft, change: Change, _horizon: Horizon) -> None:
    _share(draft, "demand", "quantity_pieces", meant(draft, "demand", change), change.value)


def _demand_factor(draft: Draft, change: Change, _horizon: Horizon) -> None:
    mask = meant(draft, "demand", change)
    whole = sum(draft["demand"]["quantity_pieces"][mask].tolist())
    _share(draft, "demand", "quantity_pieces", mask, times(whole, change.value))


def _steel_price(draft: Draft, change: Change, horizon: Horizon) -> None:
    mask = _within(draft, change, horizon)
    tiers = draft["offer_tiers"]
    rows = np.isin(tiers["offer_code"], draft["offers"]["offer_code"][mask])
    tiers["price_idr_t"][rows] = scaled(tiers["price_idr_t"][rows], change.value, low=1)


def _price(table: str, low: int) -> Callable[[Draft, Change, Horizon], None]:
    def write(draft: Draft, change: Change, _horizon: Horizon) -> None:
        mask, prices = meant(draft, table, change), draft[table]["price_idr_each"]
        prices[mask] = scaled(prices[mask], change.value, low=low)

    return write


def _lead_days(draft: Draft, change: Change, _horizon: Horizon) -> None:
    for table in ("offers", "item_offers"):
        mask, days = meant(draft, table, change), draft[table]["lead_days"]
        days[mask] = np.clip(days[mask] + change.value, 0, 3_650)


def _supplier_off(draft: Draft, change: Change, horizon: Horizon) -> None:
    draft.keep("offers", ~_within(draft, change, horizon))
    if not is_dated(change):
        draft.keep("item_offers", ~meant(draft, "item_offers", change))


def _within(draft: Draft, change: Change, horizon: Horizon) -> Flags:
    """Offers that a change means, parted where its period begins and ends: each is meant whole or not at all."""
    if not is_dated(change):
        return meant(draft, "offers", change)
    period = period_of(change, horizon)
    first, last = np.datetime64(period.monday, "D"), np.datetime64(period.sunday, "D")
    from_start, to_end = period.first == 0, period.last == horizon.weeks - 1
    if not from_start:
        _part(draft, meant(draft, "offers", change), first)
    if not to_end:
        _part(draft, meant(draft, "offers", change), last + 1)
    begins = (draft["offers"]["valid_from"] >= first) | from_start
    ends = (draft["offers"]["valid_to"] <= last) | to_end
    return np.asarray(meant(draft, "offers", change) & begins & ends)


def _part(draft: Draft, mask: Flags, day: np.datetime64) -> None:
    """Part offers that hold before `day` and on it into two: the later one with a code of its own, tiers and weeks."""
    offers = draft["offers"]
    before = np.isnat(offers["valid_from"]) | (offers["valid_from"] < day)
    after = np.isnat(offers["valid_to"]) | (offers["valid_to"] >= day)
    rows = np.flatnonzero(mask & before & after)
    if not len(rows):
        return
    codes = {
        str(offers["offer_code"][row]): parted_offer_code(str(draft.first_offer[row]), str(day))
        for row in rows.tolist()
    }
    later = {name: values[rows].copy() for name, values in offers.items()}
    later["offer_code"] = np.asarray([codes[code] for code in later["offer_code"].tolist()], dtype=np.str_)
    later["valid_from"] = np.full(len(rows), day)
    offers["valid_to"][rows] = day - 1
    draft.first_offer = np.concatenate([draft.first_offer, draft.first_offer[rows]])
    draft.add("offers", later)
    for belonging in OF_AN_OFFER:
        rows_of = np.isin(draft[belonging]["offer_code"], list(codes))
        copied = {name: values[rows_of].copy() for name, values in draft[belonging].items()}
        copied["offer_code"] = np.asarray([codes[code] for code in copied["offer_code"].tolist()], dtype=np.str_)
        draft.add(belonging, copied)


def _receipts_late(draft: Draft, change: Change, _horizon: Horizon) -> None:
    for table in ("material_receipts", "item_receipts"):
        mask = meant(draft, table, change)
        draft[table]["due_date"][mask] += np.timedelta64(change.value, "D")


def _capacity(write: Callable[[int, int], int]) -> Callable[[Draft, Change, Horizon], None]:
    """`write` makes a week's minutes of what they were and the change's value."""

    def change_hours(draft: Draft, change: Change, horizon: Horizon) -> None:
        resources, other = draft["resources"], draft["resource_weeks"]
        mask = meant(draft, "resources", change)
        full: dict[str, int] = dict(
            zip(resources["resource_code"].tolist(), resources["minutes_week"].tolist(), strict=True)
        )
        codes = resources["resource_code"][mask].tolist()
        weeks: dict[tuple[str, date], int] = {
            (code, day): minutes for code, day, minutes in zip(*(other[name].tolist() for name in other), strict=True)
        }
        if is_dated(change):
            mondays = [horizon.monday(week) for week in period_of(change, horizon).weeks]
            weeks |= {
                (code, day): write(weeks.get((code, day), full[code]), change.value)
                for code in codes
                for day in mondays
            }
        else:
            resources["minutes_week"][mask] = [write(full[code], change.value) for code in codes]
            chosen = set(codes)
            weeks |= {key: write(minutes, change.value) for key, minutes in weeks.items() if key[0] in chosen}
        draft.columns["resource_weeks"] = {
            "resource_code": np.asarray([code for code, _ in weeks], dtype=np.str_),
            "week_date": np.asarray([day for _, day in weeks], dtype="datetime64[D]"),
            "minutes_week": np.asarray(list(weeks.values()), dtype=np.int64),
        }

    return change_hours


def _max_share(draft: Draft, change: Change, _horizon: Horizon) -> None:
    draft["capabilities"]["max_share_ppm"][meant(draft, "capabilities", change)] = change.value


def _steel_stock(draft: Draft, change: Change, _horizon: Horizon) -> None:
    """Lots in scope together weigh the value; of sheets and bars only whole pieces are kept."""
    mask, stock = meant(draft, "material_stock", change), draft["material_stock"]
    if not mask.any():
        _new_steel(draft, change)
        return
    masses = stock["mass_g"][mask].tolist()
    pieces = stock["quantity_pieces"][mask].tolist()
    shares = share_out(change.value, masses)
    kept = [count * share // mass for count, share, mass in zip(pieces, shares, masses, strict=True)]
    stock["quantity_pieces"][mask] = kept
    stock["mass_g"][mask] = [
        mass * left // count if count else share
        for mass, left, count, share in zip(masses, kept, pieces, shares, strict=True)
    ]
    draft.keep("material_stock", stock["mass_g"] > 0)


def _new_steel(draft: Draft, change: Change) -> None:
    """A new lot of a format at its holder, who owns it."""
    scope, formats = dict(change.scope), draft["formats"]
    row = formats["format_code"].tolist().index(scope["format_code"])
    piece_g = int(formats["piece_mass_g"][row])
    pieces = change.value // piece_g if piece_g else 0
    mass = pieces * piece_g or (0 if piece_g else change.value)
    if mass:
        made = {
            "stock_code": f"BARU-{scope['format_code']}-{scope['holder_code']}",
            "format_code": scope["format_code"],
            "holder_code": scope["holder_code"],
            "owner_code": scope.get("owner_code", scope["holder_code"]),
            "heat": "",
            "quantity_pieces": pieces,
            "length_um": 0,
            "width_um": 0,
            "mass_g": mass,
        }
        draft.add("material_stock", {name: np.asarray([value]) for name, value in made.items()})


def _item_stock(draft: Draft, change: Change, _horizon: Horizon) -> None:
    mask = meant(draft, "item_stock", change)
    if mask.any():
        _share(draft, "item_stock", "quantity_pieces", mask, change.value)
        draft.keep("item_stock", draft["item_stock"]["quantity_pieces"] > 0)
    elif change.value:
        scope = dict(change.scope)
        made = {
            "stock_code": f"BARU-{scope['item_code']}-{scope['holder_code']}",
            "item_code": scope["item_code"],
            "holder_code": scope["holder_code"],
            "owner_code": scope.get("owner_code", scope["holder_code"]),
            "quantity_pieces": change.value,
        }
        draft.add("item_stock", {name: np.asarray([value]) for name, value in made.items()})


def _bill(draft: Draft, change: Change, _horizon: Horizon) -> None:
    mask = meant(draft, "bills", change)
    draft["bills"]["quantity_each"][mask] = change.value
    draft.keep("bills", draft["bills"]["quantity_each"] > 0)


def _calendar(draft: Draft, change: Change, horizon: Horizon) -> None:
    calendar = draft["calendar"]
    share = dict(zip(calendar["week_date"].tolist(), calendar["working_ppm"].tolist(), strict=True))
    share |= {horizon.monday(week): change.value for week in period_of(change, horizon).weeks}
    draft.columns["calendar"] = {
        "week_date": np.asarray(list(share), dtype="datetime64[D]"),
        "working_ppm": np.asarray(list(share.values()), dtype=np.int64),
    }


def _goals(draft: Draft, change: Change, _horizon: Horizon) -> None:
    draft.columns["goals"] = {
        "rank": np.arange(1, len(change.goals) + 1, dtype=np.int64),
        "goal": np.asarray(change.goals, dtype=np.str_),
    }


def _split_rule(draft: Draft, change: Change, _horizon: Horizon) -> None:
    rule = dict(change.scope)["rule"]
    draft.columns["split_rules"] = {"what": np.asarray(["steel_orders"]), "rule": np.asarray([rule])}


def _nothing(_draft: Draft, _change: Change, _horizon: Horizon) -> None:
    """Settings are no table; `changes.settings` reads them."""


_ALTER: Mapping[str, Callable[[Draft, Change, Horizon], None]] = {
    "demand_volume": _demand_volume,
    "demand_set": _demand_set,
    "demand_factor": _demand_factor,
    "steel_price_factor": _steel_price,
    "component_price_factor": _price("item_offers", 1),
    "work_price_factor": _price("capabilities", 0),
    "lead_days": _lead_days,
    "supplier_off": _supplier_off,
    "receipts_late": _receipts_late,
    "capacity_factor": _capacity(times),
    "capacity_add": _capacity(lambda minutes, more: max(0, minutes + more)),
    "max_share": _max_share,
    "steel_stock_set": _steel_stock,
    "item_stock_set": _item_stock,
    "bill_quantity": _bill,
    "calendar": _calendar,
    "goals": _goals,
    "split_rule": _split_rule,
    "setting": _nothing,
}
