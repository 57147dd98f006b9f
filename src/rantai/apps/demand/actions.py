"""Verbs of the demand. All take `by` (who) and `at` (when), write their audit row in the same transaction, and raise
InvalidInput with every problem at once.

set_quantity(*, line_id, quantity_pieces, by, at, was_pieces=None) -> None
add_line(*, programme_id, item_id, customer_id, place_id, due_date, quantity_pieces, by, at, kind="programme",
         priority=5, firmness="firm", material_owner_id=None) -> int
remove_line(*, line_id, by, at) -> None         (withdrawn, never deleted)
restore_line(*, line_id, by, at) -> None
set_goals(*, programme_id, goals, by, at, was=None) -> None
set_split_rule(*, programme_id, rule, by, at) -> None
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import Item
from rantai.apps.demand import refusals
from rantai.apps.demand.models import DemandLine, Goal, Programme, SplitRule
from rantai.apps.parties.models import Place
from rantai.core.problems import InvalidInput, Problem, Where

MOST_PIECES = 10_000_000  # far above the largest scenario, far below what would overflow a plan's sums


@transaction.atomic
def set_quantity(
    *, line_id: int, quantity_pieces: int, by: Author, at: datetime, was_pieces: int | None = None
) -> None:
    """Change how many a line wants. With `was_pieces`, refuse when somebody else changed it meanwhile."""
    line = _locked(line_id)
    problems = _quantity_problems(quantity_pieces) + _withdrawn_problems(line)
    if was_pieces is not None and was_pieces != line.quantity_pieces:
        values = {"code": line.code, "now": line.quantity_pieces}
        problems.append(Problem(refusals.CHANGED_MEANWHILE, Where(column="quantity_pieces"), values))
    _raise_if(problems)
    if quantity_pieces == line.quantity_pieces:
        return
    before, after = {"quantity_pieces": line.quantity_pieces}, {"quantity_pieces": quantity_pieces}
    DemandLine.objects.filter(pk=line_id).update(quantity_pieces=quantity_pieces)
    record(verb="set_quantity", noun="demand_line", object_id=line_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def add_line(
    *,
    programme_id: int,
    item_id: int,
    customer_id: int,
    place_id: int,
    due_date: date,
    quantity_pieces: int,
    by: Author,
    at: datetime,
    kind: str = "programme",
    priority: int = 5,
    firmness: str = "firm",
    material_owner_id: int | None = None,
) -> int:
    """Add a line of demand; returns its id. Its code is made of place, item and day."""
    programme = Programme.objects.select_for_update(no_key=True, of=("self",)).get(pk=programme_id)
    problems = _quantity_problems(quantity_pieces) + _due_problems(programme, due_date)
    if not 1 <= priority <= 9:
        problems.append(Problem(refusals.PRIORITY_RANGE, Where(column="priority"), {"priority": priority}))
    _raise_if(problems)
    line = DemandLine.objects.create(
        programme=programme,
        code=_free_code(programme_id, item_id, place_id, due_date),
        kind=kind,
        item_id=item_id,
        customer_id=customer_id,
        place_id=place_id,
        due_date=due_date,
        quantity_pieces=quantity_pieces,
        priority=priority,
        firmness=firmness,
        material_owner_id=material_owner_id,
    )
    after = {"code": line.code, "quantity_pieces": quantity_pieces, "due_date": due_date.isoformat()}
    record(verb="add", noun="demand_line", object_id=line.pk, by=by, at=at, after=after)
    return line.pk


@transaction.atomic
def remove_line(*, line_id: int, by: Author, at: datetime) -> None:
    """Withdraw a line: the next plan leaves it out, older plans still name it. Doing it twice changes nothing."""
    if DemandLine.objects.filter(pk=line_id).wanted().update(withdrawn_at=at):
        record(verb="withdraw", noun="demand_line", object_id=line_id, by=by, at=at)


@transaction.atomic
def restore_line(*, line_id: int, by: Author, at: datetime) -> None:
    """Want a withdrawn line again."""
    if DemandLine.objects.filter(pk=line_id, withdrawn_at__isnull=False).update(withdrawn_at=None):
        record(verb="restore", noun="demand_line", object_id=line_id, by=by, at=at)


@transaction.atomic
def set_goals(
    *, programme_id: int, goals: Sequence[str], by: Author, at: datetime, was: Sequence[str] | None = None
) -> None:
    """Put the goals into this order, the most important first. Raises InvalidInput unless it holds each goal once.

    `was` is the order that the writer saw in force, empty where none was kept; another one since then is refused. None
    asks nothing.
    """
    known = list(Goal.Kind.values)
    if sorted(goals) != sorted(known):
        raise InvalidInput([Problem(refusals.GOALS_WRONG, Where(column="goals"), {"goals": ", ".join(known)})])
    Programme.objects.select_for_update(of=("self",)).get(pk=programme_id)
    kept = Goal.objects.filter(programme=programme_id)
    before = list(kept.order_by("rank").values_list("goal", flat=True))
    if before == list(goals):
        return
    if was is not None and before != list(was):
        raise InvalidInput([Problem(refusals.GOALS_CHANGED)])
    kept.delete()
    Goal.objects.bulk_create(
        Goal(programme_id=programme_id, rank=rank, goal=goal) for rank, goal in enumerate(goals, start=1)
    )
    trail = {"before": {"goals": before}, "after": {"goals": list(goals)}}
    record(verb="set_goals", noun="programme", object_id=programme_id, by=by, at=at, **trail)


@transaction.atomic
def set_split_rule(*, programme_id: int, rule: str, by: Author, at: datetime) -> None:
    """Let every new plan split pooled orders by this rule. Raises InvalidInput for one that nobody knows."""
    if rule not in SplitRule.Rule.values:
        values = {"rule": rule[:40], "rules": ", ".join(SplitRule.Rule.values)}
        raise InvalidInput([Problem(refusals.SPLIT_RULE_UNKNOWN, Where(column="rule"), values)])
    Programme.objects.select_for_update(of=("self",)).get(pk=programme_id)
    kept = SplitRule.objects.filter(programme=programme_id)
    before = kept.values_list("rule", flat=True).first() or ""
    if before == rule:
        return
    SplitRule.objects.update_or_create(programme_id=programme_id, what="steel_orders", defaults={"rule": rule})
    trail = {"before": {"rule": before}, "after": {"rule": rule}}
    record(verb="set_split_rule", noun="programme", object_id=programme_id, by=by, at=at, **trail)


def _locked(line_id: int) -> DemandLine:
    return DemandLine.objects.select_for_update(no_key=True, of=("self",)).get(pk=line_id)


def _quantity_problems(quantity: int) -> list[Problem]:
    if 1 <= quantity <= MOST_PIECES:
        return []
    values = {"quantity": quantity, "most": MOST_PIECES}
    return [Problem(refusals.QUANTITY_RANGE, Where(column="quantity_pieces"), values)]


def _withdrawn_problems(line: DemandLine) -> list[Problem]:
    if line.withdrawn_at is None:
        return []
    return [Problem(refusals.WITHDRAWN, Where(column="quantity_pieces"), {"code": line.code})]


def _due_problems(programme: Programme, day: date) -> list[Problem]:
    last = programme.start_date + timedelta(weeks=programme.weeks, days=-1)
    if programme.start_date <= day <= last:
        return []
    values = {"day": day, "first": programme.start_date, "last": last}
    return [Problem(refusals.DUE_OUTSIDE, Where(column="due_date"), values)]


def _free_code(programme_id: int, item_id: int, place_id: int, day: date) -> str:
    """D-<place>-<item>-<day>, with a number behind it when that is taken. The programme is locked."""
    place = Place.objects.values_list("code", flat=True).get(pk=place_id)
    item = Item.objects.values_list("code", flat=True).get(pk=item_id)
    stem = f"D-{place}-{item}"[:44] + f"-{day:%Y%m%d}"
    lines = DemandLine.objects.filter(programme=programme_id, code__startswith=stem)
    taken = set(lines.values_list("code", flat=True))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


def _raise_if(problems: list[Problem]) -> None:
    if problems:
        raise InvalidInput(problems)
