"""Reading proposals and allocations of a round; `member_id` fences a member's own.

proposals(round_id) -> list[ProposalRow]             proposal(round_id, number) -> ProposalRow | None
allocations(round_id, *, member_id=None) -> list[AllocationRow]
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.models import Allocation, RoundProposal, RoundStatement
from rantai.apps.purchasing.shapes import PIECEWISE


@dataclass(frozen=True)
class ProposalRow:
    """One proposal; `answer` is None until it is done."""

    number: int
    state: str
    given: dict[str, Any]
    answer: dict[str, Any] | None
    problems: list[dict[str, Any]]
    created_at: datetime
    done_at: datetime | None

    @property
    def cost_idr(self) -> int:
        """All orders with their trucks; 0 until it is done."""
        return sum(item["cost_idr"] + item["freight_idr"] for item in (self.answer or {"items": []})["items"])

    @property
    def mass_g(self) -> int:
        return sum(item["mass_g"] for item in (self.answer or {"items": []})["items"])


FIELDS = ("number", "state", "given", "answer", "problems", "created_at", "done_at")


def proposals(round_id: int) -> list[ProposalRow]:
    """The proposals of a round, newest first. One query."""
    rows = RoundProposal.objects.filter(round=round_id).order_by("-number").values_list(*FIELDS)
    return [ProposalRow(*row) for row in rows]


def proposal(round_id: int, number: int) -> ProposalRow | None:
    """One proposal. One query."""
    row = RoundProposal.objects.filter(round=round_id, number=number).values_list(*FIELDS).first()
    return ProposalRow(*row) if row else None


@dataclass(frozen=True)
class AllocationRow:
    """What of an order goes to whom. `amount`: pieces, or grams."""

    terms_code: str
    account: str
    member_id: int | None
    member_name: str
    format_id: int
    format_name: str
    format_kind: str
    amount: int
    mass_g: int
    share_idr: int
    alone_idr: int
    settled_at: datetime | None

    @property
    def is_counted(self) -> bool:
        return self.format_kind in PIECEWISE


def allocations(round_id: int, *, member_id: int | None = None) -> list[AllocationRow]:
    """Who gets what, members by name, then the accounts of the rest and the loss. One query."""
    found = Allocation.objects.filter(round=round_id)
    found = found.filter(member=member_id) if member_id is not None else found
    names = ("terms_code", "account", "member_id", "name", "format_id", "format__name", "format__kind")
    rows = found.order_by("account", "member__name", "terms_code", "format__code")
    named = rows.annotate(name=Coalesce("member__name", Value("")))
    return [
        AllocationRow(*row)
        for row in named.values_list(*names, "amount", "mass_g", "share_idr", "alone_idr", "settled_at")
    ]


def names_of(codes: Collection[str]) -> dict[str, str]:
    """Code → name of the firms that a proposal names. One query."""
    return dict(Organisation.objects.filter(code__in=sorted(codes)).values_list("code", "name"))


def shares_by_name(answer: dict[str, Any] | None) -> dict[str, int]:
    """Rupiah by member's name of a proposal; empty without one. One query."""
    shares: dict[str, int] = {}
    for row in (answer or {"shares": []})["shares"]:
        shares[row["member"]] = shares.get(row["member"], 0) + row["share_idr"]
    names = names_of(shares)
    return {names[code]: share for code, share in shares.items()}


def absent(round_id: int, members: Collection[int]) -> list[str]:
    """Names of members that have stated nothing. One query."""
    stated = RoundStatement.objects.filter(round=round_id, is_live=True, firm__gt=0).values("member_id")
    found = Organisation.objects.filter(pk__in=sorted(members)).exclude(pk__in=stated)
    return list(found.order_by("name").values_list("name", flat=True))
