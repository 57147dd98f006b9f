"""The ledger recounted by a stranger: each rule is one SQL question in `sql/`, whose rows are its faults.

faults() -> list[Fault]          empty: the ledger is sound
fingerprint() -> str             one hash of what the ledger and the trail hold
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection

from rantai.apps.audit.models import AuditEntry
from rantai.apps.stock.models import Balance, Movement

FOLDER = Path(__file__).parent / "sql"
GENESIS_ROW = f"SELECT 0 AS sequence, '{'0' * 64}' AS hash"  # where the chain begins, in `sql/i11_*`


@dataclass(frozen=True)
class Fault:
    """A rule that does not hold, and where."""

    rule: str
    what: str


def faults() -> list[Fault]:
    """Every fault of every rule. Nothing is repaired: whoever tampered may be watching."""
    return [Fault(rule, what) for rule, sql in rules() for what in answers(sql)]


def rules() -> Iterator[tuple[str, str]]:
    """(rule, SQL) of every rule that this database engine can be asked."""
    for path in sorted(FOLDER.glob("i[0-9]*.sql")):
        engine = path.name.split(".")[1:-1]
        if not engine or engine == [connection.vendor]:
            heading, *rest = path.read_text(encoding="utf-8").splitlines()
            yield heading.removeprefix("-- Rule: "), "\n".join(line for line in rest if not line.startswith("--"))


def answers(sql: str) -> list[str]:
    """The rows of one question, which are its faults."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [str(row[0]) for row in cursor.fetchall()]


def fingerprint() -> str:
    """Hash of balances, movements and trail: the same before and after a backup, a restore, an upgrade."""
    lots = ("account__organisation__code", "material_lot__code", "item_lot__code", "grams", "pieces")
    content = sorted(map(str, Balance.objects.values_list(*lots)))
    last = Movement.objects.order_by("-sequence").values_list("sequence", "hash").first()
    content += [str(last), str(AuditEntry.objects.count())]
    return hashlib.sha256("\n".join(content).encode()).hexdigest()
