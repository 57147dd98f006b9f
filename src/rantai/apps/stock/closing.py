"""What a closing asks: everything the first time, later what came since the firm's last closing.

faults_to_close(holder_id) -> list[Fault]      empty: the month may be closed
seal_totals(period) -> None                    what lies at each place, for the next closing to count on from

The same questions of `sql/` are asked, of smaller tables: each is put behind a `WITH` (`sql/since_*`) that lets
`stock_movement` and its neighbours mean only the rows it needs. Lots that moved since are looked at over their whole
life; of lots that did not, the sum of each place must still be what was sealed. What only a full recount can see is
left to `check-ledger`, which also proves the sealed sums.
"""

from __future__ import annotations

from django.db import connection
from django.db.models import Sum

from rantai.apps.stock.ledger import FOLDER, GENESIS_ROW, Fault, answers, rules
from rantai.apps.stock.models import Account, Balance, ClosedPeriod, Movement, SealedTotal

Totals = tuple[int, int, int]  # grams, pieces, rupiah
FIELDS = ("grams", "pieces", "value_idr")

_SCOPES = {"I1": "new", "I2": "lives", "I3": "lives", "I4": "cutting", "I5": "lives", "I6": "lives", "I12": "audited"}


def faults_to_close(holder_id: int) -> list[Fault]:
    """Every fault that a closing must not cover. Without sealed totals of an earlier closing all rules are asked."""
    last = ClosedPeriod.objects.filter(organisation=holder_id).order_by("-through_on").first()
    if last is None or not last.totals.exists():
        return [Fault(rule, what) for rule, sql in rules() for what in answers(sql)]
    found = [Fault(rule, what) for rule, sql in rules() for what in answers(_narrowed(rule, sql, last))]
    return found + _moved_totals(last)


def seal_totals(period: ClosedPeriod) -> None:
    """Write what lies at each place of the firm; call it in the transaction of the closing, with the head locked."""
    places = Account.objects.filter(kind="store", organisation=period.organisation_id).order_by("pk")
    held = _held(period.organisation_id)
    totals = ((pk, held.get(pk, (0, 0, 0))) for pk in places.values_list("pk", flat=True))
    rows = [SealedTotal(period=period, account_id=pk, **dict(zip(FIELDS, one, strict=True))) for pk, one in totals]
    SealedTotal.objects.bulk_create(rows)


def _narrowed(rule: str, sql: str, last: ClosedPeriod) -> str:
    """The question of a rule, asked of what came since a closing."""
    name = rule.split(maxsplit=1)[0]
    if name == "I13":
        return "SELECT 1 WHERE 1 = 0"  # asks the whole life of a place; `_moved_totals` counts on from the seal instead
    if name == "I11":
        newest = ClosedPeriod.objects.order_by("-head_sequence").values_list("head_sequence", "head_hash")[0]
        return sql.replace(GENESIS_ROW, f"SELECT {int(newest[0])} AS sequence, '{newest[1]}' AS hash")
    scope = "corrections" if "stock_closedperiod p" in sql else _SCOPES.get(name)
    if scope is None:
        return sql
    places = {"at": "main" if connection.vendor == "sqlite" else "public", "since": int(last.head_sequence)}
    lines = (FOLDER / f"since_{scope}.sql").read_text(encoding="utf-8").splitlines()
    fewer = "\n".join(line for line in lines if not line.startswith("--")).format(**places)
    return f"WITH {fewer}, {sql.removeprefix('WITH ')}" if sql.startswith("WITH ") else f"WITH {fewer} {sql}"


def _held(holder_id: int) -> dict[int, Totals]:
    """Account → what its balances add up to."""
    mine = Balance.objects.filter(account__organisation=holder_id, account__kind="store")
    sums = mine.order_by("account_id").values_list("account_id").annotate(*(Sum(name) for name in FIELDS))
    return {pk: (grams, pieces, value) for pk, grams, pieces, value in sums}


def _moved_totals(last: ClosedPeriod) -> list[Fault]:
    """Places whose balances are not what was sealed and what moved since."""
    expected: dict[int, list[int]] = {
        row.account_id: [row.grams, row.pieces, row.value_idr] for row in last.totals.all()
    }
    since = Movement.objects.filter(sequence__gt=last.head_sequence)
    for end, sign in (("dst", 1), ("src", -1)):
        mine = since.filter(**{f"{end}__organisation": last.organisation_id, f"{end}__kind": "store"})
        for pk, *amounts in mine.order_by(end).values_list(end).annotate(*(Sum(name) for name in FIELDS)):
            held = expected.setdefault(pk, [0, 0, 0])
            expected[pk] = [have + sign * more for have, more in zip(held, amounts, strict=True)]
    found = _held(last.organisation_id)
    rule = f"I13 what lies at a place is what was sealed through {last.through_on} and what moved since."
    codes = dict(Account.objects.filter(pk__in=expected.keys() | found.keys()).values_list("pk", "code"))
    wrong = [pk for pk in sorted(codes) if list(found.get(pk, (0, 0, 0))) != expected.get(pk, [0, 0, 0])]
    return [
        Fault(rule, f"place {codes[pk]}: books {found.get(pk)}, sealed and moved {expected.get(pk)}") for pk in wrong
    ]
