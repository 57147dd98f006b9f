"""A stranger recounts an allocation from its input and its answer alone."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from rantai.engine.allocation.tables import AllocationAnswer, AllocationInput, Ints


def check(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    """Every rule that the answer breaks, in English; empty when it is sound. An `invalid` answer may make nothing."""
    if answer.status == "invalid":
        return ["an invalid answer makes something"] if len(answer.job_lot) + len(answer.bought_lot) else []
    faults = _rows(given, answer)
    if faults:
        return faults
    faults += _lots(given, answer) + _timing(given, answer) + _capacity(given, answer)
    faults += _shares(given, answer) + _limits(given, answer) + _customers(given, answer)
    return faults + _goals(given, answer) + _reasons(given, answer)


def _rows(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    faults = []
    for name, key, highest in (
        ("job", (answer.job_lot, answer.job_capability, answer.job_week), (given.n_lots, given.n_caps, given.weeks)),
        (
            "bought",
            (answer.bought_lot, answer.bought_ext, answer.bought_week),
            (given.n_lots, given.n_exts, given.weeks),
        ),
    ):
        if any(((column < 0) | (column >= high)).any() for column, high in zip(key, highest, strict=True)):
            faults.append(f"{name}: a position lies outside its table")
        elif len(set(zip(*(column.tolist() for column in key), strict=True))) != len(key[0]):
            faults.append(f"{name}: two rows for one lot, source and week")
    if (answer.job_quantity < 1).any() or (answer.bought_quantity < 1).any() or (answer.short_quantity < 0).any():
        faults.append("a quantity is not positive")
    if len(answer.short_quantity) != given.n_lots:
        faults.append("short_quantity must have one entry a lot")
    return faults


def _lots(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    got = answer.short_quantity.copy()
    np.add.at(got, answer.job_lot, answer.job_quantity)
    np.add.at(got, answer.bought_lot, answer.bought_quantity)
    faults = [
        f"lot {lot}: {got[lot]} of {given.lot_quantity[lot]} pieces are accounted for"
        for lot in np.flatnonzero(got != given.lot_quantity)
    ]
    if (given.cap_item[answer.job_capability] != given.lot_item[answer.job_lot]).any():
        faults.append("a job makes another item than its lot")
    if (given.ext_item[answer.bought_ext] != given.lot_item[answer.bought_lot]).any():
        faults.append("a purchase buys another item than its lot")
    return faults


def _timing(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    lead = given.cap_lead_weeks[answer.job_capability]
    early = answer.job_week < given.lot_first_week[answer.job_lot] + lead - 1
    early |= answer.job_week < lead - 1
    lost = answer.job_week + given.cap_transport_weeks[answer.job_capability] >= given.weeks
    faults = [f"job {job}: works before its material can be there" for job in np.flatnonzero(early)]
    too_soon = answer.bought_week < given.ext_lead_weeks[answer.bought_ext]
    faults += [f"job {job}: is still on the road when the plan ends" for job in np.flatnonzero(lost)]
    return faults + [f"bought {row}: arrives before its lead time" for row in np.flatnonzero(too_soon)]


def _capacity(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    used: dict[tuple[int, int], int] = defaultdict(int)
    made = _made(answer.job_capability, answer.job_week, answer.job_quantity)
    uses: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    columns = (given.work_capability, given.work_resource, given.work_ms, given.work_setup_ms)
    for cap, resource, ms, setup_ms in zip(*columns, strict=True):
        uses[int(cap)].append((int(resource), int(ms), int(setup_ms)))
    for (cap, week), quantity in made.items():
        for resource, ms, setup_ms in uses[cap]:
            used[resource, week] += ms * quantity + setup_ms
    bought = _bought_minutes(given, answer)
    return [
        f"resource {resource}, week {week}: {ms} ms of work in {given.capacity_minutes[resource, week]} minutes"
        for (resource, week), ms in sorted(used.items())
        if ms > 60_000 * (int(given.capacity_minutes[resource, week]) + bought[resource, week])
    ] + [
        f"option {option}, week {week}: {minutes} minutes used, {_may_use(given, option, week)} may be"
        for option, week, minutes in _used(answer)
        if not 1 <= minutes <= _may_use(given, option, week)
    ]


def _used(answer: AllocationAnswer) -> list[tuple[int, int, int]]:
    columns = (answer.used_option, answer.used_week, answer.used_minutes)
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _may_use(given: AllocationInput, option: int, week: int) -> int:
    return int(given.opt_minutes[option, week]) if given.opt_is_approved[option] else 0


def _bought_minutes(given: AllocationInput, answer: AllocationAnswer) -> dict[tuple[int, int], int]:
    """Minutes for money by resource and week."""
    added: dict[tuple[int, int], int] = defaultdict(int)
    pairs = list(zip(given.optres_option.tolist(), given.optres_resource.tolist(), strict=True))
    for option, week, minutes in _used(answer):
        for one, resource in pairs:
            if one == option:
                added[resource, week] += minutes
    return added


def _made(first: Ints, second: Ints, quantity: Ints) -> dict[tuple[int, int], int]:
    made: dict[tuple[int, int], int] = defaultdict(int)
    for one, other, pieces in zip(first.tolist(), second.tolist(), quantity.tolist(), strict=True):
        made[one, other] += pieces
    return made


def _shares(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    made = np.zeros(given.n_caps, dtype=np.int64)
    np.add.at(made, answer.job_capability, answer.job_quantity)
    faults = []
    for cap, pieces in enumerate(made.tolist()):
        most = int(given.share_total[given.cap_item[cap]]) * int(given.cap_max_share_ppm[cap]) // 1_000_000
        if pieces > most:
            faults.append(f"capability {cap}: {pieces} pieces, {most} allowed by the largest share")
        if 0 <= int(given.cap_most_pieces[cap]) < pieces:
            faults.append(f"capability {cap}: {pieces} pieces on trial, {given.cap_most_pieces[cap]} allowed")
        if pieces and not given.cap_has_tool[cap]:
            faults.append(f"capability {cap}: works without the tool")
    bought = np.zeros(given.n_exts, dtype=np.int64)
    np.add.at(bought, answer.bought_ext, answer.bought_quantity)
    for kind, items, counted in (("maker", given.cap_item, made), ("seller", given.ext_item, bought)):
        for row, pieces in enumerate(counted.tolist()):
            ppm = int(given.item_source_ppm[items[row]])
            if ppm < 1_000_000 and pieces > int(given.share_total[items[row]]) * ppm // 1_000_000:
                faults.append(f"{kind} {row}: {pieces} pieces, more than one source may give of the item")
    return faults


def _customers(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    """Minutes of each maker for each customer, where they are limited."""
    ms_of = np.zeros(given.n_caps, dtype=np.int64)
    np.add.at(ms_of, given.work_capability, given.work_ms)
    worked: dict[tuple[int, int], int] = defaultdict(int)
    rows = zip(answer.job_lot.tolist(), answer.job_capability.tolist(), answer.job_quantity.tolist(), strict=True)
    for lot, cap, pieces in rows:
        worked[int(given.cap_maker[cap]), int(given.lot_customer[lot])] += pieces * int(ms_of[cap])
    return [
        f"maker {maker}: {ms} ms of work for customer {customer}"
        for (maker, customer), ms in sorted(worked.items())
        if customer >= 0 and 0 <= int(given.maker_customer_minutes[maker]) * 60_000 < ms
    ]


def _limits(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    made = np.zeros((given.n_items, given.weeks), dtype=np.int64)
    np.add.at(made, (given.lot_item[answer.job_lot], answer.job_week), answer.job_quantity)
    over = (np.cumsum(made, axis=1) > given.limit_cum) & (given.limit_cum >= 0)
    return [f"item {item}, week {week}: more made than material and parts allow" for item, week in np.argwhere(over)]


def _goals(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    values, faults = _values(given, answer), []
    for report in answer.goals:
        if report.objective != values[report.goal]:
            faults.append(f"{report.goal}: {report.objective} reported, {values[report.goal]} counted")
        if report.bound > report.objective:
            faults.append(f"{report.goal}: the bound lies above the objective")
        if (report.status == "optimal") != (report.bound == report.objective):
            faults.append(f"{report.goal}: optimal means that bound and objective are equal")
    if sorted(report.goal for report in answer.goals) != sorted(values):
        faults.append("every goal is reported once")
    return faults


def _values(given: AllocationInput, answer: AllocationAnswer) -> dict[str, int]:
    on_time = rank = cost = 0
    shares: dict[tuple[int, str, int], int] = defaultdict(int)
    jobs = zip(answer.job_lot, answer.job_capability, answer.job_week, answer.job_quantity, strict=True)
    for lot, cap, week, pieces in ((int(a), int(b), int(c), int(d)) for a, b, c, d in jobs):
        on_time += pieces * _late(given, lot, week + int(given.cap_transport_weeks[cap]))
        rank += pieces * int(given.cap_locality[cap])
        cost += pieces * (int(given.cap_price_idr_each[cap]) + int(given.cap_transport_idr_each[cap]))
        shares[int(given.lot_item[lot]), "maker", cap] += pieces
    bought = zip(answer.bought_lot, answer.bought_ext, answer.bought_week, answer.bought_quantity, strict=True)
    for lot, ext, week, pieces in ((int(a), int(b), int(c), int(d)) for a, b, c, d in bought):
        on_time += pieces * _late(given, lot, week)
        rank += pieces * (4 if given.ext_is_import[ext] else 3)
        cost += pieces * int(given.ext_price_idr_each[ext])
        shares[int(given.lot_item[lot]), "seller", ext] += pieces
    for option, _, minutes in _used(answer):
        cost += minutes * int(given.opt_price_idr_minute[option]) + int(given.opt_fixed_idr_week[option])
    for lot, pieces in enumerate(answer.short_quantity.tolist()):
        weeks = 2 * given.weeks - int(given.lot_need_week[lot])
        on_time += pieces * weeks * 4 ** (9 - int(given.lot_priority[lot]))
    largest: dict[int, int] = defaultdict(int)
    for (item, _, _), pieces in shares.items():
        largest[item] = max(largest[item], pieces)
    return {"on_time": on_time, "local_first": rank, "spread_work": sum(largest.values()), "cost": cost}


def _late(given: AllocationInput, lot: int, week: int) -> int:
    return max(0, week - int(given.lot_need_week[lot])) * 4 ** (9 - int(given.lot_priority[lot]))


def _reasons(given: AllocationInput, answer: AllocationAnswer) -> list[str]:
    """Every late or short lot, and every job or purchase outside the nearest sentra, has a reason of its kind."""
    reasons = answer.reasons
    have = set(zip(reasons.subject.tolist(), reasons.subject_index.tolist(), reasons.kind.tolist(), strict=True))
    arrival = answer.job_week + given.cap_transport_weeks[answer.job_capability]
    late = answer.job_lot[arrival > given.lot_need_week[answer.job_lot]]
    late_bought = answer.bought_lot[answer.bought_week > given.lot_need_week[answer.bought_lot]]
    need = {("lot", lot, "late") for lot in np.concatenate([late, late_bought]).tolist()}
    need |= {("lot", lot, "short") for lot in np.flatnonzero(answer.short_quantity).tolist()}
    far = np.flatnonzero(given.cap_locality[answer.job_capability] > 0)
    need |= {("job", job, "elsewhere") for job in far.tolist()}
    need |= {("bought", row, "elsewhere") for row in range(len(answer.bought_lot))}
    return [f"{subject} {index}: no reason for being {kind}" for subject, index, kind in sorted(need - have)] + [
        f"{subject} {index}: a reason for being {kind} although it is not"
        for subject, index, kind in sorted(have - need)
    ]
