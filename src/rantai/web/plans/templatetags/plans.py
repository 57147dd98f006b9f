"""Words of the plan's stages and goals."""

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.planning.queries import BoundRow
from rantai.web.layout import formats

register = template.Library()

STAGES: dict[str, Promise] = {
    "explosion": gettext_lazy("Parts and steel"),
    "allocation": gettext_lazy("Work"),
    "cutting": gettext_lazy("Cutting"),
    "pooling": gettext_lazy("Steel orders"),
}
GOALS: dict[str, Promise] = {
    "on_time": gettext_lazy("on time"),
    "local_first": gettext_lazy("near first"),
    "spread_work": gettext_lazy("work spread"),
    "cost": gettext_lazy("price"),
}


GOAL_OF_STAGE = {"explosion": "spread_work", "cutting": "cost", "pooling": "cost"}  # pieces, rupiah, rupiah


@register.filter
def stage_word(stage: str) -> Promise:
    """What a stage is called."""
    return STAGES[stage]


@register.filter
def part_words(part: str) -> str:
    """A goal of one level of the bill: "level 0: cost"."""
    level, _colon, goal = part.partition(": ")
    number = level.removeprefix("level ")
    if goal not in GOALS:
        return part
    where = _("assembly") if number == "0" else _("parts, level %(level)s") % {"level": number}
    return f"{GOALS[goal]} ({where})"


@register.filter
def in_unit_of(value: int, row: BoundRow) -> str:
    """What a stage reached or proved, with its unit."""
    goal = row.part.partition(": ")[2] if row.stage == "allocation" else GOAL_OF_STAGE[row.stage]
    if goal == "cost":
        return formats.rupiah_short(value)
    shown = formats.count(value)
    return {
        "on_time": _("%(n)s weighted piece-weeks"),
        "local_first": _("%(n)s pieces × distance step"),
        "spread_work": _("%(n)s pieces"),
    }.get(goal, "%(n)s") % {"n": shown}
