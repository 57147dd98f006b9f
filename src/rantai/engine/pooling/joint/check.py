"""The stranger's recount of joint orders, from input and answer alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from fractions import Fraction

from rantai.core.units import G_PER_T, PPM, ceil_div
from rantai.engine.pooling.joint.params import JointParams
from rantai.engine.pooling.joint.recount import Recount
from rantai.engine.pooling.joint.tables import NO_LIMIT, JointAnswer, JointInput
from rantai.engine.pooling.tables import CAUSE_LEAD, CAUSE_NO_OFFER, KIND_BAR, SOURCE_ORDER, SOURCE_STOCK

DEFAULTS = JointParams()


def faults(given: JointInput, answer: JointAnswer, params: JointParams = DEFAULTS) -> list[str]:
    """Everything wrong with an answer, as sentences; empty when it is sound."""
    unknown = _unknown(given, answer)
    if unknown:
        return unknown
    count = Recount(given, answer)
    return [
        *(f"item {row}: {what}" for row in range(len(answer.item_offer)) for what in _item(count, row)),
        *_orders(count),
        *_loads(count),
        *_money_limits(count),
        *(f"use {row}: {what}" for row in range(len(answer.use_need)) for what in _use(count, row)),
        *_sources(count),
        *_moves(count),
        *_needs(count),
        *_shorts(count),
        *_sums(count, params),
    ]


def _unknown(given: JointInput, answer: JointAnswer) -> list[str]:
    """Positions that name nothing: nothing else can be recounted then."""
    steel = given.steel
    sizes = {"item_offer": len(steel.offer_format), "order_supplier": len(given.supplier_truck_g)}
    sizes |= {"load_supplier": len(given.supplier_truck_g), "move_stock": len(steel.stock_format)}
    sizes |= dict.fromkeys(("use_need", "short_need"), len(steel.need_format)) | {"use_source_kind": 2}
    found = [
        f"{name} names what is not there"
        for name, size in sizes.items()
        if not all(0 <= place < size for place in getattr(answer, name).tolist())
    ]
    most = {SOURCE_STOCK: len(steel.stock_format), SOURCE_ORDER: len(answer.item_offer)}
    for kind, source in zip(answer.use_source_kind.tolist(), answer.use_source.tolist(), strict=True):
        if not 0 <= source < most.get(kind, 0):
            found.append(f"source {kind}/{source} is not there")
    return found


def _item(count: Recount, row: int) -> Iterator[str]:
    """Minimum, bundle, whole coils, weeks, lead time, tier and price of one item."""
    steel, answer = count.given.steel, count.answer
    offer, mass, pieces = (int(c[row]) for c in (answer.item_offer, answer.item_mass_g, answer.item_pieces))
    format_ = int(steel.offer_format[offer])
    unit = count.unit_g(format_)
    bundle = max(1, ceil_div(int(steel.offer_multiple_g[offer]), unit))
    low, high = int(steel.offer_coil_min_g[offer]), int(steel.offer_coil_max_g[offer])
    if mass < max(1, int(steel.offer_min_order_g[offer])):
        yield f"{mass} g is below its minimum"
    if mass % unit or (mass // unit) % bundle:
        yield f"{mass} g is no whole bundle of {bundle} x {unit} g"
    if steel.format_kind[format_] <= KIND_BAR and pieces * unit != mass:
        yield f"{pieces} pieces do not weigh {mass} g"
    if high and not pieces * low <= mass <= pieces * high:
        yield f"{pieces} coils cannot weigh {mass} g"
    week, arrival = int(answer.item_week[row]), int(answer.item_arrival_week[row])
    if week not in count.order_weeks(offer):
        yield f"week {week} is not open for orders"
    if arrival != week + int(steel.offer_lead_weeks[offer]) or arrival >= steel.weeks:
        yield f"ordered in week {week}, arrives in week {arrival}"
    price, cost = int(answer.item_price_idr_t[row]), int(answer.item_cost_idr[row])
    if price != count.tier_price_idr_t(offer, mass):
        yield f"{mass} g have another price than {price}"
    if cost != int(Fraction(2 * mass * price, G_PER_T) + 1) // 2:
        yield f"{mass} g at {price} rupiah a tonne do not cost {cost}"


def _orders(count: Recount) -> Iterator[str]:
    """Every item belongs to one order; its least mass, its rebate on the pooled total, its cost."""
    given, answer = count.given, count.answer
    value, mass = Counter[tuple[int, int]](), Counter[tuple[int, int]]()
    pairs = list(zip(answer.item_offer.tolist(), answer.item_week.tolist(), strict=True))
    if pairs != sorted(set(pairs)):
        yield "items are unsorted or doubled"
    for row, (offer, week) in enumerate(pairs):
        key = (int(given.offer_supplier[offer]), week)
        value[key] += int(answer.item_cost_idr[row])
        mass[key] += int(answer.item_mass_g[row])
    keys = list(zip(answer.order_supplier.tolist(), answer.order_week.tolist(), strict=True))
    if keys != sorted(mass):
        yield "orders are not those of the items"
        return
    for row, key in enumerate(keys):
        rebate = count.rebate_ppm(key[0], mass[key])
        stated = (answer.order_mass_g[row], answer.order_value_idr[row], answer.order_rebate_ppm[row])
        if stated != (mass[key], value[key], rebate):
            yield f"order {row} is {mass[key]} g, {value[key]} rupiah, {rebate} ppm off"
        if answer.order_cost_idr[row] != value[key] - value[key] * rebate // PPM:
            yield f"order {row} does not cost {answer.order_cost_idr[row]}"
        if mass[key] < given.supplier_min_order_g[key[0]]:
            yield f"order {row} is below the least of its seller"


def _loads(count: Recount) -> Iterator[str]:
    """Whole trucks carry what arrives; no more come back than there are."""
    given, answer = count.given, count.answer
    mass = Counter[tuple[int, int]]()
    for row, offer in enumerate(answer.item_offer.tolist()):
        seller = int(given.offer_supplier[offer])
        if given.supplier_truck_g[seller]:
            mass[seller, int(answer.item_arrival_week[row])] += int(answer.item_mass_g[row])
    keys = list(zip(answer.load_supplier.tolist(), answer.load_week.tolist(), strict=True))
    if keys != sorted(mass):
        yield "loads are not those of the items"
        return
    for row, key in enumerate(keys):
        hired, back = int(answer.load_trucks[row]), int(answer.load_back_trucks[row])
        if answer.load_mass_g[row] != mass[key] or (hired + back) * given.supplier_truck_g[key[0]] < mass[key]:
            yield f"load {row}: {hired} + {back} trucks do not carry {mass[key]} g"
        cost = count.back_cost_idr(*key, back)
        if cost is None:
            yield f"load {row}: {back} trucks do not come back"
        elif answer.load_cost_idr[row] != cost + hired * int(given.supplier_truck_idr[key[0]]):
            yield f"load {row} does not cost {answer.load_cost_idr[row]}"


def _money_limits(count: Recount) -> Iterator[str]:
    """No more is owed to a seller than it allows; no more is spent than has come free."""
    given, answer = count.given, count.answer
    columns = (answer.order_supplier, answer.order_week, answer.order_cost_idr)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    for seller, week, _ in rows:
        limit, weeks = int(given.supplier_credit_idr[seller]), int(given.supplier_credit_weeks[seller])
        owed = sum(cost for other, when, cost in rows if other == seller and week - weeks < when <= week)
        if limit != NO_LIMIT and owed > limit:
            yield f"{owed} is owed to seller {seller} in week {week}"
        spent = sum(cost for _, when, cost in rows if when <= week)
        free = sum(given.budget_idr[given.budget_week <= week].tolist())
        if len(given.budget_week) and spent > free:
            yield f"{spent} is spent until week {week}, {free} is free"


def _use(count: Recount, row: int) -> Iterator[str]:
    """Steel is used after it came, not before it is needed, and only where it fits."""
    answer, steel = count.answer, count.given.steel
    need, week = int(answer.use_need[row]), int(answer.use_week[row])
    take = count.take(count.source_format(row), int(steel.need_format[need]))
    units, mass = count.use_units(row), int(answer.use_mass_g[row])
    if take is None:
        yield "its source cannot serve it"
    elif units < 1 or mass != units * take * count.unit_g(count.source_format(row)):
        yield f"{units} units do not take {mass} g"
    usable = count.usable(row)
    if usable is None:
        yield "there is no way between the centres"
    elif week != max(int(steel.need_week[need]), usable) or week >= steel.weeks:
        yield f"used in week {week}"
    if answer.use_late_weeks[row] != week - int(steel.need_week[need]):
        yield f"{answer.use_late_weeks[row]} weeks late"


def _sources(count: Recount) -> Iterator[str]:
    """No source gives more than it has."""
    steel, answer = count.given.steel, count.answer
    taken = count.taken_g()
    for row, format_ in enumerate(steel.stock_format.tolist()):
        has = int(steel.stock_pieces[row]) if steel.format_kind[format_] <= KIND_BAR else int(steel.stock_mass_g[row])
        if taken[SOURCE_STOCK, row] > count.useful(format_, has * count.unit_g(format_)):
            yield f"stock {row} gives {taken[SOURCE_STOCK, row]} g"
    for row, offer in enumerate(answer.item_offer.tolist()):
        mass = int(answer.item_mass_g[row])
        if taken[SOURCE_ORDER, row] > count.useful(int(steel.offer_format[offer]), mass):
            yield f"item {row} gives {taken[SOURCE_ORDER, row]} g of {mass}"


def _moves(count: Recount) -> Iterator[str]:
    """What is used at another centre than where it lay is moved there, and paid for."""
    given, answer = count.given, count.answer
    moved = Counter[tuple[int, int]]()
    for row, kind in enumerate(answer.use_source_kind.tolist()):
        stock, centre = int(answer.use_source[row]), int(given.need_centre[answer.use_need[row]])
        if kind == SOURCE_STOCK and given.stock_centre[stock] != centre:
            moved[stock, centre] += int(answer.use_mass_g[row])
    keys = list(zip(answer.move_stock.tolist(), answer.move_to.tolist(), strict=True))
    if keys != sorted(moved):
        yield "moves are not those of the uses"
        return
    for row, key in enumerate(keys):
        lane = count.lane(int(given.stock_centre[key[0]]), key[1])
        cost = ceil_div(moved[key] * lane[0], G_PER_T) if lane else None
        if (answer.move_mass_g[row], answer.move_cost_idr[row]) != (moved[key], cost):
            yield f"move {row} is {moved[key]} g for {cost}"


def _needs(count: Recount) -> Iterator[str]:
    """Every need is covered or short, neither more nor less."""
    got = Counter[int]()
    for row, need in enumerate(count.answer.use_need.tolist()):
        got[need] += count.use_units(row)
    for row, need in enumerate(count.answer.short_need.tolist()):
        got[need] += count.short_units(row)
    for need in range(len(count.given.steel.need_format)):
        if got[need] != count.need_units(need):
            yield f"need {need} of {count.need_units(need)} has {got[need]}"


def _shorts(count: Recount) -> Iterator[str]:
    """Nobody sells it, or it cannot be there in time, exactly where the answer says so."""
    steel, answer = count.given.steel, count.answer
    for row, need in enumerate(answer.short_need.tolist()):
        format_ = int(steel.need_format[need])
        earliest = min(count.arrivals(format_), default=-1)
        cause = CAUSE_NO_OFFER if earliest < 0 else CAUSE_LEAD if earliest + 1 >= steel.weeks else None
        stated = int(answer.short_cause[row])
        if (cause is None) == (stated in (CAUSE_NO_OFFER, CAUSE_LEAD)) or (cause is not None and cause != stated):
            yield f"short {row}: cause {stated}"
        if answer.short_arrival_week[row] != earliest:
            yield f"short {row}: week {answer.short_arrival_week[row]}"
        if answer.short_mass_g[row] != count.short_units(row) * count.unit_g(format_):
            yield f"short {row}: {answer.short_mass_g[row]} g"


def _sums(count: Recount, params: JointParams) -> Iterator[str]:
    answer = count.answer
    wanted = {
        "purchase_idr": sum(answer.order_cost_idr.tolist()),
        "truck_idr": sum(answer.load_cost_idr.tolist()),
        "transfer_idr": sum(answer.move_cost_idr.tolist()),
        "holding_idr": _holding_idr(count, params),
        "open_idr": _open_idr(count, params),
    }
    for name, idr in wanted.items():
        if getattr(answer, name) != idr:
            yield f"{name} is {idr}, not {getattr(answer, name)}"
    if answer.objective != sum(wanted.values()) or not 0 <= answer.bound <= answer.objective:
        yield f"objective {answer.objective}, bound {answer.bound}"


def _holding_idr(count: Recount, params: JointParams) -> int:
    """Capital and ageing: usable grams times weeks in stock, at the lowest list price of the material."""
    steel, answer, total = count.given.steel, count.answer, 0
    for row, offer in enumerate(answer.item_offer.tolist()):
        format_ = int(steel.offer_format[offer])
        weeks = steel.weeks - int(answer.item_arrival_week[row]) - 1
        total += count.useful(format_, int(answer.item_mass_g[row])) * weeks * count.value_idr_t(format_)
    for row, kind in enumerate(answer.use_source_kind.tolist()):
        if kind == SOURCE_ORDER:
            weeks = steel.weeks - int(answer.use_week[row])
            total -= int(answer.use_mass_g[row]) * weeks * count.value_idr_t(count.source_format(row))
    rate = params.holding_ppm_week + params.ageing_ppm_week
    return int(Fraction(2 * total * rate, G_PER_T * PPM) + 1) // 2


def _open_idr(count: Recount, params: JointParams) -> int:
    """What late and missing steel counts, beyond what no order could have helped."""
    steel, answer = count.given.steel, count.answer
    late = defaultdict[int, int](int)  # need → unit-weeks late
    never = Counter[int]()
    for row, need in enumerate(answer.use_need.tolist()):
        weeks = int(answer.use_week[row]) - count.due(need)
        if answer.use_source_kind[row] == SOURCE_ORDER and weeks > 0:
            late[need] += count.use_units(row) * weeks
    for row, need in enumerate(answer.short_need.tolist()):
        if answer.short_cause[row] not in (CAUSE_NO_OFFER, CAUSE_LEAD):
            never[need] += count.short_units(row)
            late[need] += count.short_units(row) * (steel.weeks - count.due(need))
    total = 0
    for need, unit_weeks in late.items():
        format_ = int(steel.need_format[need])
        weight = params.forecast_ppm if count.given.need_is_forecast[need] else PPM
        shares = unit_weeks * params.late_ppm_week + never[need] * params.short_ppm
        total += shares * count.unit_g(format_) * count.value_idr_t(format_) * weight
    return int(Fraction(2 * total, G_PER_T * PPM * PPM) + 1) // 2
