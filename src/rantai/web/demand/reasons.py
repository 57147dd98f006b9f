"""Why an order is late, in words that name no workshop and no other customer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy

from rantai.apps.planning import wording
from rantai.apps.planning.queries import LateOrderRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

# Reasons whose resource is an item or a material: it may be named to everybody.
_OF_THINGS = ("material_late", "part_late", "no_maker", "no_local_maker", "fits_no_format", "no_offer", "shared_short")
_WITHOUT_FIRM: Mapping[str, Words] = {
    "capacity_full": gettext_lazy("The machines are full in the week of %(day)s; %(amount)s too few."),
    "share_full": gettext_lazy("The workshops have taken all they may take; %(amount)s remain."),
    "source_full": gettext_lazy("No workshop or seller may give a larger part; %(amount)s remain."),
    "trial_full": gettext_lazy("The workshops on trial have made all they may; %(amount)s remain."),
    "tool_elsewhere": gettext_lazy("The tool for the part lies elsewhere; %(amount)s wait for it."),
    "score_low": gettext_lazy("The workshops with room lack the score that the part asks for; %(amount)s."),
    "customer_full": gettext_lazy("The workshops may not work more for one customer; %(amount)s too few."),
    "least_share": gettext_lazy("Other workshops must get their smallest share; %(amount)s."),
    "small_job": gettext_lazy("%(amount)s are too few to set machines up for."),
    "goal_first": gettext_lazy("A more important goal comes first; %(amount)s."),
    "road_time": gettext_lazy("The road from the workshops with room is too long; %(amount)s."),
    "lead_time": gettext_lazy("Making and delivering takes longer than there is time; %(amount)s."),
    "time_over": gettext_lazy("The time for planning was over; %(amount)s are not planned."),
    **dict.fromkeys(
        ("least_order", "over_budget", "over_credit"),
        gettext_lazy("The steel cannot be ordered in time; %(amount)s wait for it."),
    ),
    "dearer": gettext_lazy("A farther workshop is cheaper by %(amount)s."),
    "customer_material_missing": gettext_lazy("Steel that the customer brings is missing: %(amount)s."),
}


def why_late(row: LateOrderRow, monday: date) -> str:
    """The binding constraint as a sentence for a customer; `monday` is the first day of its week."""
    if not row.reason_code:
        return ""
    if row.reason_code in _OF_THINGS:
        return wording.why(row, monday)
    return str(_WITHOUT_FIRM[row.reason_code]) % {"day": formats.day(monday), "amount": wording.amount(row)}
