"""A journal to be written, and whether a document has one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Exists, OuterRef

from rantai.apps.accounts import chart
from rantai.apps.accounts.models import Journal


@dataclass(frozen=True)
class Draft:
    """A journal to be written: account → rupiah, debit positive, credit negative; together nothing."""

    kind: str
    document_id: int
    number: str
    on: date
    amounts: dict[str, int]


def written(seller_id: int, kind: str, key: str = "pk") -> Exists:
    """Whether the document of a row has its journal in the books of this firm."""
    return Exists(Journal.objects.filter(books__seller=seller_id, kind=kind, document_id=OuterRef(key)))


def purse(way: str) -> str:
    """Where money of this kind lies."""
    return chart.CASH if way == "cash" else chart.BANK


def mirrored(amounts: dict[str, int]) -> dict[str, int]:
    """The same the other way round."""
    return {account: -amount for account, amount in amounts.items()}


def dated(drafts: Iterable[Draft], closed: date | None) -> list[Draft]:
    """Drafts as they are written: what is dated into a closed month stands on the first open day."""
    if closed is None:
        return list(drafts)
    return [replace(draft, on=max(draft.on, closed + timedelta(days=1))) for draft in drafts]


def sides(draft: Draft) -> list[tuple[str, int, int]]:
    """Account, debit, credit; debits first. Accounts of which nothing is left are no lines."""
    ordered = sorted(((account, amount) for account, amount in draft.amounts.items() if amount), key=_debit_first)
    return [(account, max(0, amount), max(0, -amount)) for account, amount in ordered]


def _debit_first(pair: tuple[str, int]) -> tuple[bool, str]:
    return pair[1] < 0, pair[0]
