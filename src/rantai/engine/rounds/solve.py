"""A pooled round: which orders at which sellers, with which trucks, and who gets and pays what of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from rantai.core.units import PPM, ceil_div, cost_idr
from rantai.engine.pooling import SOURCE_ORDER
from rantai.engine.pooling.joint import JointAnswer
from rantai.engine.pooling.joint import solve as pool
from rantai.engine.pooling.solve import never
from rantai.engine.rounds.amounts import Asked, asked_of, cover_days, stretches
from rantai.engine.rounds.paying import pays
from rantai.engine.rounds.question import question
from rantai.engine.rounds.tables import PIECEWISE, Got, Item, Load, RoundAnswer, RoundInput, Share, Steel, Terms
from rantai.engine.sharing import share_capped, share_out, turns

WORTH_PPM = 1_000  # below a thousandth of the price nobody is asked to take more or less than it stated firm


def silent(_percent: int) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class _Choice:
    """One stretch, what everybody would want then, and the orders for it."""

    stretch: Fraction
    wanted: Mapping[str, int]
    pooled: JointAnswer
    cost_idr: int
    served_g: int

    @property
    def price(self) -> Fraction:
        """Rupiah per gram that reaches a member; what nobody takes is worth nothing here."""
        return Fraction(self.cost_idr, self.served_g) if self.served_g else Fraction(10**30)


def solve(
    given: RoundInput, *, out_of_time: Callable[[], bool] = never, progress: Callable[[int], None] = silent
) -> RoundAnswer:
    """The proposal of a round.

    Everybody is stretched or shrunk alike, as far as each accepts, to where a gram costs least; by less than a
    thousandth nobody is moved. The firm amounts count when time runs out first. Raises `OrderTooLarge`.
    """
    asked = asked_of(given)
    goals = stretches(given, asked)
    firm = _choice(given, asked, goals[0], out_of_time)
    best, tried = firm, 1
    for number, stretch in enumerate(goals[1:], 1):
        progress(100 * number // len(goals))
        if out_of_time():
            break
        one = _choice(given, asked, stretch, out_of_time)
        tried += 1
        is_worth = one.price * PPM <= firm.price * (PPM - WORTH_PPM)
        if is_worth and _serves_as_many(firm, one) and (one.price, abs(one.stretch)) < (best.price, abs(best.stretch)):
            best = one
    return _answer(given, asked, best, firm, tried)


def _serves_as_many(firm: _Choice, one: _Choice) -> bool:
    """A gram is not made cheap by leaving a format out that the firm amounts would bring."""
    return len(one.pooled.short_need) <= len(firm.pooled.short_need)


def _choice(
    given: RoundInput, asked: Mapping[str, Asked], stretch: Fraction, out_of_time: Callable[[], bool]
) -> _Choice:
    wanted = {code: one.total(stretch) for code, one in asked.items()}
    pooled = pool(question(given, wanted), out_of_time=out_of_time)
    needs = _needs(given, wanted)
    served = sum(wanted[steel.code] * steel.unit_g for steel in needs) - int(pooled.short_mass_g.sum())
    return _Choice(stretch, wanted, pooled, int(pooled.purchase_idr + pooled.truck_idr), served)


def _needs(given: RoundInput, wanted: Mapping[str, int]) -> list[Steel]:
    """The formats behind the needs of the question, in its order."""
    return [one for one in given.steels if wanted.get(one.code)]


def _answer(given: RoundInput, asked: Mapping[str, Asked], best: _Choice, firm: _Choice, tried: int) -> RoundAnswer:
    supply = _supply(given, best)
    amounts = {code: dict(zip(one.members, one.split(supply.get(code, 0)), strict=True)) for code, one in asked.items()}
    freight = _freight(given, best.pooled)
    firm_g = sum(one.firm * one.steel.unit_g for one in asked.values())
    items, shares = [], []
    left = {code: dict(rows) for code, rows in amounts.items()}
    for row in range(len(best.pooled.item_offer)):
        gets = _gets(given, best, asked, left, row)
        item = _item(given, asked, best.pooled, row, sum(one.mass_g for one in gets), freight[row])
        items.append(item)
        shares += pays(given, item, gets)
    pooled = best.pooled
    return RoundAnswer(
        status=pooled.status,
        stretch_ppm=int(best.stretch * PPM),
        tried=tried,
        firm_idr=firm.cost_idr,
        firm_g=firm_g,
        bound_idr=min(best.cost_idr, max(0, int(pooled.bound) - int(pooled.holding_idr) - int(pooled.open_idr))),
        items=tuple(items),
        shares=tuple(shares),
        got=tuple(
            Got(row.member, code, row.firm, amounts[code][row.member])
            for code, one in asked.items()
            for row in one.rows
        ),
        loads=_loads(given, pooled),
    )


def _supply(given: RoundInput, best: _Choice) -> dict[str, int]:
    """Format → how much of it the orders bring to members."""
    found: dict[str, int] = defaultdict(int)
    needs, pooled = _needs(given, best.wanted), best.pooled
    for need, pieces, mass_g in zip(
        pooled.use_need.tolist(), pooled.use_pieces.tolist(), pooled.use_mass_g.tolist(), strict=True
    ):
        steel = needs[need]
        found[steel.code] += pieces if steel.kind in PIECEWISE else mass_g
    return found


def _gets(
    given: RoundInput, best: _Choice, asked: Mapping[str, Asked], left: dict[str, dict[str, int]], row: int
) -> list[Share]:
    """What each member gets of one item, in proportion to what it still waits for; `left` is counted down."""
    needs, pooled = _needs(given, best.wanted), best.pooled
    terms = given.terms[int(pooled.item_offer[row])]
    found = []
    for at, need in enumerate(pooled.use_need.tolist()):
        if pooled.use_source_kind[at] != SOURCE_ORDER or pooled.use_source[at] != row:
            continue
        steel = needs[need]
        amount = int(pooled.use_pieces[at] if steel.kind in PIECEWISE else pooled.use_mass_g[at])
        waiting = left[steel.code]
        members = sorted(waiting)
        caps = [waiting[member] for member in members]
        parts = share_capped(amount, caps, caps, turns=turns(members, f"{asked[steel.code].occasion}/{terms.code}"))
        each = int(pooled.use_mass_g[at]) // amount if steel.kind in PIECEWISE else 1
        for member, part in zip(members, parts, strict=True):
            waiting[member] -= part
            if part:
                found.append(Share(terms.code, member, steel.code, part, part * each, 0, 0))
    return found


def _item(
    given: RoundInput, asked: Mapping[str, Asked], pooled: JointAnswer, row: int, taken_g: int, freight_idr: int
) -> Item:
    terms = given.terms[int(pooled.item_offer[row])]
    steel = next(one for one in given.steels if one.code == terms.steel)
    mass, cost = int(pooled.item_mass_g[row]), int(pooled.item_cost_idr[row])
    gross = min(mass, ceil_div(taken_g * PPM, given.useful_ppm(steel)))
    own = {one.code for one in given.steels if one.material == steel.material}
    firm_g = sum(asked[code].firm * asked[code].steel.unit_g for code in own if code in asked)
    better = next(((from_g, price) for from_g, price in sorted(terms.tiers) if from_g > mass), None)
    gain = cost - cost_idr(mass, better[1]) if better else 0
    return Item(
        terms=terms.code,
        seller=terms.seller,
        steel=steel.code,
        pieces=int(pooled.item_pieces[row]),
        mass_g=mass,
        price_idr_t=int(pooled.item_price_idr_t[row]),
        cost_idr=cost,
        freight_idr=freight_idr,
        taken_g=taken_g,
        rest_g=mass - gross,
        loss_g=gross - taken_g,
        rest_idr=share_out(cost + freight_idr, [gross, mass - gross])[1],
        cover_days=cover_days(mass, firm_g, given.cover_weeks),
        next_from_g=better[0] if better and gain > 0 else 0,
        missing_g=better[0] - mass if better and gain > 0 else 0,
        gain_idr=max(0, gain),
    )


def _freight(given: RoundInput, pooled: JointAnswer) -> list[int]:
    """Each item's part of its seller's trucks, by mass."""
    sellers = [given.terms[offer].seller for offer in pooled.item_offer.tolist()]
    parts = [0] * len(sellers)
    for load in _loads(given, pooled):
        rows = [row for row, seller in enumerate(sellers) if seller == load.seller]
        masses = [int(pooled.item_mass_g[row]) for row in rows]
        for row, part in zip(rows, share_out(load.cost_idr, masses), strict=True):
            parts[row] = part
    return parts


def _loads(given: RoundInput, pooled: JointAnswer) -> tuple[Load, ...]:
    rows = zip(
        pooled.load_supplier.tolist(),
        pooled.load_mass_g.tolist(),
        pooled.load_trucks.tolist(),
        pooled.load_cost_idr.tolist(),
        strict=True,
    )
    return tuple(Load(given.sellers[seller].code, mass, trucks, idr) for seller, mass, trucks, idr in rows if trucks)


def terms_of(given: RoundInput, code: str) -> Terms:
    """The terms of this code."""
    return next(one for one in given.terms if one.code == code)
