"""From an answer of the engine to who gets and pays what; the rest and the loss on accounts of their own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from rantai.apps.catalog.models import Format
from rantai.apps.parties.models import Organisation
from rantai.apps.purchasing.documents import Document
from rantai.apps.purchasing.models import Allocation, PurchaseRound
from rantai.apps.purchasing.shapes import PIECEWISE


def allocations_of(one: PurchaseRound, answer: Document) -> list[Allocation]:
    """The allocations of all orders of a proposal, unsaved; of each order they add up to its mass and price."""
    codes = {row["steel"] for row in (*answer["items"], *answer["shares"])}
    formats = {steel.code: steel for steel in Format.objects.filter(code__in=codes)}
    members = {row["member"] for row in answer["shares"]}
    firms = dict(Organisation.objects.filter(code__in=members).values_list("code", "pk"))
    rows = [
        Allocation(
            round=one,
            terms_code=row["terms"],
            account="member",
            member_id=firms[row["member"]],
            format=formats[row["steel"]],
            amount=row["amount"],
            mass_g=row["mass_g"],
            share_idr=row["share_idr"],
            alone_idr=row["alone_idr"],
        )
        for row in answer["shares"]
    ]
    for item in answer["items"]:
        steel = formats[item["steel"]]
        rest = item["rest_g"] // steel.piece_mass_g if steel.kind in PIECEWISE else item["rest_g"]
        where = {"round": one, "terms_code": item["terms"], "format": steel}
        if item["rest_g"]:
            paid = item["rest_idr"]
            rows.append(Allocation(account="rest", amount=rest, mass_g=item["rest_g"], share_idr=paid, **where))
        if item["loss_g"]:
            rows.append(Allocation(account="loss", mass_g=item["loss_g"], share_idr=0, **where))
    return rows


def shares_of(rows: Sequence[Allocation]) -> dict[int, int]:
    """Rupiah by member."""
    found: dict[int, int] = defaultdict(int)
    for row in rows:
        if row.member_id is not None:
            found[row.member_id] += row.share_idr
    return found
