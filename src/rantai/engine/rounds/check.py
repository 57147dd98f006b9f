"""The stranger's recount of a round: from question and answer alone, exact to the gram and the rupiah."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from rantai.core.units import G_PER_T, PPM
from rantai.engine.rounds.tables import PIECEWISE, Got, Item, RoundAnswer, RoundInput, Seller, Share, Steel, Terms


def faults(given: RoundInput, answer: RoundAnswer) -> list[str]:
    """What is wrong, as sentences; empty when the answer is sound."""
    book = _Book(given, answer)
    unknown = list(book.unknown())
    if unknown:
        return unknown
    return [
        *(f"{item.terms}: {what}" for item in answer.items for what in book.item(item)),
        *book.loads(),
        *(f"{one.member}/{one.steel} of {one.terms}: {what}" for one in answer.shares for what in book.share(one)),
        *book.amounts(),
        *book.totals(),
    ]


class _Book:
    """Everything by its code."""

    def __init__(self, given: RoundInput, answer: RoundAnswer) -> None:
        self.given, self.answer = given, answer
        self.steels: dict[str, Steel] = {one.code: one for one in given.steels}
        self.terms: dict[str, Terms] = {one.code: one for one in given.terms}
        self.sellers: dict[str, Seller] = {one.code: one for one in given.sellers}
        self.of_item: dict[str, list[Share]] = defaultdict(list)
        for one in answer.shares:
            self.of_item[one.terms].append(one)

    def unknown(self) -> Iterator[str]:
        """Codes that name nothing: nothing else can be recounted then."""
        answer = self.answer
        stated = {(one.member, one.steel) for one in self.given.statements}
        ordered = Counter(one.terms for one in answer.items)
        yield from (f"{code} is ordered {count} times" for code, count in ordered.items() if count > 1)
        yield from (f"{one.terms} is not there" for one in answer.items if one.terms not in self.terms)
        yield from (f"{one.terms} is not ordered" for one in answer.shares if one.terms not in ordered)
        rows = {(one.member, one.steel) for one in answer.shares} | {(one.member, one.steel) for one in answer.got}
        yield from (f"{row} was never stated" for row in sorted(rows - stated))

    def item(self, item: Item) -> Iterator[str]:
        """Bounds of the seller, price, and that nothing of mass or money is lost."""
        terms, steel = self.terms[item.terms], self.steels[item.steel]
        if (item.seller, item.steel) != (terms.seller, terms.steel):
            yield "another seller or format"
        if item.mass_g < max(1, terms.min_order_g, min(from_g for from_g, _ in terms.tiers)):
            yield f"{item.mass_g} g is below the minimum"
        if steel.kind in PIECEWISE and item.pieces * steel.piece_mass_g != item.mass_g:
            yield f"{item.pieces} pieces do not weigh {item.mass_g} g"
        if terms.coil_max_g and not item.pieces * terms.coil_min_g <= item.mass_g <= item.pieces * terms.coil_max_g:
            yield f"{item.pieces} coils cannot weigh {item.mass_g} g"
        units, least = item.mass_g // steel.unit_g, -(-terms.multiple_g // steel.unit_g)
        if least > 1 and units % least:
            yield f"{item.mass_g} g is no whole bundle"
        price = max(tier for tier in terms.tiers if tier[0] <= item.mass_g)[1]
        if item.price_idr_t != price or item.cost_idr != _half_up(item.mass_g * price, G_PER_T):
            yield f"{item.mass_g} g cost otherwise than {item.cost_idr} at {item.price_idr_t}"
        shares = self.of_item[item.terms]
        if item.taken_g != sum(one.mass_g for one in shares) or item.taken_g + item.rest_g + item.loss_g != item.mass_g:
            yield f"{item.taken_g} + {item.rest_g} + {item.loss_g} g are not {item.mass_g} g"
        if min(item.rest_g, item.loss_g, item.rest_idr) < 0 or item.loss_g > self._ends_g(item, steel):
            yield f"{item.loss_g} g are lost"
        paid = sum(one.share_idr for one in shares)
        if paid + item.rest_idr != item.cost_idr + item.freight_idr:
            yield f"{paid} + {item.rest_idr} rupiah are not {item.cost_idr} + {item.freight_idr}"
        exact = (item.cost_idr + item.freight_idr) * item.rest_g
        if abs(item.rest_idr * item.mass_g - exact) > item.mass_g:
            yield f"the rest pays {item.rest_idr}"
        yield from self._next_tier(item, terms)

    def _ends_g(self, item: Item, steel: Steel) -> int:
        """Most that may fall off at the ends of what is taken."""
        useful = PPM - (self.given.loss_ppm if steel.kind == "coil" else 0)
        return -(-item.taken_g * PPM // useful) - item.taken_g

    def _next_tier(self, item: Item, terms: Terms) -> Iterator[str]:
        above = min((tier for tier in terms.tiers if tier[0] > item.mass_g), default=None)
        gain = item.cost_idr - _half_up(item.mass_g * above[1], G_PER_T) if above else 0
        told = (item.next_from_g, item.missing_g, item.gain_idr)
        if told != ((above[0], above[0] - item.mass_g, gain) if above and gain > 0 else (0, 0, 0)):
            yield f"the next tier is told as {told}"

    def loads(self) -> Iterator[str]:
        """Whole trucks, enough of them, and each item's part of their price."""
        masses: Counter[str] = Counter()
        freight: Counter[str] = Counter()
        for item in self.answer.items:
            masses[item.seller] += item.mass_g
            freight[item.seller] += item.freight_idr
        told = {one.seller: one for one in self.answer.loads}
        for code, mass in masses.items():
            seller = self.sellers[code]
            if mass < seller.min_order_g:
                yield f"{code}: {mass} g is below the least order"
            trucks = -(-mass // seller.truck_g) if seller.truck_g else 0
            load = told.get(code)
            counted = (trucks, mass, trucks * seller.truck_idr)
            if trucks and (load is None or (load.trucks, load.mass_g, load.cost_idr) != counted):
                yield f"{code}: {mass} g do not go on these trucks"
            if freight[code] != trucks * seller.truck_idr:
                yield f"{code}: {freight[code]} rupiah of freight"

    def share(self, share: Share) -> Iterator[str]:
        """The steel that an amount takes."""
        ordered, steel = self.steels[self.terms[share.terms].steel], self.steels[share.steel]
        each = steel.unit_g
        if ordered.code != steel.code:
            cuts = [one for one in self.given.cuts if (one.coil, one.steel) == (ordered.code, steel.code)]
            if not cuts:
                yield "cannot be cut from it"
                return
            each = cuts[0].mass_g_each
        if share.amount < 1 or share.mass_g != share.amount * each or share.share_idr < 0:
            yield f"{share.amount} take {share.mass_g} g and cost {share.share_idr}"

    def amounts(self) -> Iterator[str]:
        """Everybody gets what is told, within what it accepts; less than its least only when all are short alike."""
        given, answer = self.given, self.answer
        sums: Counter[tuple[str, str]] = Counter()
        for one in answer.shares:
            sums[one.member, one.steel] += one.amount
        told = {(one.member, one.steel): one for one in answer.got}
        stretch = answer.stretch_ppm
        for row in given.statements:
            got = told.get((row.member, row.steel))
            if got is None or got.firm != row.firm or got.amount != sums[row.member, row.steel]:
                yield f"{row.member}/{row.steel}: told otherwise than given"
            elif got.amount > row.firm + (row.more if stretch > 0 else 0):
                yield f"{row.member}/{row.steel}: gets more than it accepts"
        for steel in given.steels:
            yield from self._fair(steel, told)

    def _fair(self, steel: Steel, told: dict[tuple[str, str], Got]) -> Iterator[str]:
        """Below the least of anybody: then everybody's part of its firm amount is the same, to a unit."""
        rows = [one for one in self.given.statements if one.steel == steel.code]
        amounts = {row.member: told[row.member, row.steel].amount for row in rows if (row.member, row.steel) in told}
        if len(amounts) < len(rows):
            return
        if not any(amounts[row.member] < row.firm - row.less for row in rows):
            return
        supply, firm = sum(amounts.values()), sum(row.firm for row in rows)
        for row in rows:
            if abs(amounts[row.member] * firm - supply * row.firm) > firm:
                yield f"{row.member}/{steel.code}: {amounts[row.member]} is no fair part of {supply}"

    def totals(self) -> Iterator[str]:
        """No format above what can be had; the proof below the cost; in proportion, nobody above alone."""
        answer = self.answer
        supply: Counter[str] = Counter()
        for one in answer.shares:
            supply[one.steel] += one.amount
        for steel in self.given.steels:
            if steel.most_g and supply[steel.code] * steel.unit_g > steel.most_g:
                yield f"{steel.code}: more than can be had"
        if not 0 <= answer.bound_idr <= answer.cost_idr:
            yield f"a bound of {answer.bound_idr} for {answer.cost_idr}"
        for item in answer.items:
            shares = self.of_item[item.terms]
            alone, paid = sum(one.alone_idr for one in shares), sum(one.share_idr for one in shares)
            if paid <= alone:
                by_member: Counter[str] = Counter()
                for one in shares:
                    by_member[one.member] += one.share_idr - one.alone_idr
                yield from (
                    f"{item.terms}: {member} pays more than alone" for member in by_member if by_member[member] > 0
                )


def _half_up(dividend: int, divisor: int) -> int:
    return (2 * dividend + divisor) // (2 * divisor)
