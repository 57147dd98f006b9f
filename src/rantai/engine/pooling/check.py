"""The stranger's recount of pooled orders, from input and answer alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from rantai.core.units import G_PER_T, PPM, ceil_div, cost_idr
from rantai.engine.pooling.bounds import least_purchase_idr, units_of
from rantai.engine.pooling.params import PoolingParams
from rantai.engine.pooling.tables import (
    CAUSE_LEAD,
    CAUSE_NO_OFFER,
    KIND_BAR,
    KIND_COIL,
    SOURCE_ORDER,
    SOURCE_STOCK,
    PoolingAnswer,
    PoolingInput,
)

DEFAULTS = PoolingParams()


def faults(given: PoolingInput, answer: PoolingAnswer, params: PoolingParams = DEFAULTS) -> list[str]:
    """Everything wrong with an answer, as sentences; empty when it is sound."""
    unknown = _unknown(given, answer)
    if unknown:
        return unknown
    return [
        *(
            f"order {row}: {what}"
            for row in range(len(answer.order_offer))
            for what in _order_faults(given, answer, row)
        ),
        *_doubled(answer),
        *(f"use {row}: {what}" for row in range(len(answer.use_need)) for what in _use_faults(given, answer, row)),
        *_source_faults(given, answer),
        *_need_faults(given, answer),
        *_short_faults(given, answer),
        *_late_faults(given, answer),
        *_money_faults(given, answer, params),
    ]


def _unknown(given: PoolingInput, answer: PoolingAnswer) -> list[str]:
    """Positions that name nothing: nothing else can be recounted then."""
    sizes = {"order_offer": len(given.offer_format), "order_tier": len(given.tier_offer)}
    sizes |= {"use_need": len(given.need_format), "short_need": len(given.need_format), "use_source_kind": 2}
    found = [
        f"{name} names what is not there"
        for name, size in sizes.items()
        if not all(0 <= place < size for place in getattr(answer, name).tolist())
    ]
    sources = {SOURCE_STOCK: len(given.stock_format), SOURCE_ORDER: len(answer.order_offer)}
    for kind, source in zip(answer.use_source_kind.tolist(), answer.use_source.tolist(), strict=True):
        if not 0 <= source < sources.get(kind, 0):
            found.append(f"source {kind}/{source} is not there")
    return found


def _order_faults(given: PoolingInput, answer: PoolingAnswer, row: int) -> Iterator[str]:
    """Minimum, bundle, whole coils, tier by the order's own mass, order weeks, lead time, price."""
    offer, mass = int(answer.order_offer[row]), int(answer.order_mass_g[row])
    format_, pieces, week = int(given.offer_format[offer]), int(answer.order_pieces[row]), int(answer.order_week[row])
    unit = _unit_g(given, format_)
    bundle = max(1, ceil_div(int(given.offer_multiple_g[offer]), unit))
    if mass < max(1, int(given.offer_min_order_g[offer])):
        yield f"{mass} g is below the minimum order"
    if mass % unit or (mass // unit) % bundle:
        yield f"{mass} g is no whole bundle of {bundle} x {unit} g"
    if given.format_kind[format_] <= KIND_BAR and pieces * unit != mass:
        yield f"{pieces} pieces do not weigh {mass} g"
    low, high = int(given.offer_coil_min_g[offer]), int(given.offer_coil_max_g[offer])
    if high and not pieces * low <= mass <= pieces * high:
        yield f"{pieces} coils cannot weigh {mass} g"
    first, last = int(given.offer_first_week[offer]), int(given.offer_last_week[offer])
    if not max(0, first) <= week <= min(last, given.weeks - 1):
        yield f"week {week} is outside the offer"
    arrival = int(answer.order_arrival_week[row])
    if arrival != week + int(given.offer_lead_weeks[offer]) or arrival >= given.weeks:
        yield f"ordered in week {week}, arrives in week {arrival}"
    yield from _price_faults(given, answer, row)


def _price_faults(given: PoolingInput, answer: PoolingAnswer, row: int) -> Iterator[str]:
    offer, mass, tier = (int(column[row]) for column in (answer.order_offer, answer.order_mass_g, answer.order_tier))
    reached = [
        int(from_g)
        for other, from_g in zip(given.tier_offer, given.tier_from_g, strict=True)
        if other == offer and from_g <= mass
    ]
    if given.tier_offer[tier] != offer or int(given.tier_from_g[tier]) != max(reached, default=-1):
        yield f"tier {tier} is not the one that {mass} g reaches"
    price = int(given.tier_price_idr_t[tier])
    if answer.order_price_idr_t[row] != price or answer.order_cost_idr[row] != cost_idr(mass, price):
        yield f"{mass} g at {price} rupiah a tonne do not cost {answer.order_cost_idr[row]}"


def _doubled(answer: PoolingAnswer) -> list[str]:
    orders = list(zip(answer.order_offer.tolist(), answer.order_week.tolist(), strict=True))
    uses = list(zip(*(c.tolist() for c in (answer.use_need, answer.use_source_kind, answer.use_source)), strict=True))
    return [
        f"{name} are unsorted or doubled"
        for name, rows in (("orders", orders), ("uses", uses))
        if rows != sorted(set(rows))
    ]


def _use_faults(given: PoolingInput, answer: PoolingAnswer, row: int) -> Iterator[str]:
    """Steel is used after it came, not before it is needed, and only where it fits."""
    need, week = int(answer.use_need[row]), int(answer.use_week[row])
    format_, source = int(given.need_format[need]), _source_format(given, answer, row)
    take = _take(given, source, format_)
    amount, mass = _use_units(given, answer, row), int(answer.use_mass_g[row])
    if take is None:
        yield f"format {source} cannot serve format {format_}"
    elif amount < 1 or mass != amount * take * _unit_g(given, source):
        yield f"{amount} units do not take {mass} g"
    if week != max(int(given.need_week[need]), _usable(given, answer, row)) or week >= given.weeks:
        yield f"used in week {week}"
    if answer.use_late_weeks[row] != week - int(given.need_week[need]):
        yield f"{answer.use_late_weeks[row]} weeks late"


def _source_faults(given: PoolingInput, answer: PoolingAnswer) -> list[str]:
    """No source gives more than it has; what an order has left is stated."""
    taken = _taken_g(answer)
    found = []
    for row, format_ in enumerate(given.stock_format.tolist()):
        has = int(given.stock_pieces[row]) if given.format_kind[format_] <= KIND_BAR else int(given.stock_mass_g[row])
        if taken[SOURCE_STOCK, row] > _useful(given, format_, has * _unit_g(given, format_)):
            found.append(f"stock {row} gives {taken[SOURCE_STOCK, row]} g")
    for row, offer in enumerate(answer.order_offer.tolist()):
        format_, mass = int(given.offer_format[offer]), int(answer.order_mass_g[row])
        gross = min(mass, ceil_div(taken[SOURCE_ORDER, row] * PPM, _useful_ppm(given, format_)))
        if taken[SOURCE_ORDER, row] > _useful(given, format_, mass):
            found.append(f"order {row} gives {taken[SOURCE_ORDER, row]} g of {mass}")
        if (answer.order_needed_g[row], answer.order_leftover_g[row]) != (gross, mass - gross):
            found.append(f"order {row} has {mass - gross} g left, not {answer.order_leftover_g[row]}")
    return found


def _need_faults(given: PoolingInput, answer: PoolingAnswer) -> list[str]:
    """Every need is covered or short, neither more nor less."""
    got = Counter[int]()
    for row, need in enumerate(answer.use_need.tolist()):
        got[need] += _use_units(given, answer, row)
    for row, need in enumerate(answer.short_need.tolist()):
        piecewise = given.format_kind[given.need_format[need]] <= KIND_BAR
        got[need] += int(answer.short_pieces[row] if piecewise else answer.short_mass_g[row])
    wanted = {need: units_of(given, need) for need in range(len(given.need_format))}
    return [f"need {need} of {units} has {got[need]}" for need, units in wanted.items() if got[need] != units]


def _short_faults(given: PoolingInput, answer: PoolingAnswer) -> list[str]:
    found = []
    for row, need in enumerate(answer.short_need.tolist()):
        arrivals = _arrivals(given, int(given.need_format[need]))
        earliest = min(arrivals, default=-1)
        cause = CAUSE_LEAD if arrivals else CAUSE_NO_OFFER
        if (answer.short_cause[row], answer.short_arrival_week[row]) != (cause, earliest):
            found.append(f"short {row}: cause {answer.short_cause[row]}, week {answer.short_arrival_week[row]}")
        if arrivals and earliest + 1 < given.weeks:
            found.append(f"need {need} is short, but an order could arrive in week {earliest}")
        mass = int(answer.short_pieces[row]) * _unit_g(given, int(given.need_format[need]))
        if mass not in (0, int(answer.short_mass_g[row])):
            found.append(f"short {row}: {answer.short_mass_g[row]} g")
    return found


def _late_faults(given: PoolingInput, answer: PoolingAnswer) -> list[str]:
    """Nothing is later than the earliest order; no order serves what stock of its own format could have served."""
    found = []
    left = _stock_left(given, answer)
    for row, need in enumerate(answer.use_need.tolist()):
        format_, week = int(given.need_format[need]), int(given.need_week[need])
        earliest = min(_arrivals(given, format_), default=given.weeks) + 1
        if answer.use_week[row] > max(week, earliest):
            found.append(f"need {need} waits until week {answer.use_week[row]}, an order could be there in {earliest}")
        if answer.use_source_kind[row] == SOURCE_ORDER and left.get(format_, given.weeks) <= week:
            found.append(f"need {need} is served by an order while stock lies idle")
    return found


def _money_faults(given: PoolingInput, answer: PoolingAnswer, params: PoolingParams) -> list[str]:
    purchase, holding = sum(answer.order_cost_idr.tolist()), _holding_idr(given, answer, params)
    found = []
    if (answer.purchase_idr, answer.holding_idr) != (purchase, holding):
        found.append(f"purchase {answer.purchase_idr} and holding {answer.holding_idr}, not {purchase} and {holding}")
    if answer.objective != purchase + holding or not 0 <= answer.bound <= answer.objective:
        found.append(f"objective {answer.objective}, bound {answer.bound}")
    served = Counter[int]()
    for row in range(len(answer.use_need)):
        if answer.use_source_kind[row] == SOURCE_ORDER:
            served[int(given.need_format[answer.use_need[row]])] += _use_units(given, answer, row)
    if answer.objective < least_purchase_idr(given, served):
        found.append(f"objective {answer.objective} is below what steel can cost")
    return found


def _holding_idr(given: PoolingInput, answer: PoolingAnswer, params: PoolingParams) -> int:
    """Usable grams times weeks in stock, at the family's lowest list price."""
    gram_weeks = 0
    for offer, mass, arrival in zip(answer.order_offer, answer.order_mass_g, answer.order_arrival_week, strict=True):
        gram_weeks += _useful(given, int(given.offer_format[offer]), int(mass)) * (given.weeks - int(arrival) - 1)
    for kind, mass, week in zip(answer.use_source_kind, answer.use_mass_g, answer.use_week, strict=True):
        gram_weeks -= int(mass) * (given.weeks - int(week)) if kind == SOURCE_ORDER else 0
    value = min(given.tier_price_idr_t.tolist(), default=0)
    return int(Fraction(2 * gram_weeks * value * params.holding_ppm_week, G_PER_T * PPM) + 1) // 2


def _unit_g(given: PoolingInput, format_: int) -> int:
    return int(given.format_piece_mass_g[format_]) if given.format_kind[format_] <= KIND_BAR else 1


def _useful_ppm(given: PoolingInput, format_: int) -> int:
    return PPM - (int(given.format_loss_ppm[format_]) if given.format_kind[format_] == KIND_COIL else 0)


def _useful(given: PoolingInput, format_: int, mass_g: int) -> int:
    return mass_g * _useful_ppm(given, format_) // PPM


def _take(given: PoolingInput, source: int, format_: int) -> int | None:
    if source == format_:
        return 1
    cuts = zip(given.cut_coil.tolist(), given.cut_format.tolist(), given.cut_mass_g_each.tolist(), strict=True)
    return next((mass for coil, sheet, mass in cuts if (coil, sheet) == (source, format_)), None)


def _source_format(given: PoolingInput, answer: PoolingAnswer, row: int) -> int:
    source = int(answer.use_source[row])
    if answer.use_source_kind[row] == SOURCE_STOCK:
        return int(given.stock_format[source])
    return int(given.offer_format[answer.order_offer[source]])


def _usable(given: PoolingInput, answer: PoolingAnswer, row: int) -> int:
    source = int(answer.use_source[row])
    if answer.use_source_kind[row] == SOURCE_STOCK:
        return int(given.stock_week[source])
    return int(answer.order_arrival_week[source]) + 1


def _use_units(given: PoolingInput, answer: PoolingAnswer, row: int) -> int:
    piecewise = given.format_kind[given.need_format[answer.use_need[row]]] <= KIND_BAR
    return int(answer.use_pieces[row] if piecewise else answer.use_mass_g[row])


def _taken_g(answer: PoolingAnswer) -> Counter[tuple[int, int]]:
    taken = Counter[tuple[int, int]]()
    columns = (answer.use_source_kind.tolist(), answer.use_source.tolist(), answer.use_mass_g.tolist())
    for kind, source, mass in zip(*columns, strict=True):
        taken[kind, source] += mass
    return taken


def _stock_left(given: PoolingInput, answer: PoolingAnswer) -> dict[int, int]:
    """By format: the first week in which stock of that format lies there that nobody uses."""
    taken, idle = _taken_g(answer), dict[int, int]()
    for row, (format_, week) in enumerate(zip(given.stock_format.tolist(), given.stock_week.tolist(), strict=True)):
        has = int(given.stock_pieces[row]) if given.format_kind[format_] <= KIND_BAR else int(given.stock_mass_g[row])
        if taken[SOURCE_STOCK, row] < _useful(given, format_, has * _unit_g(given, format_)):
            idle[format_] = min(week, idle.get(format_, week))
    return idle


def _arrivals(given: PoolingInput, format_: int) -> list[int]:
    """Earliest arrival of every offer that may serve the format."""
    weeks = []
    for offer, sold in enumerate(given.offer_format.tolist()):
        first, last = max(0, int(given.offer_first_week[offer])), int(given.offer_last_week[offer])
        if first <= min(last, given.weeks - 1) and _take(given, sold, format_) and (given.tier_offer == offer).any():
            weeks.append(first + int(given.offer_lead_weeks[offer]))
    return weeks
