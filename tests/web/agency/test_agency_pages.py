"""Terms, sale, settlement and both books by their pages; the owner meets no customer, the seller no cost."""

from datetime import timedelta
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rantai.apps.agency import actions, queries
from rantai.apps.agency.actions import AgencyFacts, Terms
from rantai.apps.catalog.models import Format
from rantai.apps.parties.models import Membership, MembershipRole
from rantai.apps.purchasing import actions as buying
from rantai.apps.purchasing import queries as bought
from rantai.apps.purchasing.actions import Weighed
from rantai.apps.sales import queries as sales
from rantai.apps.settlements import queries as settled
from rantai.apps.stock.queries import pieces
from tests.apps.cutting_jobs.lists import PLATE
from tests.apps.deliveries.yard import COST_IDR, deliver, order
from tests.apps.sales.counter import SHEET_IDR, TODAY, sheets
from tests.apps.settlements.entrusted import agency, entrusted
from tests.cast import SmallSentra

MOST_QUERIES = 15


def text(client: Client, route: str, *args: object, **query: str) -> str:
    answer = client.get(reverse(route, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def joined(cast: SmallSentra) -> Client:
    """The centre's staff is staff of the mill too, and acts for the centre."""
    user, mill = cast.users["centre_staff"], cast.organisations["mill"]
    both = Membership.objects.create(user_id=user, organisation_id=mill, since=timezone.now())
    MembershipRole.objects.create(membership=both, role="centre_staff")
    client = cast.client("centre_staff")
    session = client.session
    session["organisation_id"] = cast.organisations["centre"]
    session.save()
    return client


def test_from_an_offer_to_a_settlement_by_clicking(small_sentra: SmallSentra) -> None:
    staff, mill = small_sentra.client("centre_staff"), small_sentra.client("mill_sales")
    today = timezone.localdate()
    body = {
        "side": "sell", "other": str(small_sentra.organisations["mill"]), "valid_from": today.isoformat(),
        "rule": "percent", "percent": "5", "rhythm": "month", "due_days": "14",
    }  # fmt: skip
    answer = staff.post(reverse("agency:new"), body)
    assert answer.status_code == 302
    (row,) = queries.agencies(small_sentra.organisations["mill"])
    record = reverse("agency:record", args=[row.agency_id])
    assert reverse("agency:agree", args=[row.agency_id]) not in staff.get(record).content.decode()
    assert reverse("agency:agree", args=[row.agency_id]) in mill.get(record).content.decode()
    mill.post(reverse("agency:agree", args=[row.agency_id]))
    assert queries.in_force(small_sentra.organisations["centre"], today) == {
        small_sentra.organisations["mill"]: row.agency_id
    }
    order(small_sentra)  # the catalogue knows the plate
    lot = {"format": PLATE, "heat": "H-1", "pieces": "2", "grams": "107,3", "value_idr": "1.200.000", "key": "k"}
    assert mill.post(reverse("agency:bring", args=[row.agency_id]), lot).status_code == 302
    assert staff.get(reverse("agency:bring", args=[row.agency_id])).status_code == 404
    (piece,) = pieces(small_sentra.organisations["centre"], at=timezone.now())
    assert (piece.pieces, piece.value_idr, piece.ownership) == (2, 1_200_000, "agency")


def test_the_owner_approves_and_both_print_the_same_note(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(2)))
    staff, mill = small_sentra.client("centre_staff"), small_sentra.client("mill_sales")
    staff.post(reverse("agency:propose", args=[made]), {"through_on": timezone.localdate().isoformat()})
    (asked,) = settled.settlements(made)
    assert staff.post(reverse("agency:approve", args=[asked.settlement_id])).status_code == 404
    mill.post(reverse("agency:approve", args=[asked.settlement_id]))
    (bill,) = sales.invoices(seller_id=small_sentra.organisations["mill"])
    for client in (staff, mill):
        assert bill.number in text(client, "agency:settlement", asked.settlement_id)
        paper = reverse("agency:paper", args=[asked.settlement_id])
        assert client.get(paper).content.startswith(b"%PDF")
        with ZipFile(BytesIO(client.get(paper, {"sebagai": "xlsx"}).content)) as book:
            words = book.read("xl/sharedStrings.xml").decode()
        assert "H-PABRIK" in words
        assert small_sentra.name_token("maker_a") not in words


def test_the_owner_meets_no_customer_and_the_seller_no_cost(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra, sheets=3)
    deliver(order(small_sentra, sheets(1)))
    staff, mill = small_sentra.client("centre_staff"), small_sentra.client("mill_sales")
    cost, price = f"{3 * COST_IDR:,}".replace(",", "."), f"{SHEET_IDR:,}".replace(",", ".")
    left = f"{2 * COST_IDR:,}".replace(",", ".")
    for page in ("record", "steel", "moves", "sold"):
        owners, sellers = text(mill, f"agency:{page}", made), text(staff, f"agency:{page}", made)
        assert small_sentra.name_token("maker_a") not in owners
        assert price not in owners
        assert cost not in sellers
        assert left not in sellers
    assert left in text(mill, "agency:steel", made)
    assert cost in text(mill, "agency:moves", made)
    assert left not in text(staff, "yard:list")
    (piece,) = [one for one in pieces(small_sentra.organisations["centre"], at=timezone.now()) if one.grams]
    assert left not in text(staff, "yard:piece", piece.code)
    for booking in range(1, 4):
        assert cost not in staff.get(reverse("yard:booking", args=[booking])).content.decode()


def test_a_workshop_sees_the_steel_on_offer_and_orders_it(small_sentra: SmallSentra) -> None:
    agency(small_sentra)
    entrusted(small_sentra)
    order(small_sentra)
    page = text(small_sentra.client("maker_owner"), "shop:stock")
    assert "SPHC" in page
    assert small_sentra.name_token("mill") not in page


def test_an_order_of_the_owner_comes_to_the_sellers_store(small_sentra: SmallSentra) -> None:
    """The centre owns this time, and a mill keeps and sells: what was ordered is weighed in as the centre's."""
    centre, mill = small_sentra.organisations["centre"], small_sentra.organisations["mill"]
    made = _turned(small_sentra)
    order(small_sentra)
    stores = queries.stores_for(centre, timezone.localdate())
    assert [row.agency_id for row in stores] == [made]
    facts = buying.OrderFacts(
        mill, timezone.localdate() + timedelta(days=5),
        [buying.LineFacts(Format.objects.get(code=PLATE).pk, 2, 11_000_000)], keeper_id=mill,
    )  # fmt: skip
    act = {"by": small_sentra.actor("centre_staff"), "at": timezone.now()}
    order_id = buying.draft_order(centre_id=centre, facts=facts, **act)
    buying.place_order(order_id=order_id, **act)
    (line,) = bought.order_lines(order_id)
    from_gate = {"by": small_sentra.actor("consortium_manager"), "at": timezone.now()}
    buying.receive_order(
        order_id=order_id, received_on=timezone.localdate(),
        lines=[Weighed(line.line_id, "H-5", 2, line.mass_g)], **from_gate,
    )  # fmt: skip
    (piece,) = pieces(mill, at=timezone.now())
    assert (piece.owner_id, piece.ownership, piece.heat) == (centre, "agency", "H-5")
    assert pieces(centre, at=timezone.now()) == []


def _turned(cast: SmallSentra) -> int:
    facts = AgencyFacts(cast.organisations["centre"], cast.organisations["mill"], TODAY)
    at = timezone.now()
    made = actions.propose(facts=facts, terms=Terms(timezone.localdate(), "book"), by=cast.actor("centre_staff"), at=at)
    actions.agree(agency_id=made, by=cast.actor("mill_sales"), at=at)
    return made


def test_both_side_by_side_for_who_is_staff_of_both(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    deliver(order(small_sentra, sheets(2)))
    assert small_sentra.client("centre_staff").get(reverse("agency:compare", args=[made])).status_code == 404
    client = joined(small_sentra)
    client.post(reverse("agency:write_up", args=[made]))
    month = {"bulan": f"{TODAY:%Y-%m}"}
    with CaptureQueriesContext(connection) as asked:
        page = text(client, "agency:compare", made, **month)
    assert len(asked) <= MOST_QUERIES
    net = 2 * SHEET_IDR - (2 * SHEET_IDR * 50_000 + 500_000) // 1_000_000
    margin = 2 * SHEET_IDR - 2 * COST_IDR  # of both: what the customer pays less what the steel cost its owner
    for figure in (net, 2 * SHEET_IDR, net - 2 * COST_IDR, 2 * SHEET_IDR - net, margin):
        assert f"{figure:,}".replace(",", ".") in page
    assert client.get(reverse("agency:compare", args=[made]), {"format": "xlsx"}).status_code == 200


@pytest.mark.parametrize("person", ["centre_staff", "mill_sales"])
def test_pages_ask_few_questions(small_sentra: SmallSentra, person: str) -> None:
    made = agency(small_sentra)
    entrusted(small_sentra)
    for _many in range(3):
        deliver(order(small_sentra, sheets(1)))
    client = small_sentra.client(person)
    client.post(reverse("agency:propose", args=[made]), {"through_on": timezone.localdate().isoformat()})
    (asked,) = settled.settlements(made)
    pages = [("list", ()), *((page, (made,)) for page in ("record", "steel", "moves", "sold", "offer"))]
    for page, args in [*pages, ("settlement", (asked.settlement_id,))]:
        with CaptureQueriesContext(connection) as counted:
            text(client, f"agency:{page}", *args)
        assert len(counted) <= MOST_QUERIES, page


def test_the_price_is_never_the_agents_alone(small_sentra: SmallSentra) -> None:
    made = agency(small_sentra)
    staff, mill = small_sentra.client("centre_staff"), small_sentra.client("mill_sales")
    body = {"valid_from": timezone.localdate().isoformat(), "rule": "percent", "percent": "40", "rhythm": "month"}
    staff.post(reverse("agency:offer", args=[made]), {**body, "due_days": "0"})
    staff.post(reverse("agency:agree", args=[made]))
    held = queries.terms_on(made, timezone.localdate())
    assert held is not None
    assert held.less_ppm == 50_000
    mill.post(reverse("agency:decline", args=[made]))
    assert [row.is_waiting for row in queries.terms(made)] == [False, False]
