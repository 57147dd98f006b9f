"""A seller's term and two workshops' set-ups: planners see both where the workshop lets them, each workshop its own."""

from rantai.apps.capacity.models import SetUp
from rantai.apps.catalog.models import Process, SupplierTerm
from rantai.apps.parties.models import Organisation
from tests.cast import SmallSentra
from tests.web.home.world import programme
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"centre_staff", "consortium_manager"})


def examples(cast: SmallSentra) -> list[Example]:
    programme(cast)
    term = SupplierTerm.objects.create(supplier=Organisation.objects.get(code=cast.code("mill")), min_order_g=5_000_000)
    maker = Organisation.objects.get(code=cast.code("maker_a"))
    set_up = SetUp.objects.create(maker=maker, process=Process.objects.get(code="cut"), setup_minutes=30)
    seller = {"table_name": "supplier_terms"}
    return [
        *(Example(f"terms:{name}", seller, seen_by=PLANNERS) for name in ("table", "add")),
        *(Example(f"terms:{name}", {**seller, "term_id": term.pk}, seen_by=PLANNERS) for name in ("change", "end")),
        Example("terms:restore", {**seller, "term_id": 987}, seen_by=()),
        Example("terms:change", {"table_name": "set_ups", "term_id": set_up.pk}, seen_by=PLANNERS | {"maker_owner"}),
    ]
