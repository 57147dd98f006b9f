"""Steel that is short is shared by committed need before any work begins: who gets how much of it.

Short means: several need it, and what lies there or is on its way does not cover them all while no seller can bring
more in time; or a purchase has found that money is not enough for all (`limits`). The share is `sharing.share_short`.
The material gate asks for every lot how many of its pieces its quotas allow.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rantai.engine.plan.claims import Behind, Claims
from rantai.engine.plan.index import Blank, Index
from rantai.engine.plan.orders import Cause, Order
from rantai.engine.plan.streams import Streams
from rantai.engine.plan.supply import blank_mass_g, buy_week, lot_suits, usable_lots
from rantai.engine.sharing import share_short

THOUSAND = 1000  # pieces, so that a blank shared by several parts weighs a whole number


@dataclass
class Quotas:
    """What is left of each share while lots are released. `left_g` by material and claimant; who is met has none."""

    index: Index
    claims: Claims
    limits: Mapping[int, int]
    rows: list[dict[str, Any]] = field(default_factory=list)
    left_g: dict[tuple[int, str], int] = field(default_factory=dict)
    shared: set[int] = field(default_factory=set)
    open_pieces: dict[int, dict[str, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, index: Index, streams: Streams, orders: Sequence[Order], limits: Mapping[int, int]) -> Quotas:
        """Share every material that is short. limits: by material, net grams that there is money for."""
        found = cls(index, Claims(index, streams), limits)
        lots = usable_lots(index)
        for material, needing in sorted(found._needing(orders).items()):
            if material in limits:
                found._share(material, needing, limits[material])
                continue
            blanks = {blank for order in needing for blank in found._short_blanks(order, material)}
            supplies = [lot for lot in lots.get((material, ""), []) if lot.usable_week < index.weeks]
            usable = [lot for lot in supplies if any(lot_suits(index, blank, lot) for blank in blanks)]
            found._share(material, needing, sum(lot.mass_g for lot in usable))
        return found

    def take(self, order: Order, pieces: int) -> tuple[int, Cause | None]:
        """How many of so many pieces the quotas allow, used up at once, and what holds the others back."""
        materials = self._materials(order)
        if not materials:
            return pieces, None
        allowed, binds = 0, materials[0]
        for party, open_pieces in self._open(order).items():
            wanted = min(open_pieces, pieces - allowed)
            fits = {m: self._fits(order, m, party, wanted) for m in materials}
            taken = min(fits.values())
            binds = min(fits, key=lambda m: (fits[m], m)) if taken < wanted else binds
            for material in materials:
                if (material, party) in self.left_g:
                    self.left_g[material, party] -= self._need_g(order, material, taken)
            self.open_pieces[order.number][party] -= taken
            allowed += taken
        return allowed, Cause("shared_short", self.index.materials[binds])

    def _materials(self, order: Order) -> list[int]:
        if not self.shared or order.owner:
            return []
        needed = {blank.material for blank in self.index.blanks_of_item.get(order.item, [])} & self.shared
        return sorted(material for material in needed if self._short_blanks(order, material))

    def _open(self, order: Order) -> dict[str, int]:
        """Pieces of a lot that are not released yet, by claimant."""
        return self.open_pieces.setdefault(order.number, by_party(self.claims.of(order)))

    def _fits(self, order: Order, material: int, party: str, wanted: int) -> int:
        """The most pieces, whose whole grams are in what is left of a share."""
        left = self.left_g.get((material, party))
        if left is None:
            return wanted
        pieces = left * THOUSAND // max(1, self._need_g(order, material, THOUSAND))
        while pieces < wanted and self._need_g(order, material, pieces + 1) <= left:
            pieces += 1  # a thousand weigh up to a gram more than a thousand times one
        while pieces and self._need_g(order, material, pieces) > left:
            pieces -= 1
        return min(wanted, pieces)

    def _share(self, material: int, orders: list[Order], supply_g: int) -> None:
        wanted: dict[str, int] = defaultdict(int)
        firm: dict[str, int] = defaultdict(int)
        basis: dict[str, str] = {}
        for order in orders:
            behind = self.claims.of(order)
            for party, pieces in by_party(behind).items():
                wanted[party] += self._need_g(order, material, pieces)
                firm[party] += self._need_g(order, material, behind.get((party, True), 0))
                basis[party] = "workshop" if order.item in self.claims.only_maker else basis.get(party, "customer")
        parties = sorted(party for party in wanted if wanted[party])
        if len(parties) < 2 or not 0 < supply_g < sum(wanted.values()):
            return
        name = self.index.materials[material]
        shares = share_short(supply_g, [firm[p] for p in parties], [wanted[p] for p in parties], parties, occasion=name)
        self.shared.add(material)
        for party, share in zip(parties, shares, strict=True):
            if share < wanted[party]:  # who is met in full needs no limit, so no rounding costs it a piece
                self.left_g[material, party] = share
            self.rows.append(
                {
                    "material_code": name,
                    "party_code": party,
                    "basis": basis[party],
                    "cause": "money" if material in self.limits else "time",
                    "committed_g": firm[party],
                    "wanted_g": wanted[party],
                    "share_g": share,
                    "unmet_g": wanted[party] - share,
                }
            )

    def _short_blanks(self, order: Order, material: int) -> list[Blank]:
        """Blanks of a lot for which steel is short: none that is bought comes in time, or money is."""
        blanks = [b for b in self.index.blanks_of_item.get(order.item, []) if b.material == material]
        if material in self.limits:
            return blanks
        return [blank for blank in blanks if buy_week(self.index, blank, order.owner) >= self.index.weeks]

    def _need_g(self, order: Order, material: int, pieces: int) -> int:
        """Net steel of so many pieces of a lot."""
        return sum(blank_mass_g(self.index, blank, pieces) for blank in self._short_blanks(order, material))

    def _needing(self, orders: Sequence[Order]) -> dict[int, list[Order]]:
        """Lots of the centre's steel by each material that may be short."""
        short: dict[int, list[int]] = {}  # by item; a national plan has many lots of few items
        found: dict[int, list[Order]] = defaultdict(list)
        for order in orders:
            if order.owner or str(self.index.given.items.kind[order.item]) == "bought":
                continue
            if order.item not in short:
                materials = {blank.material for blank in self.index.blanks_of_item.get(order.item, [])}
                short[order.item] = [material for material in materials if self._short_blanks(order, material)]
            for material in short[order.item]:
                found[material].append(order)
        return found


def by_party(behind: Behind) -> dict[str, int]:
    """Pieces by claimant, firm and not."""
    found: dict[str, int] = defaultdict(int)
    for (party, _), pieces in sorted(behind.items()):
        found[party] += pieces
    return found
