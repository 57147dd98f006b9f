"""Recounts how short steel was shared: who needs how much of it, what there is, equal shares of firm need, kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from rantai.core.periods import weeks_for_days
from rantai.core.units import PPM, box_mass_g
from rantai.engine.plan.answer_sharing import ASSUMED_YIELD_PPM
from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger, Row, grouped

Found = Iterator[Fault]
Pieces = dict[tuple[str, bool], int]  # by who needs them and whether firmly
ROUNDING_G = 1  # the pieces of each lot, and of each part of it, weigh whole grams


def supply(ledger: Ledger) -> Found:
    """Every fault of the shares of short steel."""
    told = grouped(ledger.plan.supply_shares.rows(), "material_code")
    book = _Book(ledger)
    for material in sorted(set(told) | set(book.short_orders)):
        yield from _material(ledger, book, material, told.get(material, []))


def _material(ledger: Ledger, book: _Book, material: str, rows: list[Row]) -> Found:
    orders = book.short_orders.get(material, [])
    wanted, firm = book.needs(material, orders)
    told = {row["party_code"]: row for row in rows}
    by_money = material in book.by_money  # how much money buys is pooling's answer; only its sharing is recounted
    there = sum(row["share_g"] for row in rows) if by_money else book.supply_g(material, orders)
    is_short = len(wanted) > 1 and 0 < there < sum(wanted.values()) and (not by_money or book.is_money_limited)
    if set(told) != (set(wanted) if is_short else set()):
        if rows or any(order in ledger.jobs_of_order for order in orders):  # a plan that makes nothing shares nothing
            who = ", ".join(sorted(wanted)) if is_short else "-"
            yield fault("not_shared", "supply_shares", material, got=", ".join(sorted(told)), want=who)
        return
    exact = filled(there, firm, wanted)
    for party, row in told.items():
        want = {"committed_g": firm[party], "wanted_g": wanted[party], "unmet_g": wanted[party] - row["share_g"]}
        for column, value in want.items():
            if row[column] != value:
                place = f"{material} {party}"
                yield fault("wrong_figure", "supply_shares", place, column=column, got=row[column], want=value)
        if abs(row["share_g"] - exact[party]) >= 1:
            place = f"{material} {party}"
            yield fault("unfair_share", "supply_shares", place, got=row["share_g"], want=int(exact[party]))
    shared = sum(row["share_g"] for row in rows)
    if rows and shared != there:
        yield fault("shares_differ", "supply_shares", material, got=shared, want=there)
    yield from _kept(ledger, book, material, told)


def _kept(ledger: Ledger, book: _Book, material: str, told: dict[str, Row]) -> Found:
    """Nobody's lots take more than its share; of a lot that serves several, all of them together are held to theirs."""
    made: dict[frozenset[str], int] = defaultdict(int)
    lots: dict[frozenset[str], int] = defaultdict(int)
    for order in book.short_orders.get(material, []) if told else ():
        pieces = sum(job["quantity_pieces"] for job in ledger.jobs_of_order.get(order, []))
        whose = frozenset(party for party, _ in book.claims(order))
        made[whose] += book.need_g(order, material, pieces)
        lots[whose] += 1 + len(ledger.jobs_of_order.get(order, []))
    for whose, grams in made.items():
        most = sum(told[party]["share_g"] for party in whose)
        if grams > most + ROUNDING_G * lots[whose]:
            yield fault("share_passed", "supply_shares", f"{material} {min(whose)}", got=grams, want=most)


def filled(there: int, firm: dict[str, int], wanted: dict[str, int]) -> dict[str, Fraction]:
    """Exact shares: a common level times the firm need, none above what it wants; who has none gets what is left."""
    shares = {party: Fraction(0) for party in wanted}
    rest = Fraction(there)
    for weights in (firm, {party: want for party, want in wanted.items() if not firm[party]}):
        open_ = sorted((p for p in weights if weights[p]), key=lambda p: Fraction(wanted[p], weights[p]))
        weight = sum(weights[party] for party in open_)
        for party in open_:
            shares[party] = min(Fraction(wanted[party]), rest * weights[party] / weight)
            rest, weight = rest - shares[party], weight - weights[party]
    return shares


class _Book:
    """Who needs which steel that cannot be bought in time."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.offers = grouped(ledger.offers.values(), "format_code")
        self._claims: dict[str, Pieces] = {}
        self._short: dict[tuple[str, str], list[Row]] = {}
        self.by_money = {row["material_code"] for row in ledger.plan.supply_shares.rows() if row["cause"] == "money"}
        self.is_money_limited = bool(len(ledger.given.steel_budgets) or len(ledger.given.supplier_credits))
        makers: dict[str, set[str]] = defaultdict(set)
        for maker, item in ledger.capabilities:
            makers[item].add(maker)
        self.only_maker = {item: min(who) for item, who in makers.items() if len(who) == 1}
        self.usable = {code: self._usable(one) for code, one in ledger.formats.items()}
        self.short_orders: dict[str, list[str]] = defaultdict(list)
        for code, order in ledger.orders.items():
            for material in {blank["material_code"] for blank in ledger.blanks.get(order["item_code"], [])}:
                if not order["material_owner_code"] and self.short_blanks(order["item_code"], material):
                    self.short_orders[material].append(code)

    def short_blanks(self, item: str, material: str) -> list[Row]:
        """Blanks of an item for which no steel that is bought comes within the plan, or money is short for it."""
        if (item, material) not in self._short:
            blanks = [blank for blank in self.ledger.blanks.get(item, []) if blank["material_code"] == material]
            self._short[item, material] = [
                blank for blank in blanks if material in self.by_money or not self._is_sold(blank)
            ]
        return self._short[item, material]

    def _is_sold(self, blank: Row) -> bool:
        mine = [one for one in self.ledger.formats.values() if one["material_code"] == blank["material_code"]]
        return any(self.usable[one["format_code"]] and self._fits(blank, one, one["kind"]) for one in mine)

    def _usable(self, one: Row) -> bool:
        """Whether some order of a format, or of a coil that is cut into it, can be there before the last week."""
        codes = [one["format_code"]]
        if one["kind"] == "sheet":
            codes += [
                coil["format_code"]
                for coil in self.ledger.formats.values()
                if coil["kind"] == "coil" and all(coil[k] == one[k] for k in ("material_code", "width_um"))
            ]
        return any(self._in_time(offer) for code in codes for offer in self.offers.get(code, []))

    def _in_time(self, offer: Row) -> bool:
        horizon, weeks = self.ledger.horizon, self.ledger.weeks
        first = 0 if offer["valid_from"] is None else max(0, horizon.week_of(offer["valid_from"]))
        last = weeks - 1 if offer["valid_to"] is None else min(weeks - 1, horizon.week_of(offer["valid_to"]))
        rolled = self.ledger.rolled.get(offer["offer_code"])
        able = (week for week in range(first, last + 1) if rolled is None or week in rolled)
        return min(able, default=weeks) + weeks_for_days(offer["lead_days"]) + 1 < weeks

    def _fits(self, blank: Row, size: Row, kind: str) -> bool:
        if kind == "coil" or not blank["length_um"]:
            return kind != "coil" or not blank["length_um"]
        if kind == "loose":
            return False
        trim = 2 * self.ledger.rules[kind]["trim_um"]
        length, width = size["length_um"] - trim, size["width_um"] - trim
        if kind == "bar":
            return bool(blank["length_um"] <= length)
        ways = [(blank["length_um"], blank["width_um"])]
        ways += [] if blank["grain_locked"] else [(blank["width_um"], blank["length_um"])]
        return any(along <= length and across <= width for along, across in ways)

    def supply_g(self, material: str, orders: list[str]) -> int:
        """What the centre's steel that fits any of these lots may yield, if it comes within the plan."""
        blanks = [b for order in orders for b in self.short_blanks(self.ledger.orders[order]["item_code"], material)]
        found = 0
        for lot in self.ledger.steel_lots.values():
            one = self.ledger.formats[lot["format_code"]]
            size = {name: lot[name] or one[name] for name in ("length_um", "width_um")}
            is_mine = one["material_code"] == material and lot["week"] + 1 < self.ledger.weeks
            is_centres = self.ledger.parties[lot["owner_code"]]["kind"] == "centre"
            if is_mine and is_centres and any(not b["length_um"] or self._fits(b, size, one["kind"]) for b in blanks):
                found += lot["mass_g"] * ASSUMED_YIELD_PPM.get(one["kind"], PPM) // PPM
        return found

    def needs(self, material: str, orders: list[str]) -> tuple[dict[str, int], dict[str, int]]:
        """(whole, firm) need by party."""
        wanted: dict[str, int] = defaultdict(int)
        firm: dict[str, int] = defaultdict(int)
        for order in orders:
            claims = self.claims(order)
            for party in {party for party, _ in claims}:
                sure, hoped = claims.get((party, True), 0), claims.get((party, False), 0)
                wanted[party] += self.need_g(order, material, sure + hoped)
                firm[party] += self.need_g(order, material, sure)
        return {party: grams for party, grams in wanted.items() if grams}, firm

    def need_g(self, order: str, material: str, pieces: int) -> int:
        item = self.ledger.orders[order]["item_code"]
        return sum(self._mass_g(blank, pieces) for blank in self.short_blanks(item, material))

    def _mass_g(self, blank: Row, parts: int) -> int:
        if not blank["length_um"]:
            return int(blank["gross_mass_g_each"]) * parts
        count = -(-parts * blank["blanks_each"] // blank["parts_per_blank"])
        mine = [one for one in self.ledger.formats.values() if one["material_code"] == blank["material_code"]]
        one = next((row for row in mine if row["length_um"] and row["piece_mass_g"]), None)
        if one is None:
            return 0
        if one["kind"] == "sheet":
            steel = self.ledger.materials[blank["material_code"]]
            sides = blank["length_um"], blank["width_um"], steel["thickness_um"]
            return box_mass_g(*sides, steel["density_kg_m3"]) * count
        return int(one["piece_mass_g"]) * int(blank["length_um"]) * count // int(one["length_um"])

    def claims(self, order: str) -> Pieces:
        """Whose the pieces of a lot are: its only maker's, or those of the customers whom it serves."""
        behind, row = self._behind(order), self.ledger.orders[order]
        maker = self.only_maker.get(row["item_code"])
        if maker is None:
            return behind
        firm = sum(pieces for (_, is_firm), pieces in behind.items() if is_firm)
        return {(maker, True): firm, (maker, False): row["quantity_pieces"] - firm}

    def _behind(self, order: str) -> Pieces:
        if order in self._claims:
            return self._claims[order]
        served: Pieces = defaultdict(int)
        for peg in self.ledger.pegs_from.get(order, []):
            if peg["consumer_kind"] == "demand":
                line = self.ledger.demand[peg["consumer_code"]]
                served[line["customer_code"], line["firmness"] == "firm"] += peg["quantity_pieces"]
            elif peg["consumer_kind"] == "order":
                for key, share in _parted(peg["quantity_pieces"], self._behind(peg["consumer_code"])).items():
                    served[key] += share
        pieces = self.ledger.orders[order]["quantity_pieces"]
        nobody = min((code for code, row in self.ledger.parties.items() if row["kind"] == "centre"), default="")
        self._claims[order] = _parted(pieces, served) or {(nobody, False): pieces}
        return self._claims[order]


def _parted(pieces: int, behind: Pieces) -> Pieces:
    """`pieces` in proportion, whole; the odd ones to the largest remainders, of equal ones to the first by name."""
    keys = sorted(key for key, count in behind.items() if count)
    total = sum(behind[key] for key in keys)
    found = {key: pieces * behind[key] // total for key in keys}
    odd = sorted(keys, key=lambda key: (-(pieces * behind[key] % total), key))
    for key in odd[: pieces - sum(found.values())]:
        found[key] += 1
    return found
