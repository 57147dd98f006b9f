"""How amounts, rounds and their history are said."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from rantai.apps.purchasing.queries import RoundRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, Tone, Words

PHASES = ("draft", "planned", "open", "ended", "approved", "ordered", "withdrawn")

EVENTS: Mapping[str, Words] = {
    "draft": gettext_lazy("Draft made from a plan"),
    "withdraw": gettext_lazy("Withdrawn"),
    "replace": gettext_lazy("Replaced by a draft of a newer plan"),
    "open": gettext_lazy("Opened for members"),
    "move_deadline": gettext_lazy("Deadline moved"),
    "set_seller": gettext_lazy("A seller's terms changed"),
    "deposit": gettext_lazy("Deposit received"),
    "deposit_back": gettext_lazy("Deposit given back"),
    "settle": gettext_lazy("A share is paid"),
    "ask_proposal": gettext_lazy("Proposal asked for"),
    "propose": gettext_lazy("Proposal computed"),
    "fail_proposal": gettext_lazy("Proposal could not be computed"),
    "approve": gettext_lazy("Proposal approved"),
    "order": pgettext_lazy("of a round", "Ordered at the sellers"),
}


def number_words(round_id: int) -> str:
    """What people call a round."""
    return _("Round %(number)s") % {"number": round_id}


def title_of(row: RoundRow) -> str:
    """Its number, and its name when it has one."""
    return f"{number_words(row.round_id)} · {row.name}" if row.name else number_words(row.round_id)


def amount_words(amount: int, *, is_counted: bool) -> str:
    """Pieces of sheets and bars, kilograms of coil and loose steel."""
    if is_counted:
        return _("%(n)s pieces") % {"n": formats.count(amount)}
    return formats.mass(amount)


def price_words(price_idr_t: int) -> str:
    """A price as people compare it: per kilogram, to the rupiah."""
    return _("%(price)s a kg") % {"price": formats.rupiah(round(price_idr_t / 1_000))}


def deadline_figure(row: RoundRow) -> Figure:
    """The day of the deadline, with its hour below."""
    if row.deadline_at is None:
        return Figure(_("Deadline"), "–")
    moment = timezone.localtime(row.deadline_at)
    hour = f"{moment:%H.%M}" if formats.language() == "id" else f"{moment:%H:%M}"
    tone: Tone = "wait" if row.phase == "open" else "quiet"
    return Figure(_("Deadline"), formats.day(moment.date()), note=_("at %(hour)s") % {"hour": hour}, tone=tone)
