"""A centre's day: what waits, lane by lane, each line with its number, its age and the one button that goes to the job.

The desk says what waits; here it gets its words, its address and, for a bill that is due, a reminder ready to be sent.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from rantai.apps.desk import queries
from rantai.apps.desk.queries import Job
from rantai.apps.sales import queries as sales
from rantai.web.access import Request
from rantai.web.billing.shared import reminder, whatsapp_url
from rantai.web.layout import formats
from rantai.web.layout.pieces import Tone, Words
from rantai.web.sales.words import customer_words, order_words

Address = Callable[[Job], str]


@dataclass(frozen=True)
class Waiting:
    """One line: `url` is where the button goes, `page` the thing itself."""

    title: str
    note: str
    amount: str
    page: str
    verb: Words
    url: str
    tone: Tone


@dataclass(frozen=True)
class LaneCard:
    """A lane with something in it; `more_url` leads to the rest."""

    heading: Words
    count: int
    rows: Sequence[Waiting]
    more_url: str


@dataclass(frozen=True)
class Quiet:
    """A lane in which nothing waits, with its page."""

    words: Words
    url: str


@dataclass(frozen=True)
class Day:
    """The whole day: lanes with work first, then what is quiet."""

    lanes: Sequence[LaneCard]
    quiet: Sequence[Quiet]

    @property
    def count(self) -> int:
        return sum(lane.count for lane in self.lanes)


@dataclass(frozen=True)
class Kind:
    """What a lane is called, what its button says, where it goes and where its list is. `is_due`: a day to be kept."""

    heading: Words
    verb: Words
    to: Address
    list: str
    is_due: bool = False
    page: Address | None = None


def _at(route: str) -> Address:
    return lambda job: reverse(route, args=[job.object_id])


def _or_record(route: str, record: str) -> Address:
    """The page of a numbered plan; the record while there is none."""
    return lambda job: (
        reverse(route, args=[job.object_id, int(job.extra)]) if job.extra else reverse(record, args=[job.object_id])
    )


# In the order of a day: who waits at the counter, what comes and is cut, then rounds, papers and money.
KINDS: Mapping[str, Kind] = {
    "answer": Kind(
        gettext_lazy("Orders from workshops to answer"), gettext_lazy("Answer"), _at("sales:order"), "sales:orders"
    ),
    "deliver": Kind(
        gettext_lazy("Orders to pick and deliver"),
        gettext_lazy("Deliver"),
        _at("deliveries:send"),
        "sales:orders",
        is_due=True,
        page=_at("sales:order"),
    ),
    "receive": Kind(
        gettext_lazy("Steel that arrives"),
        gettext_lazy("Receive and weigh"),
        _at("purchases:receive"),
        "purchases:list",
        is_due=True,
        page=_at("purchases:record"),
    ),
    "expected": Kind(
        gettext_lazy("Steel that should have come"),
        gettext_lazy("See the deliveries"),
        lambda _job: reverse("stock:list"),
        "stock:list",
        is_due=True,
    ),
    "cut": Kind(
        gettext_lazy("Cutting lists to cut"),
        gettext_lazy("Cut"),
        _or_record("cut_jobs:work", "cut_jobs:record"),
        "cut_jobs:list",
        page=_at("cut_jobs:record"),
    ),
    "approve": Kind(
        gettext_lazy("Cutting lists to approve"),
        gettext_lazy("Look and approve"),
        _or_record("cut_jobs:plan", "cut_jobs:record"),
        "cut_jobs:list",
        page=_at("cut_jobs:record"),
    ),
    "kept": Kind(
        gettext_lazy("Kept steel that will soon be free"),
        gettext_lazy("Deliver"),
        _at("deliveries:send"),
        "sales:orders",
        is_due=True,
        page=_at("sales:order"),
    ),
    "closing": Kind(
        gettext_lazy("Rounds that close soon"),
        gettext_lazy("See the round"),
        _at("rounds:record"),
        "rounds:list",
        is_due=True,
    ),
    "ended": Kind(
        gettext_lazy("Rounds that wait for a second person's yes"),
        gettext_lazy("Propose and approve"),
        _or_record("rounds:proposal", "rounds:record"),
        "rounds:list",
        page=_at("rounds:record"),
    ),
    "order": Kind(
        gettext_lazy("Rounds whose orders are to be placed"),
        gettext_lazy("Place the orders"),
        _at("rounds:record"),
        "rounds:list",
        is_due=True,
    ),
    "bill": Kind(
        gettext_lazy("Sellers' bills that wait for a second person's yes"),
        gettext_lazy("Check and agree"),
        _at("purchases:record"),
        "purchases:list",
    ),
    "invoice": Kind(
        gettext_lazy("Invoices due"),
        gettext_lazy("Remind by WhatsApp"),
        _at("billing:invoice"),
        "billing:receivables",
        is_due=True,
        page=_at("billing:invoice"),
    ),
    "giro": Kind(
        gettext_lazy("Giros to take to the bank"),
        gettext_lazy("Note the answer"),
        _at("billing:payment"),
        "billing:payments",
        is_due=True,
    ),
    "debt": Kind(
        gettext_lazy("Debts to pay"),
        gettext_lazy("Pay"),
        _at("payables:pay"),
        "payables:list",
        is_due=True,
        page=_at("payables:record"),
    ),
    "confirm": Kind(
        gettext_lazy("Orders that no seller has confirmed"),
        gettext_lazy("Note the seller's yes"),
        _at("purchases:confirm"),
        "purchases:list",
        page=_at("purchases:record"),
    ),
    "unsigned": Kind(
        gettext_lazy("Deliveries that nobody has signed for"),
        gettext_lazy("It arrived"),
        _at("deliveries:sign"),
        "deliveries:list",
        page=_at("deliveries:record"),
    ),
}


def day_of(request: Request, centre_id: int) -> Day:
    """The day of a centre. Two queries."""
    found = queries.lanes(centre_id, request.today, request.now)
    letters = _letters(request, centre_id, found["invoice"].jobs if "invoice" in found else ())
    full = [
        LaneCard(
            kind.heading,
            found[name].count,
            [_waiting(kind, job, request.today, letters) for job in found[name].jobs],
            reverse(kind.list) if found[name].count > len(found[name].jobs) else "",
        )
        for name, kind in KINDS.items()
        if name in found
    ]
    return Day(full, [Quiet(kind.heading, reverse(kind.list)) for name, kind in KINDS.items() if name not in found])


def _letters(request: Request, centre_id: int, jobs: Sequence[Job]) -> dict[int, str]:
    """Addresses that open WhatsApp with the reminder written, by invoice."""
    phones = {job.object_id: job.extra for job in jobs}
    rows = sales.invoices(seller_id=centre_id, invoice_ids=sorted(phones)) if phones else []
    return {row.invoice_id: whatsapp_url(phones[row.invoice_id], reminder(request, row)) for row in rows}


def _waiting(kind: Kind, job: Job, today: date, letters: Mapping[int, str]) -> Waiting:
    is_sale = job.lane in ("answer", "deliver", "kept")
    is_due = kind.is_due and (job.lane != "deliver" or bool(job.extra))
    age, tone = _age(job.day, today, is_due=is_due)
    who = customer_words(job.who) if is_sale or job.lane in ("invoice", "giro", "unsigned") else job.who
    is_letter = job.lane == "invoice"
    return Waiting(
        order_words(job.object_id, "") if is_sale else job.title or _("without a number"),
        " · ".join(filter(None, (who, age))),
        formats.rupiah(job.amount) if job.amount else "",
        (kind.page or kind.to)(job),
        kind.verb,
        letters.get(job.object_id, kind.to(job)) if is_letter else kind.to(job),
        tone,
    )


def _age(day: date | None, today: date, *, is_due: bool) -> tuple[str, Tone]:
    """How long it waits or how long there is, and how much that presses."""
    if day is None:
        return "", "info"
    days = (today - day).days
    count = {"days": formats.count(abs(days))}
    if is_due and days > 0:
        return ngettext("%(days)s day late", "%(days)s days late", days) % count, "stop"
    if is_due and days < 0:
        return ngettext("in %(days)s day", "in %(days)s days", -days) % count, "info"
    if days <= 0:
        return _("today"), "wait" if is_due else "info"
    return ngettext("waits for %(days)s day", "waits for %(days)s days", days) % count, "wait"
