"""A member states, changes or withdraws its amounts: one short transaction, whoever comes when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import Format
from rantai.apps.parties.clusters import members_of
from rantai.apps.purchasing.clock import database_now, locked, refuse_unless, shown
from rantai.apps.purchasing.models import Allocation, PurchaseRound, RoundStatement, RoundSteel
from rantai.apps.purchasing.refusals import refuse
from rantai.apps.purchasing.refusals import rounds as refusals
from rantai.apps.purchasing.shapes import PIECEWISE
from rantai.core.problems import InvalidInput, Problem, Where
from rantai.core.units import format_kg, format_number

FAR = 10  # times the usual amount, from which a number is asked about before it is taken


@dataclass(frozen=True)
class Amount:
    """A firm amount, and how much more and less is accepted: pieces of sheets and bars, else grams."""

    firm: int
    more: int = 0
    less: int = 0


NOTHING = Amount(0)


@transaction.atomic
def state_amounts(
    *,
    round_id: int,
    member_id: int,
    amounts: Mapping[int, Amount],
    by: Author,
    at: datetime,
    is_sure: bool = False,
) -> None:
    """Write a member's amounts by format id; formats that are not named stay as they were, zero takes one back.

    The deadline is judged by the database's clock after the round is locked. Raises InvalidInput, all at once: too
    early, too late, no member, a format that is not offered, less than nothing, and, unless `is_sure`, an amount ten
    times away from what the member took in earlier rounds.
    """
    one = locked(round_id)
    _refuse_outside_window(one)
    # The centre may take part for its own store, by the same rule as everybody.
    if member_id != one.centre_id and member_id not in members_of(one.centre_id or 0, timezone.localdate(at)):
        raise refuse(refusals.NOT_A_MEMBER)
    steels = {row.format_id: row.format for row in RoundSteel.objects.filter(round=one).select_related("format")}
    problems = [problem for key, amount in amounts.items() for problem in _wrong(steels.get(key), amount)]
    if not problems and not is_sure:
        problems = _far_from_usual(member_id, steels, amounts)
    if problems:
        raise InvalidInput(problems)
    _write(one, member_id, steels, amounts, by, at)


@transaction.atomic
def withdraw_amounts(*, round_id: int, member_id: int, by: Author, at: datetime) -> None:
    """Take all of a member's amounts back, until the deadline. Raises InvalidInput."""
    live = RoundStatement.objects.filter(round=round_id, member=member_id, is_live=True, firm__gt=0)
    amounts = {row.format_id: NOTHING for row in live}
    state_amounts(round_id=round_id, member_id=member_id, amounts=amounts, by=by, at=at, is_sure=True)


def _refuse_outside_window(one: PurchaseRound) -> None:
    refuse_unless(one, "open")
    assert one.opens_at is not None and one.deadline_at is not None
    now = database_now()
    if now < one.opens_at:
        raise refuse(refusals.ROUND_NOT_OPEN_YET, at=shown(one.opens_at))
    if now > one.deadline_at:
        raise refuse(refusals.ROUND_CLOSED, at=shown(one.deadline_at))


def _wrong(steel: Format | None, amount: Amount) -> list[Problem]:
    if steel is None:
        return [Problem(refusals.STEEL_NOT_OFFERED)]
    values = {"format": steel.name, "firm": words(steel, amount.firm), "less": words(steel, amount.less)}
    found = []
    if amount.less > amount.firm:
        found.append(Problem(refusals.LESS_THAN_NOTHING, Where(column=f"less_{steel.pk}"), values))
    if amount.more and not amount.firm:
        found.append(Problem(refusals.MORE_WITHOUT_FIRM, Where(column=f"more_{steel.pk}"), values))
    return found


def _far_from_usual(member_id: int, steels: Mapping[int, Format], amounts: Mapping[int, Amount]) -> list[Problem]:
    """What the member took of a format in earlier rounds, on average, against what it states now."""
    wanted = [key for key, amount in amounts.items() if amount.firm]
    rows = Allocation.objects.filter(member=member_id, format__in=wanted).values_list("format_id", "round_id", "amount")
    before: dict[int, dict[int, int]] = {}
    for key, number, amount in rows:
        rounds = before.setdefault(key, {})
        rounds[number] = rounds.get(number, 0) + amount
    problems = []
    for key, rounds in sorted(before.items()):
        usual, asked = sum(rounds.values()) // len(rounds), amounts[key].firm
        if usual and not usual < asked * FAR < usual * FAR * FAR:
            steel = steels[key]
            values = {"format": steel.name, "asked": words(steel, asked), "usual": words(steel, usual)}
            problems.append(Problem(refusals.FAR_FROM_USUAL, Where(column=f"firm_{key}"), values))
    return problems


def words(steel: Format, amount: int) -> str:
    """An amount as people say it."""
    return format_number(amount) if steel.kind in PIECEWISE else format_kg(amount)


def _write(
    one: PurchaseRound,
    member_id: int,
    steels: Mapping[int, Format],
    amounts: Mapping[int, Amount],
    by: Author,
    at: datetime,
) -> None:
    live = RoundStatement.objects.filter(round=one, member=member_id, is_live=True)
    known = {row.format_id: row for row in live}
    changed = {key: amount for key, amount in amounts.items() if _is_new(known.get(key), amount)}
    if not changed:
        return
    old: Sequence[int] = [known[key].pk for key in changed if key in known]
    if old:
        RoundStatement.objects.filter(pk__in=old).update(is_live=False)
    RoundStatement.objects.bulk_create(
        RoundStatement(
            round=one,
            member_id=member_id,
            format_id=key,
            firm=amount.firm,
            more=amount.more,
            less=amount.less,
            stated_at=at,
            stated_by_id=by.user_id,
        )
        for key, amount in sorted(changed.items())
    )
    before = {steels[key].code: [row.firm, row.more, row.less] for key, row in known.items() if key in changed}
    after = {steels[key].code: [row.firm, row.more, row.less] for key, row in changed.items()}
    # The trail of a statement is the member's own, apart from the round's: its times would tell who asked when.
    place = f"{one.pk}.{member_id}"
    record(verb="state", noun="round_statement", object_id=place, by=by, at=at, before=before, after=after)


def _is_new(known: RoundStatement | None, amount: Amount) -> bool:
    if known is None:
        return amount != NOTHING
    return (known.firm, known.more, known.less) != (amount.firm, amount.more, amount.less)
