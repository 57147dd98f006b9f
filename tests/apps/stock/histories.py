"""Random histories of a store: every verb, on any day, with any amount, beside the plain ledger of `oracle.py`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.stock import actions, ledger
from rantai.apps.stock.actions import Booked, Cut, Found, NewLot, Output, Purpose, Return, Shift, Take, Want
from rantai.apps.stock.models import Balance, MaterialLot
from rantai.apps.stock.posting import store_ids
from rantai.core.problems import InvalidInput
from tests.apps.stock.oracle import Entry, Oracle, Spot, share, shared
from tests.apps.stock.yard import AT, DAY, Yard

ASKED_EVERY = 7  # steps between two recounts by SQL
ALL = -1  # every piece there is: the last ones are the ones with a weighing difference
PICK = st.integers(0, 10**6)
FEW = st.integers(0, 12)
SOME = FEW | st.just(ALL)
BACK = st.integers(0, 70).map(lambda days: DAY - timedelta(days=days)) | st.just(DAY)
MONEY = st.integers(0, 10**9)


class Histories(RuleBasedStateMachine):
    """Steps are taken in both ledgers; whether each is possible, and what lies where after it, must agree."""

    yard: Yard  # set by whoever runs it, inside a test's transaction
    taken = 0  # steps over all histories

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.oracle = Oracle(DAY)
        self.lots: list[int] = []
        self.calls: list[tuple[Callable[..., Any], dict[str, Any], Booked]] = []
        self.steps = 0

    def teardown(self) -> None:
        try:
            assert (found := ledger.faults()) == [], found
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)
            type(self).taken += self.steps

    @initialize()
    def places(self) -> None:
        own = self.yard.centre
        made = {"holder_id": own, "name": "Rak", "kind": "rack", "by": SYSTEM, "at": AT}
        self.shelves = [store_ids([own])[own], *(actions.open_place(code=code, **made) for code in ("R1", "R2"))]

    # --- helpers ----------------------------------------------------------------------------------------------------

    def spot(self, pick: int) -> Spot | None:
        """Any place and lot; mostly one where something lies."""
        if not self.lots:
            return None
        full = sorted(spot for spot in list(self.oracle.days) if self.oracle.held(spot)[0])
        if full and pick % 5:
            return full[pick % len(full)]
        return self.shelves[pick % 3], self.lots[pick % len(self.lots)]

    def spot_kept(self, pick: int) -> Spot:
        """Mostly one of which somebody keeps something."""
        kept = sorted(lot for (_whose, lot), pieces in self.oracle.kept.items() if pieces)
        full = sorted(spot for spot in list(self.oracle.days) if spot[1] in kept and self.oracle.held(spot)[1])
        return full[pick % len(full)] if full and pick % 3 else self.spot(pick) or (0, 0)

    def do(
        self,
        verb: Callable[..., Any],
        entry: Entry | None,
        day: date | None,
        *,
        purpose: int | None = None,
        **facts: Any,
    ) -> Booked | None:
        """One step in both ledgers. `entry` None: the plain ledger says that it cannot be."""
        possible = entry is not None and self.oracle.accepts(entry, day or DAY, purpose)
        facts |= {"holder_id": self.yard.centre, "by": SYSTEM, "at": AT, "key": f"K{self.steps}"}
        facts |= {"effective_on": day} if day is not None else {}
        if purpose is not None:
            facts["purpose"] = Purpose("order", purpose)
        try:
            done: Booked | None = verb(**facts)
        except InvalidInput as refused:
            assert not possible, f"refused though possible: {refused}"
            return None
        assert possible and entry is not None, f"booked though impossible: {verb.__name__} {facts}"
        assert done is not None
        self.calls.append((verb, facts, done))
        self.oracle.book(entry, day or DAY, done.booking_id, purpose)
        return done

    # --- steps ------------------------------------------------------------------------------------------------------

    @rule(pieces=st.integers(1, 12), each=st.integers(40_000, 60_000), value=MONEY, day=BACK, shelf=st.integers(0, 2))
    def receive(self, pieces: int, each: int, value: int, day: date, shelf: int) -> None:
        place, heat = self.shelves[shelf], f"H{len(self.lots) % 4}"
        new = NewLot(self.yard.sheet, pieces * each, pieces, heat, value_idr=value, place_id=place)
        entry = Entry("receive", [((place, 0), (pieces * each, pieces, value))])
        possible = self.oracle.accepts(entry, day)
        done = self.do(actions.receive, Entry("receive", []) if possible else None, day, lots=[new], supplier_id=None)
        if done is not None:
            made = done.lots[0][0]
            self.lots.append(made)
            booked = self.oracle.entries[-1]
            booked.changes = [((place, made), (pieces * each, pieces, value))]
            self.oracle.days[place, made].append((day, (pieces * each, pieces, value)))

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, pieces=FEW, day=BACK, shelf=st.integers(0, 2))
    def move(self, pick: int, pieces: int, day: date, shelf: int) -> None:
        place, lot = self.spot(pick) or (0, 0)
        goal, held = self.shelves[shelf], self.oracle.held((place, lot))
        entry = None
        if 1 <= pieces <= held[1] and goal != place:
            grams, value = share(held, pieces)
            gone, came = ((place, lot), (-grams, -pieces, -value)), ((goal, lot), (grams, pieces, value))
            entry = Entry("move", [gone, came])
        self.do(actions.move, entry, day, shifts=[Shift(Take(lot, pieces, place_id=place), goal)])

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, pieces=SOME, off=st.integers(-50, 50), day=BACK, purpose=st.sampled_from((None, 1, 2)))
    def issue(self, pick: int, pieces: int, off: int, day: date, purpose: int | None) -> None:
        spot = self.spot_kept(pick)
        held, entry, weighed = self.oracle.held(spot), None, None
        pieces = held[1] if pieces == ALL else pieces
        if 1 <= pieces <= held[1]:
            grams, value = share(held, pieces)
            weighed = grams + off if pieces == held[1] and off else None
            went = grams if weighed is None else weighed
            entry = Entry("issue", [(spot, (-grams, -pieces, -value))], [(spot[1], (went, pieces, value))])
        take = Take(spot[1], pieces, weighed, spot[0])
        self.do(actions.issue, entry, day, purpose=purpose, takes=[take], party_id=self.yard.buyer, confirmed=True)

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, pieces=SOME, shelf=st.integers(0, 2))
    def give_back(self, pick: int, pieces: int, shelf: int) -> None:
        sold = sorted(lot for lot, amounts in self.oracle.sold.items() if amounts[1])
        gone = sorted(self.oracle.sold)  # also of what came back already, which must not come back again
        steered = (sold if pick % 2 else gone) or self.lots
        lot, place = steered[pick % len(steered)], self.shelves[shelf]
        grams_out, pieces_out, value_out = self.oracle.sold[lot]
        pieces = max(1, pieces_out) if pieces == ALL else pieces
        entry = None
        if 1 <= pieces <= pieces_out:
            grams, value = share((grams_out, pieces_out, value_out), pieces)
            back = (grams, pieces, value)
            entry = Entry("return", [((place, lot), back)], [(lot, (-grams, -pieces, -value))])
        back_of = Return(lot, pieces, place_id=place)
        self.do(actions.give_back, entry, DAY, returns=[back_of], party_id=self.yard.buyer)

    @precondition(lambda self: self.lots)
    @rule(
        pick=PICK,
        pieces=st.integers(1, 3),
        parts=st.integers(1, 4),
        lost=st.integers(-300, 300),
        wrong=st.sampled_from((0, 0, 0, 1)),
        day=BACK,
        purpose=st.sampled_from((None, 1)),
    )
    def cut(self, pick: int, pieces: int, parts: int, lost: int, wrong: int, day: date, purpose: int | None) -> None:
        spot = self.spot(pick) or (0, 0)
        held = self.oracle.held(spot)
        enough = pieces <= held[1]
        grams, value = share(held, pieces) if enough else (1_000, 0)
        scrap = grams // 10
        rest = grams - scrap - lost
        blank, remnant = rest // 2, rest - rest // 2
        if min(blank, remnant) < 1:
            return
        made = [Output("blank", blank, parts), Output("remnant", remnant, 1)]  # sizes are judged by other tests
        gone = ((spot, (-grams, -pieces, -value)),)
        entry = Entry("convert", list(gone)) if enough and not wrong else None
        whole = Cut(spot[1], made, pieces, scrap_g=scrap + wrong, difference_g=lost, place_id=spot[0])
        facts: dict[str, Any] = {"cuts": [whole], "process": "shear", "confirmed": True}
        done = self.do(actions.convert, entry, day, purpose=purpose, **facts)
        if done is not None:
            masses = [blank, remnant]
            for (lot, _code), mass, count, worth in zip(
                done.lots, masses, (parts, 1), shared(value, masses), strict=True
            ):
                self.lots.append(lot)
                spot_made = (self.shelves[0], lot)
                self.oracle.entries[-1].changes.append((spot_made, (mass, count, worth)))
                self.oracle.days[spot_made].append((day, (mass, count, worth)))

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, pieces=FEW, day=BACK)
    def count(self, pick: int, pieces: int, day: date) -> None:
        spot = self.spot(pick) or (0, 0)
        grams, had, value = self.oracle.held(spot)
        if not had or pieces == had:
            return
        found = grams * pieces // had
        lost = value * (grams - found) // grams if found < grams else 0
        entry = Entry("count", [(spot, (found - grams, pieces - had, -lost))])
        self.do(actions.count, entry, day, found=[Found(spot[1], pieces, place_id=spot[0])], reason="opname")

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, value=st.integers(1, 10**7))
    def cost(self, pick: int, value: int) -> None:
        lot = self.lots[pick % len(self.lots)]
        spots = sorted(spot for spot in list(self.oracle.days) if spot[1] == lot and self.oracle.held(spot)[0])
        shares = shared(value, [self.oracle.held(spot)[0] for spot in spots]) if spots else []
        changes = [(spot, (0, 0, one)) for spot, one in zip(spots, shares, strict=True)]
        entry = Entry("cost", changes) if spots else None
        self.do(actions.add_cost, entry, DAY, lot_ids=[lot], value_idr=value)

    @precondition(lambda self: self.oracle.entries)
    @rule(pick=PICK)
    def reverse(self, pick: int) -> None:
        steered = self.oracle.partly_back() if pick % 3 == 0 else []
        former = (steered or self.oracle.entries)[pick % len(steered or self.oracle.entries)]
        done = self.do(
            actions.reverse, self.oracle.mirrored(former), None, booking_id=former.booking_id, reason="salah"
        )
        if done is not None:
            former.is_reversed = True

    @precondition(lambda self: self.calls)
    @rule(pick=PICK, other=st.booleans())
    def replay(self, pick: int, other: bool) -> None:
        verb, facts, done = self.calls[pick % len(self.calls)]
        if not other:
            again = verb(**facts)
            assert (again.booking_id, again.is_replay, again.lots) == (done.booking_id, True, done.lots)
            return
        changed = {**facts, "reason": "lain"} if "reason" in facts else {**facts, "document": "lain"}
        try:
            verb(**changed)
        except InvalidInput as refused:
            assert refused.problems[0].code == "stock-key-used"
        else:
            raise AssertionError("one key booked two things")

    @precondition(lambda self: self.lots)
    @rule(pick=PICK, pieces=st.integers(1, 6), purpose=st.sampled_from((1, 2)))
    def keep(self, pick: int, pieces: int, purpose: int) -> None:
        lot, oracle = (self.spot(pick) or (0, 0))[1], self.oracle
        oracle.kept = {key: kept for key, kept in oracle.kept.items() if key[0] != purpose or pieces < 1}
        free = oracle.held_of(lot) - sum(kept for (_whose, what), kept in oracle.kept.items() if what == lot)
        facts: dict[str, Any] = {"holder_id": self.yard.centre, "by": SYSTEM, "at": AT, "until": None}
        want = Want(lot, pieces)
        actions.release(purpose=Purpose("order", purpose), by=SYSTEM, at=AT)
        try:
            actions.reserve(wants=[want], purpose=Purpose("order", purpose), **facts)
        except InvalidInput:
            assert free < pieces
        else:
            assert free >= pieces
            oracle.kept[purpose, lot] = pieces

    @rule(month=st.integers(0, 2))
    def close(self, month: int) -> None:
        through = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31))[month]
        try:
            actions.close_period(holder_id=self.yard.centre, through_on=through, by=SYSTEM, at=AT)
        except InvalidInput:
            assert through <= self.oracle.closed or through >= DAY
        else:
            assert self.oracle.closed < through < DAY
            self.oracle.closed = through

    # --- after every step -------------------------------------------------------------------------------------------

    @invariant()
    def both_ledgers_hold_the_same(self) -> None:
        self.steps += 1
        rows = Balance.objects.values_list("account_id", "material_lot_id", "grams", "pieces", "value_idr")
        ours = {(place, lot): tuple(amounts) for place, lot, *amounts in rows if any(amounts)}
        plain = {spot: self.oracle.held(spot) for spot in list(self.oracle.days)}
        assert ours == {spot: amounts for spot, amounts in plain.items() if any(amounts)}
        kept = {lot: pieces for lot, (pieces, _grams) in actions.reserved(None, at=AT).items()}
        wanted: dict[int, int] = {}
        for (_purpose, lot), pieces in self.oracle.kept.items():
            if pieces:
                wanted[lot] = wanted.get(lot, 0) + pieces
        assert kept == wanted
        if self.steps % ASKED_EVERY == 0:
            assert (found := ledger.faults()) == [], found

    @invariant()
    def children_carry_what_their_parents_carry(self) -> None:
        for child in MaterialLot.objects.filter(parent__isnull=False).select_related("parent"):
            assert child.parent is not None
            assert (child.heat, child.owner_id) == (child.parent.heat, child.parent.owner_id)
