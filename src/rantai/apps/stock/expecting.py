"""Steel that is ordered and will arrive: the next plan counts it, the store's page lists it, a receipt makes it less.

expect(*, wanted, by, at) -> None          expect_less(*, code, pieces, mass_g, by, at) -> None
forget_expected(*, codes, by, at) -> None  postpone(*, codes, due_date, by, at) -> None
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from rantai.apps.audit.actions import Act, Author, record, record_all
from rantai.apps.stock.models import MaterialReceipt


@dataclass(frozen=True)
class Expected:
    """One format on its way; `pieces` is 0 for coils and loose steel."""

    code: str
    format_id: int
    holder_id: int
    owner_id: int
    due_date: date
    pieces: int
    mass_g: int


@transaction.atomic
def expect(*, wanted: Sequence[Expected], by: Author, at: datetime) -> None:
    """Write down what will arrive."""
    MaterialReceipt.objects.bulk_create(
        MaterialReceipt(
            code=one.code,
            format_id=one.format_id,
            holder_id=one.holder_id,
            owner_id=one.owner_id,
            due_date=one.due_date,
            quantity_pieces=one.pieces,
            mass_g=one.mass_g,
        )
        for one in wanted
    )
    acts = [Act("expect", "material_receipt", one.code, after={"mass_g": one.mass_g}) for one in wanted]
    record_all(acts=acts, by=by, at=at)


@transaction.atomic
def expect_less(*, code: str, pieces: int, mass_g: int, by: Author, at: datetime) -> None:
    """Some of it is here: so much is still to come; nothing when no mass is left. Unknown codes are left alone."""
    row = MaterialReceipt.objects.filter(code=code).first()
    if row is None:
        return
    if mass_g > 0:
        MaterialReceipt.objects.filter(pk=row.pk).update(quantity_pieces=max(0, pieces), mass_g=mass_g)
    else:
        row.delete()
    before, after = {"mass_g": row.mass_g}, {"mass_g": max(0, mass_g)}
    record(verb="expect_less", noun="material_receipt", object_id=code, by=by, at=at, before=before, after=after)


@transaction.atomic
def forget_expected(*, codes: Collection[str], by: Author, at: datetime) -> None:
    """It will not come any more."""
    known = sorted(MaterialReceipt.objects.filter(code__in=codes).values_list("code", flat=True))
    MaterialReceipt.objects.filter(code__in=known).delete()
    record_all(acts=[Act("forget", "material_receipt", code) for code in known], by=by, at=at)


@transaction.atomic
def postpone(*, codes: Collection[str], due_date: date, by: Author, at: datetime) -> None:
    """It comes on another day."""
    known = sorted(MaterialReceipt.objects.filter(code__in=codes).values_list("code", flat=True))
    MaterialReceipt.objects.filter(code__in=known).update(due_date=due_date)
    after = {"due_date": due_date.isoformat()}
    record_all(acts=[Act("postpone", "material_receipt", code, after=after) for code in known], by=by, at=at)
