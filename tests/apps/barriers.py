"""Rounds of races for scarce things, in a process of its own, on a database that its sixteen clients really share.

    python -m tests.apps.barriers ROUNDS [THING …]

Prints a line for each thing: in how many rounds exactly as many got through as there was room for and the books agreed,
how many errors reached a client, and in how many rounds the control (look first, write then) broke.
Needs DJANGO_SETTINGS_MODULE and an empty, migrated database named by RANTAI_DATABASE_URL.
"""

from __future__ import annotations

import sys
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import django

django.setup()

from django.db import DatabaseError, connections, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.papers.actions import give_number  # noqa: E402
from rantai.apps.papers.models import Counter, PaperNumber  # noqa: E402
from rantai.apps.purchasing import actions as purchasing  # noqa: E402
from rantai.apps.purchasing.actions import Amount, LineFacts, OrderFacts  # noqa: E402
from rantai.apps.purchasing.clock import locked  # noqa: E402
from rantai.apps.purchasing.models import FrameLine, PurchaseRound, RoundStatement  # noqa: E402
from rantai.apps.sales import credit  # noqa: E402
from rantai.apps.sales.models import CustomerAccount, SalesOrder  # noqa: E402
from rantai.apps.stock import actions as stock  # noqa: E402
from rantai.apps.stock.actions import Cut, NewLot, Output, Purpose, Take, Want  # noqa: E402
from rantai.apps.stock.models import Balance, MaterialLot, Reservation  # noqa: E402
from tests.apps.cutting_jobs.lists import steel as cut_from  # noqa: E402
from tests.apps.purchasing.rounds import now, opened, steel  # noqa: E402
from tests.apps.sales.counter import SHEET_IDR, account, confirm, quote  # noqa: E402
from tests.apps.stock.yard import AT, SHEET_G, held, yard  # noqa: E402
from tests.cast import START, TODAY, SmallSentra, build_small_sentra  # noqa: E402
from tests.racing import not_refused  # noqa: E402

CLIENTS = 16
CONTROLS = 20  # rounds of the control at most
PAUSE = 0.02  # seconds between looking and writing, in the controls


class Thing(ABC):
    """Something scarce: made anew for each round, tried for by everybody, and judged."""

    def __init__(self, cast: SmallSentra) -> None:
        self.cast = cast

    @abstractmethod
    def fresh(self) -> None:
        """Make it anew."""

    @abstractmethod
    def take(self, racer: int) -> bool:
        """Try for it as the product does; whether this racer got it."""

    @abstractmethod
    def naive(self, racer: int) -> bool:
        """Look first, write then: the control."""

    @abstractmethod
    def is_kept(self, passed: int) -> bool:
        """Whether as many got through as there was room for, and the books agree."""


class Lot(Thing):
    """Everybody sells the last three sheets."""

    def __init__(self, cast: SmallSentra) -> None:
        super().__init__(cast)
        self.yard = yard(cast)

    def fresh(self) -> None:
        self.lot = self.yard.sheets(3)

    def take(self, racer: int) -> bool:
        takes = [Take(self.lot, 3)]
        return not_refused(lambda: stock.issue(party_id=self.yard.buyer, takes=takes, **self.yard.common()))  # type: ignore[arg-type]

    def naive(self, racer: int) -> bool:
        left = Balance.objects.get(material_lot=self.lot)
        time.sleep(PAUSE)
        if left.pieces < 3:
            return False
        rest = {"pieces": left.pieces - 3, "grams": left.grams - 3 * SHEET_G}
        return Balance.objects.filter(pk=left.pk).update(**rest) == 1

    def is_kept(self, passed: int) -> bool:
        return passed == 1 and held(self.lot)[0] == 0


class Remnant(Lot):
    """Everybody cuts the one remnant."""

    turn = 0

    def fresh(self) -> None:
        self.turn += 1
        size = {"length_um": 1_600_000, "width_um": 1_000_000}
        self.lot = self.yard.receive(NewLot(self.yard.sheet, 30_000, 1, "H9", f"SISA-{self.turn}", **size)).lots[0][0]  # type: ignore[arg-type]

    def take(self, racer: int) -> bool:
        cut = Cut(self.lot, [Output("blank", 29_000, 4, 700_000, 450_000)], pieces=1, scrap_g=1_000)
        return not_refused(lambda: stock.convert(process="shear", cuts=[cut], **self.yard.common()))  # type: ignore[arg-type]

    def naive(self, racer: int) -> bool:
        parent = MaterialLot.objects.get(pk=self.lot)
        is_there = Balance.objects.filter(material_lot=self.lot, pieces=1).exists()
        time.sleep(PAUSE)
        if not is_there:
            return False
        with transaction.atomic():
            Balance.objects.filter(material_lot=self.lot).update(pieces=0, grams=0)
            parent.root_id, parent.parent_id = self.lot, self.lot
            parent.pk, parent.code, parent.form = None, f"{parent.code}-{racer}", "blank"
            parent.save()
        return True

    def is_kept(self, passed: int) -> bool:
        return passed == 1 and MaterialLot.objects.filter(parent=self.lot).count() == 1


class Approval(Lot):
    """Everybody reserves the three sheets, as approving a cutting plan does."""

    def take(self, racer: int) -> bool:
        about = {"holder_id": self.yard.centre, "purpose": Purpose("order", racer), "until": None}
        return not_refused(lambda: stock.reserve(wants=[Want(self.lot, 3)], by=SYSTEM, at=AT, **about))  # type: ignore[arg-type]

    def fresh(self) -> None:
        for racer in range(CLIENTS):
            stock.release(purpose=Purpose("order", racer), by=SYSTEM, at=AT)
        super().fresh()

    def naive(self, racer: int) -> bool:
        taken = stock.reserved([self.lot], at=AT)
        time.sleep(PAUSE)
        if taken:
            return False
        about = {"purpose": "order", "purpose_id": racer, "lot_id": self.lot, "made_at": AT}
        return bool(Reservation.objects.create(pieces=3, **about))

    def is_kept(self, passed: int) -> bool:
        return passed == 1 and stock.reserved([self.lot], at=AT)[self.lot][0] == 3


class Quantity(Thing):
    """A frame of a hundred sheets, of which everybody calls off thirty."""

    def fresh(self) -> None:
        self.steel, day = steel(self.cast), timezone.localdate()
        self.mill, self.centre = self.cast.organisations["mill"], self.cast.organisations["centre"]
        dates = {"valid_from": day, "valid_to": day + timedelta(days=9)}
        lines = [LineFacts(self.steel, 100, 9_000_000)]
        about = {"centre_id": self.centre, "supplier_id": self.mill, "name": "Kontrak", "lines": lines}
        self.frame = purchasing.make_frame(by=SYSTEM, at=now(), **about, **dates)  # type: ignore[arg-type]

    def take(self, racer: int) -> bool:
        facts = OrderFacts(self.mill, timezone.localdate(), [LineFacts(self.steel, 30, 1)])
        about = {"centre_id": self.centre, "facts": facts, "frame_id": self.frame}
        return not_refused(lambda: purchasing.draft_order(by=SYSTEM, at=now(), **about))  # type: ignore[arg-type]

    def naive(self, racer: int) -> bool:
        line = FrameLine.objects.get(frame=self.frame)
        time.sleep(PAUSE)
        if line.mass_g - line.called_g < 1_500_000:
            return False
        return FrameLine.objects.filter(pk=line.pk).update(called_g=line.called_g + 1_500_000) == 1

    def is_kept(self, passed: int) -> bool:
        return passed == 3 and FrameLine.objects.get(frame=self.frame).called_g == 4_500_000


class Deadline(Thing):
    """One holds a round while its deadline passes; whoever asked before and waited is too late."""

    SECONDS = 0.12

    def __init__(self, cast: SmallSentra) -> None:
        super().__init__(cast)
        self.round, self.steel, self.member = opened(cast), steel(cast), cast.organisations["maker_a"]

    def fresh(self) -> None:
        RoundStatement.objects.filter(round=self.round).update(is_live=False)
        self.is_held = threading.Event()

    def _hold(self) -> bool:
        with transaction.atomic():
            locked(self.round)
            deadline = now() + timedelta(seconds=self.SECONDS)
            PurchaseRound.objects.filter(pk=self.round).update(deadline_at=deadline)
            self.is_held.set()
            time.sleep(self.SECONDS + 0.03)
        return False

    def take(self, racer: int) -> bool:
        if not racer:
            return self._hold()
        self.is_held.wait()
        about = {"round_id": self.round, "member_id": self.member, "amounts": {self.steel: Amount(racer + 1)}}
        return not_refused(lambda: purchasing.state_amounts(by=SYSTEM, at=now(), is_sure=True, **about))  # type: ignore[arg-type]

    def naive(self, racer: int) -> bool:
        if not racer:
            return self._hold()
        self.is_held.wait()  # the clock of who asks is looked at now, and not when the lock is his
        with transaction.atomic():
            locked(self.round)
            about = {"member_id": self.member, "format_id": self.steel, "firm": racer, "stated_at": now()}
            RoundStatement.objects.filter(round=self.round, is_live=True).update(is_live=False)
            RoundStatement.objects.create(round_id=self.round, **about)
        return True

    def is_kept(self, passed: int) -> bool:
        return passed == 0 and not RoundStatement.objects.filter(round=self.round, is_live=True).exists()


class Credit(Thing):
    """Everybody confirms an order of one sheet; the limit has room for seven."""

    ROOM = 7

    def __init__(self, cast: SmallSentra) -> None:
        super().__init__(cast)
        self.account = account(cast, limit_idr=self.ROOM * SHEET_IDR)
        self.orders = [quote(cast, self.account) for _racer in range(CLIENTS)]
        first = SalesOrder.objects.get(pk=self.orders[0])
        self.quoted = {name: getattr(first, name) for name in ("state", "open_idr", "confirmed_at")}

    def fresh(self) -> None:
        SalesOrder.objects.filter(pk__in=self.orders).update(**self.quoted)

    def take(self, racer: int) -> bool:
        return not_refused(lambda: confirm(self.orders[racer]))

    def naive(self, racer: int) -> bool:
        exposure = credit.exposure_of(CustomerAccount.objects.get(pk=self.account))
        time.sleep(PAUSE)
        if exposure.free_idr < SHEET_IDR:
            return False
        confirmed = {"state": "confirmed", "open_idr": SHEET_IDR}
        return SalesOrder.objects.filter(pk=self.orders[racer]).update(**confirmed) == 1

    def is_kept(self, passed: int) -> bool:
        weight = credit.exposure_of(CustomerAccount.objects.get(pk=self.account))
        return passed == self.ROOM and weight.free_idr == 0


class Number(Thing):
    """Everybody posts a paper; every third posting fails after it got its number."""

    def fresh(self) -> None:
        self.centre = self.cast.organisations["centre"]
        self.before = PaperNumber.objects.count()

    def take(self, racer: int) -> bool:
        about = {"entity_id": self.centre, "series": "invoice", "dated_on": TODAY, "noun": "race"}
        paper = f"{self.before}-{racer}"  # a document that has a number gets the same one again
        try:
            with transaction.atomic():
                give_number(object_id=paper, by=SYSTEM, at=START, **about)  # type: ignore[arg-type]
                if racer % 3 == 0:
                    raise _GaveUp
        except _GaveUp:
            return False
        return True

    def naive(self, racer: int) -> bool:
        series = {"entity_id": self.centre, "series": "INV", "year": TODAY.year}
        last = Counter.objects.filter(**series).values_list("last", flat=True).first() or 0
        time.sleep(PAUSE)
        about = {"noun": "race", "object_id": f"{self.before}-{racer}", "dated_on": TODAY, "given_at": START}
        try:
            with transaction.atomic():
                PaperNumber.objects.create(number=last + 1, **series, **about)
                Counter.objects.filter(**series).update(last=last + 1)
        except DatabaseError:
            return False
        return True

    def is_kept(self, passed: int) -> bool:
        expected = CLIENTS - len(range(0, CLIENTS, 3))
        numbers = sorted(PaperNumber.objects.values_list("number", flat=True))
        is_whole = numbers == list(range(1, len(numbers) + 1))
        return passed == expected and len(numbers) - self.before == expected and is_whole


class _GaveUp(Exception):
    """A posting that fails after it got its number."""


THINGS: dict[str, type[Thing]] = {
    one.__name__.lower(): one for one in (Lot, Remnant, Approval, Quantity, Deadline, Credit, Number)
}


class Clients:
    """Sixteen clients, each with a connection that it keeps, who start every round together."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(CLIENTS)
        self.gate = threading.Barrier(CLIENTS)
        self.errors: list[str] = []

    def round(self, act: Callable[[int], bool]) -> int:
        """How many got through."""
        return sum(self.pool.map(lambda racer: self._try(act, racer), range(CLIENTS)))

    def _try(self, act: Callable[[int], bool], racer: int) -> bool:
        self.gate.wait()
        try:
            return act(racer)
        except Exception as error:  # noqa: BLE001 — whatever it is, a person would have seen it
            self.errors.append(f"{type(error).__name__}: {error}")
            return False

    def part(self) -> None:
        self.round(lambda _racer: connections.close_all() is None)
        self.pool.shutdown()


def run(thing: Thing, rounds: int, clients: Clients) -> str:
    """One line: the thing, its rounds, how many were kept, errors, rounds of the control, how many of them broke."""
    kept = errors = broken = 0
    for _round in range(rounds):
        thing.fresh()
        kept += thing.is_kept(clients.round(thing.take))
    errors, first = len(clients.errors), clients.errors[:1]
    controls = min(rounds, CONTROLS)
    for _round in range(controls):
        thing.fresh()
        broken += not thing.is_kept(clients.round(thing.naive))
    clients.errors.clear()
    return f"{type(thing).__name__.lower()} {rounds} {kept} {errors} {controls} {broken} {' '.join(first)}".strip()


def main(rounds: int, names: list[str]) -> None:
    cast, clients = build_small_sentra(), Clients()
    cut_from(cast)
    for name in names or THINGS:
        sys.stdout.write(run(THINGS[name](cast), rounds, clients) + "\n")
        sys.stdout.flush()
    clients.part()


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
