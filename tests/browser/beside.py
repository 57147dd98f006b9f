"""What a centre of the browser's world sells beside its own steel: goods, services, and the mill's bars."""

from collections.abc import Callable
from datetime import datetime

from django.utils.timezone import localdate

from rantai.apps.agency import actions as agencies
from rantai.apps.agency.actions import AgencyFacts, Terms
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import Format
from rantai.apps.deliveries.actions import DeliveryFacts, deliver
from rantai.apps.goods import actions as goods
from rantai.apps.goods.actions import GoodFacts, ListedGood, ReceiptFacts, ReceivedGood
from rantai.apps.sales.actions import OrderFacts, confirm_order, write_order
from rantai.apps.sales.goods import NewGood
from rantai.apps.sales.queries import order_goods
from rantai.apps.settlements import actions as settlements
from rantai.apps.stock.actions import NewLot
from rantai.apps.stock.posting import store_ids

WIRE = GoodFacts(
    "KAWAT-12", "Kawat las 1,2 mm (contoh)", "consumables", "kg", "Welding wire (example)", is_stocked=True
)
BEND = GoodFacts("TEKUK", "Tekuk (contoh)", "machining", "jam", "Bending (example)")
IDR_KG_LESS = 500


def catalogue(centre: int, mill: int, at: datetime) -> None:
    """A good with stock that came from the mill, a service, and a list from Excel that can be undone."""
    day = localdate(at)
    for facts, price_idr in ((WIRE, 30_000), (BEND, 150_000)):
        made = goods.write_good(seller_id=centre, facts=facts, by=SYSTEM, at=at)
        goods.set_price(good_id=made, price_idr=price_idr, valid_from=day, by=SYSTEM, at=at)
        if facts.is_stocked:
            about = ReceiptFacts(centre, store_ids([centre])[centre], day, supplier_id=mill, document="SJ-1")
            came = [ReceivedGood(made, 50_000, 1_000_000)]
            goods.receive(facts=about, lines=came, key="kawat", by=SYSTEM, at=at)
    listed = [ListedGood(GoodFacts("BAUT-M8", "Baut M8 (contoh)", "trading", "buah"), 1_500, day, 2)]
    goods.take_list(seller_id=centre, rows=listed, by=SYSTEM, at=at)


def handed_over(account: int, at: datetime) -> None:
    """Some wire that left with a note, so that some of it can come back."""
    facts = OrderFacts(account, f"kawat-{account}", way="terms")
    order = write_order(facts=facts, lines=[], goods=[NewGood(WIRE.code, 5_000)], by=SYSTEM, at=at)
    confirm_order(order_id=order, by=SYSTEM, at=at, today=localdate(at))
    wanted = {line.line_id: line.left_milli for line in order_goods(order)}
    deliver(facts=DeliveryFacts(order, localdate(at), f"kawat-{account}"), takes=[], goods=wanted, by=SYSTEM, at=at)


def entrusted(mill: int, centre: int, at: datetime, sell: Callable[[str], None]) -> None:
    """The mill's bars at the centre's counter: one sale waits for the mill's yes."""
    day = localdate(at)
    facts, terms = AgencyFacts(mill, centre, day), Terms(day, "per_kg", less_idr_kg=IDR_KG_LESS)
    made = agencies.propose(facts=facts, terms=terms, by=SYSTEM, at=at)
    agencies.agree(agency_id=made, by=SYSTEM, at=at)
    bar = Format.objects.get(kind="bar")
    grams = 6 * bar.piece_mass_g
    lots = [NewLot(bar.pk, grams, 6, "HEAT-TITIP", value_idr=grams * 11)]
    agencies.bring(agency_id=made, lots=lots, on=day, key="titip", by=SYSTEM, at=at)
    sell(bar.code)
    settlements.propose(agency_id=made, through_on=day, by=SYSTEM, at=at)
