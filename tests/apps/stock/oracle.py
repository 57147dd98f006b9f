"""A ledger that anybody can follow: plain Python, one list of changes a place and lot. It shares no line with ours."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

Spot = tuple[int, int]  # place, lot
Change = tuple[int, int, int]  # grams, pieces, rupiah


@dataclass
class Entry:
    """One booking: what it changed at which spots, and what went to (or came from) the customer."""

    kind: str
    changes: list[tuple[Spot, Change]]
    sold: list[tuple[int, Change]] = field(default_factory=list)
    booking_id: int = 0
    is_reversed: bool = False


@dataclass
class Oracle:
    """What should lie where. `accepts` says whether a booking is possible, `book` makes it so."""

    today: date
    days: dict[Spot, list[tuple[date, Change]]] = field(default_factory=lambda: defaultdict(list))
    sold: dict[int, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    kept: dict[tuple[int, int], int] = field(default_factory=dict)  # purpose and lot → pieces
    closed: date = date(2000, 1, 1)
    entries: list[Entry] = field(default_factory=list)

    def held(self, spot: Spot) -> Change:
        changes = [change for _day, change in self.days[spot]]
        return (sum(one[0] for one in changes), sum(one[1] for one in changes), sum(one[2] for one in changes))

    def held_of(self, lot: int) -> int:
        """Pieces in all places."""
        return sum(self.held(spot)[1] for spot in list(self.days) if spot[1] == lot)

    def partly_back(self) -> list[Entry]:
        """Deliveries that stand, of which something came back: they cannot be taken back as a whole."""
        back = {lot for one in self.entries if one.kind == "return" for lot, _amounts in one.sold}
        sent = [one for one in self.entries if one.kind == "issue" and not one.is_reversed]
        return [one for one in sent if any(lot in back for lot, _amounts in one.sold)]

    def accepts(self, entry: Entry, day: date, purpose: int | None = None) -> bool:
        """Whether nothing falls below zero, on no day; whether the month is open; whether others' steel stays."""
        if day <= self.closed or day > self.today:
            return False
        nets: dict[Spot, list[int]] = defaultdict(lambda: [0, 0, 0])
        for spot, change in entry.changes:
            for place, amount in enumerate(change):
                nets[spot][place] += amount
        return all(self._holds(spot, net, day) for spot, net in nets.items()) and self._keeps(nets, purpose, entry.kind)

    def _holds(self, spot: Spot, net: list[int], day: date) -> bool:
        now = [have + more for have, more in zip(self.held(spot), net, strict=True)]
        if min(now) < 0 or (net[0] < 0 and now[0] == now[1] == 0 < now[2]):
            return False
        if net[0] < 0 and (now[0] == 0) != (now[1] == 0):
            return False  # pieces and their mass end together
        if min(net[:2]) >= 0:
            return True
        ends = sorted({day, *(when for when, _change in self.days[spot] if when > day)})
        for end in ends:
            past = [change for when, change in self.days[spot] if when <= end]
            if sum(one[0] for one in past) + net[0] < 0 or sum(one[1] for one in past) + net[1] < 0:
                return False
        return True

    def _keeps(self, nets: dict[Spot, list[int]], purpose: int | None, kind: str) -> bool:
        if kind not in ("issue", "convert", "reverse"):
            return True
        for lot in {spot[1] for spot in nets}:
            left = self.held_of(lot) + sum(net[1] for spot, net in nets.items() if spot[1] == lot)
            if left < sum(pieces for (whose, what), pieces in self.kept.items() if what == lot and whose != purpose):
                return False
        return True

    def book(self, entry: Entry, day: date, booking_id: int, purpose: int | None = None) -> None:
        entry.booking_id = booking_id
        self.entries.append(entry)
        for spot, change in entry.changes:
            self.days[spot].append((day, change))
            if purpose is not None and change[1] < 0 and (purpose, spot[1]) in self.kept:
                self.kept[purpose, spot[1]] = max(0, self.kept[purpose, spot[1]] + change[1])
        for lot, amounts in entry.sold:
            self.sold[lot] = [have + more for have, more in zip(self.sold[lot], amounts, strict=True)]

    def mirrored(self, entry: Entry) -> Entry | None:
        """The entry that takes another back; None when it cannot be taken back."""
        if entry.is_reversed or entry.kind == "reverse":
            return None
        if entry.kind == "issue":
            for lot in {lot for lot, _amounts in entry.sold}:
                went = [sum(one[place] for which, one in entry.sold if which == lot) for place in (0, 1)]
                if self.sold[lot][0] < went[0] or self.sold[lot][1] < went[1]:
                    return None
        changes = [(spot, (-one[0], -one[1], -one[2])) for spot, one in entry.changes]
        sold = [(lot, (-one[0], -one[1], -one[2])) for lot, one in entry.sold]
        return Entry("reverse", changes, sold)


def share(held: Change, pieces: int) -> tuple[int, int]:
    """Grams and rupiah of some pieces out of those held, rounded down; all of it with the last piece."""
    if pieces == held[1]:
        return held[0], held[2]
    grams = int(Fraction(held[0] * pieces, held[1]))
    return grams, int(Fraction(held[2] * grams, held[0]))


def shared(total: int, weights: list[int]) -> list[int]:
    """`total` by weight: everybody's whole part, then one each in the order of the largest fractions."""
    exact = [Fraction(total * weight, sum(weights)) for weight in weights]
    parts = [int(one) for one in exact]
    order = sorted(range(len(weights)), key=lambda place: (parts[place] - exact[place], place))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts
