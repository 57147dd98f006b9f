"""Lots of the centre and of maker_a, which shows its stock to the centre and to nobody else."""

from rantai.apps.stock.models import MaterialLot
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example
from tests.web.stock.world import stores


def examples(cast: SmallSentra) -> list[Example]:
    if not MaterialLot.objects.filter(code="B-PUSAT").exists():
        stores(cast)
    codes = (("baja", "B-PUSAT"), ("baja", "B-BENGKEL-A"), ("barang", "P-POROS"))
    return [
        Example("stock:lot", {"kind": kind, "code": code}, seen_by={"centre_staff"}, missing={"kind": kind})
        for kind, code in codes
    ]
