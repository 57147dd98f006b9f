"""What an order of goals means, what a plan that tried it promises, and the orders that held before."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rantai.apps.audit.queries import acts_on
from rantai.apps.planning import queries
from rantai.web.layout import formats
from rantai.web.layout.pieces import Figure, Words
from rantai.web.plans.templatetags.plans import GOALS
from rantai.web.plans.told import told_together
from rantai.web.scenarios.views import figures_of, finding_of, tone_of_plans
from rantai.web.scenarios.wording import title_of

USUAL = ("on_time", "local_first", "spread_work", "cost")
MOST_EARLIER = 3


@dataclass(frozen=True)
class Trial:
    """A scenario that planned an order of goals, beside the plan in force."""

    name: str
    url: str
    says: str
    tone: str
    figures: list[Figure]


@dataclass(frozen=True)
class Earlier:
    """An order that held before, until when, and how it is sent to be put back."""

    words: str
    until: str
    order: str


def words_of(order: Sequence[str]) -> str:
    return " → ".join(str(GOALS[goal]) for goal in order)


def warning(order: Sequence[str], meaning: dict[str, Words]) -> str:
    """What it means that time stands behind another goal; empty where it is first."""
    before = order[: list(order).index("on_time")]
    if not before:
        return ""
    said = "; ".join(f"{GOALS[goal]}: {meaning[goal]}" for goal in before)
    return _(
        "“%(time)s” stands behind another goal (%(goals)s). Vehicles then come late although a workshop has room for "
        "them: the goal before counts more than the promised date, however little it gains."
    ) % {"time": GOALS["on_time"], "goals": said}


def trial(programme_id: int, order: Sequence[str], makers: Collection[str]) -> Trial | None:
    """The newest scenario that changes only the goals, to this order, and was planned. At most five queries."""
    for row in queries.what_ifs(programme_id):
        goals = [change.goals for change in row.changes]
        if goals == [tuple(order)] and row.plan is not None and not row.is_outdated:
            before, after = told_together([queries.current_run(programme_id), row.plan], makers)
            url = reverse("scenarios:record", args=[row.what_if_id])
            tone = tone_of_plans(before, after)
            return Trial(title_of(row), url, finding_of(before, after), tone, figures_of(before, after))
    return None


def earlier(programme_id: int, kept: Sequence[str]) -> list[Earlier]:
    """The last orders that held before the one in force, newest first. One query."""
    found: dict[tuple[str, ...], Earlier] = {}
    for act in acts_on("programme", ("set_goals",)):
        order = tuple((act.before or {}).get("goals", ())) or USUAL
        if act.object_id == str(programme_id) and order != tuple(kept) and order not in found:
            until = formats.day(timezone.localtime(act.at).date())
            found[order] = Earlier(words_of(order), until, ",".join(order))
    return list(found.values())[:MOST_EARLIER]
