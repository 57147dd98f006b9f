"""What lies on a shelf at one customer is not offered to another, who so cannot watch it either."""

import re

from tests.apps.cutting_jobs.lists import PLATE
from tests.apps.deliveries.yard import lots
from tests.apps.sales.counter import account
from tests.cast import SmallSentra
from tests.web.search.test_search import results
from tests.web.shelves.examples import shelf_at


def offered(cast: SmallSentra) -> list[str]:
    """Free pieces of the plate, as a competitor of the shelf's customer reads them."""
    shown = cast.client("rival_maker").get("/belanja/stok/").content.decode()
    return re.findall(rf'baja={PLATE}".*?Lembar atau batang bebas">([^<]*)<', shown, re.DOTALL)


def test_a_customer_meets_no_steel_of_other_shelves(small_sentra: SmallSentra) -> None:
    account(small_sentra, "maker_b")
    shelf_at(small_sentra, sheets=4, used=1)
    assert offered(small_sentra) == []
    assert results(small_sentra, "rival_maker", "SPHC") == {}
    lots(small_sentra, sheets=2, heat="H-GUDANG")
    assert offered(small_sentra) == ["2"]
    (found,) = results(small_sentra, "rival_maker", "SPHC").items()
    assert found[0].startswith("/belanja/stok/?q=")
