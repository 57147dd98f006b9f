"""The one vocabulary of status words: the same word has the same colour on every page."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rantai.web.layout.pieces import Status

STATUSES: dict[str, Status] = {
    # answers of the engine
    "optimal": Status(_("Best possible"), "good"),
    "feasible": Status(_("Good, not proven best"), "info"),
    "infeasible": Status(_("Cannot be met"), "stop"),
    "invalid": Status(_("Wrong input"), "stop"),
    "timeout": Status(_("Time ran out"), "wait"),
    # work under way
    "draft": Status(_("Draft"), "quiet"),
    "open": Status(pgettext_lazy("a round takes amounts", "Open"), "info"),
    "ended": Status(pgettext_lazy("the deadline of a round has passed", "Closed"), "wait"),
    "waiting": Status(_("Waiting"), "wait"),
    "queued": Status(_("In the queue"), "info"),
    "running": Status(_("Running"), "info"),
    "done": Status(_("Done"), "good"),
    "failed": Status(_("Failed"), "stop"),
    "cancelled": Status(_("Cancelled"), "quiet"),
    "planned": Status(_("Planned"), "info"),
    "ready": Status(_("Ready"), "good"),
    "outdated": Status(_("Changed since it was computed"), "wait"),
    "published": Status(_("Published"), "good"),
    # promises and dates
    "on_time": Status(_("On time"), "good"),
    "late": Status(_("Late"), "stop"),
    "short": Status(_("Short"), "stop"),
    "at_risk": Status(_("At risk"), "wait"),
    "ordered": Status(_("Ordered"), "info"),
    "received": Status(_("Received"), "good"),
    "in_stock": Status(_("In stock"), "good"),
    "approved": Status(_("Approved"), "good"),
    "rejected": Status(_("Rejected"), "stop"),
    "sent": Status(_("Sent, no answer yet"), "wait"),
    "accepted": Status(_("Accepted"), "good"),
    "declined": Status(_("Declined"), "stop"),
    "withdrawn": Status(_("Withdrawn"), "quiet"),
    # selling
    "quote": Status(_("Quote"), "quiet"),
    "requested": Status(_("Asked for"), "wait"),
    "confirmed": Status(_("Confirmed"), "info"),
    "closed": Status(pgettext_lazy("an order", "Closed"), "quiet"),
    "stopped": Status(_("Credit stopped"), "stop"),
    "unpaid": Status(_("Unpaid"), "wait"),
    "paid": Status(_("Paid"), "good"),
    "used": Status(_("Used"), "good"),
    "left_over": Status(_("Not used yet"), "wait"),
    "giro_held": Status(_("Waits for the bank"), "wait"),
    "bounced": Status(_("Refused by the bank"), "stop"),
    "on_the_way": Status(_("On the way"), "wait"),
    # people and master data
    "active": Status(_("Active"), "good"),
    "inactive": Status(_("Inactive"), "quiet"),
    "invited": Status(_("Invited"), "wait"),
    "example": Status(pgettext_lazy("invented demo data", "Example"), "quiet"),
}


def status_of(code: str) -> Status:
    """The status for a code of the vocabulary. An unknown code raises KeyError: a new word is added here, once."""
    return STATUSES[code]
