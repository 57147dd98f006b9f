"""A line of the centre's book: its staff alone opens it."""

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.pricing import queries
from rantai.apps.pricing.actions import record_prices
from rantai.apps.pricing.models import PriceLine
from tests.apps.pricing.test_pricing import APR, AT, JAN, price, record
from tests.cast import SmallSentra
from tests.web.home.world import programme
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    if not Format.objects.exists():
        programme(cast)
    if not PriceLine.objects.exists():
        record(cast, price(cast, 9_000, JAN))
    line = {"line_id": PriceLine.objects.first().pk}  # type: ignore[union-attr]
    given = [price(cast, 9_100, APR)]
    keeper = cast.organisations["centre"]
    record_prices(keeper_id=keeper, given=given, by=SYSTEM, at=AT, file_name="matriks.xlsx")
    file = {"file_id": queries.files(keeper)[0].file_id}
    return [
        Example("pricing:line", line, seen_by=STAFF),
        Example("pricing:offer", line, seen_by=STAFF),
        Example("pricing:undo", file, seen_by=STAFF),
    ]
