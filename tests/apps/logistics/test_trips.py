"""One truck with parts out and steel back: its cost shared by the kilogram, to the rupiah, each sees its own."""

from datetime import timedelta

from django.utils import timezone

from rantai.apps.accounts import chart
from rantai.apps.accounts import queries as accounts
from rantai.apps.audit.actions import SYSTEM, Author
from rantai.apps.audit.models import AuditEntry
from rantai.apps.logistics import actions, queries
from rantai.apps.logistics.actions import LoadFacts, TripFacts
from rantai.apps.parties import actions as parties
from rantai.apps.parties.actions import OrganisationRow
from rantai.apps.payables.queries import payables
from rantai.apps.sales import queries as sales
from tests.apps.deliveries.yard import deliver, lots, order
from tests.apps.payables.owing import pay
from tests.apps.payables.test_payables import SPAN
from tests.apps.purchasing.test_rounds import colleague, refused
from tests.apps.sales.counter import SHEET_G, account, sheets
from tests.cast import START, SmallSentra

COST_IDR = 1_000_001


def trip(cast: SmallSentra, **facts: object) -> int:
    """A truck of five tonnes to Jakarta and back."""
    said = {"driven_on": timezone.localdate(), "truck": "G 8 TR", "capacity_g": 5_000_000, "cost_idr": 900_000, **facts}
    about = TripFacts(cast.organisations["centre"], "kunci", carrier="Truk contoh", **said)  # type: ignore[arg-type]
    return actions.plan_trip(facts=about, by=SYSTEM, at=timezone.now())


def load(cast: SmallSentra, trip_id: int, maker: str | None, mass_g: int, **facts: object) -> int:
    """Parts of a workshop on the way out."""
    firm = cast.organisations[maker] if maker else None
    about = LoadFacts(**{"way": "out", "firm_id": firm, "text": "Braket", "mass_g": mass_g, **facts})  # type: ignore[arg-type]
    return actions.add_load(trip_id=trip_id, facts=about, by=SYSTEM, at=timezone.now())


def settle(trip_id: int) -> None:
    due = timezone.localdate() + timedelta(days=14)
    actions.settle_trip(trip_id=trip_id, cost_idr=COST_IDR, due_on=due, by=SYSTEM, at=timezone.now())


def test_the_cost_is_shared_by_kilogram_to_the_rupiah_and_owed_to_the_carrier(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note = deliver(order(small_sentra, sheets(2)))
    made = trip(small_sentra)
    assert trip(small_sentra) == made, "the same form is the same trip"
    ride = {"trip_id": made, "by": SYSTEM, "at": timezone.now()}
    actions.add_delivery(delivery_id=note, charge="invoice", **ride)
    load(small_sentra, made, "maker_a", 300_000, charge="invoice")
    load(small_sentra, made, "maker_b", 1_000_000)
    load(small_sentra, made, None, 700_000, way="back", text="Baja pusat")
    assert queries.free_deliveries(small_sentra.organisations["centre"]) == []
    settle(made)
    rows = queries.loads(made)
    assert sum(row.share_idr for row in rows) == COST_IDR
    whole = 2_000_000 + 2 * SHEET_G
    assert all(abs(row.share_idr * whole - COST_IDR * row.mass_g) < whole for row in rows)
    mine = [row for row in rows if row.invoice_id]
    (bill,) = {row.invoice_id for row in mine}
    invoice = sales.invoice(bill or 0)
    assert invoice is not None
    assert invoice.net_idr == sum(row.share_idr for row in mine)
    assert {row.firm_name for row in mine} == {small_sentra.name("maker_a")}
    (owed,) = payables(small_sentra.organisations["centre"])
    assert (owed.kind, owed.party, owed.total_idr) == ("trip", "Truk contoh", COST_IDR)
    centre = small_sentra.organisations["centre"]
    held = {
        row.account: row.closing_idr for row in accounts.trial_balance(centre, *SPAN, accounts.waiting(centre, None))
    }
    assert held[chart.FREIGHT] == COST_IDR
    assert sum(held.values()) == 0
    assert refused(lambda: settle(made)) == {"trip-moved-on"}


def test_what_cannot_ride_is_refused(small_sentra: SmallSentra) -> None:
    lots(small_sentra)
    note, made = deliver(order(small_sentra, sheets(1))), trip(small_sentra)
    ride = {"trip_id": made, "charge": "cost", "by": SYSTEM, "at": timezone.now()}
    assert refused(lambda: settle(made)) == {"trip-empty"}
    assert refused(lambda: load(small_sentra, made, None, 0)) == {"trip-mass-empty"}
    load(small_sentra, made, None, 5_000_000)
    assert refused(lambda: load(small_sentra, made, None, 1)) == {"trip-over-capacity"}
    actions.add_delivery(delivery_id=note, **ride)  # the way back is empty
    assert refused(lambda: actions.add_delivery(delivery_id=note, **ride)) == {"trip-delivery-on-another"}
    assert refused(lambda: actions.add_delivery(delivery_id=note + 99, **ride)) == {"trip-delivery-unknown"}
    actions.cancel_trip(trip_id=made, by=SYSTEM, at=timezone.now())
    assert [row.delivery_id for row in queries.free_deliveries(small_sentra.organisations["centre"])] == [note]


def test_who_is_no_customer_is_told_before_anything_is_written(small_sentra: SmallSentra) -> None:
    made = trip(small_sentra)
    account(small_sentra)
    load(small_sentra, made, "maker_a", 1_000, charge="invoice")
    load(small_sentra, made, "maker_b", 1_000, charge="invoice")
    assert refused(lambda: settle(made)) == {"trip-no-account"}
    assert sales.invoices(seller_id=small_sentra.organisations["centre"]) == []


def test_a_workshop_sees_its_own_share_and_the_whole_only_among_many(small_sentra: SmallSentra) -> None:
    made = trip(small_sentra)
    load(small_sentra, made, "maker_a", 600_000)
    load(small_sentra, made, "maker_b", 400_000)
    settle(made)
    (own,) = queries.own_loads(small_sentra.organisations["maker_a"])
    assert (own.mass_g, own.share_idr, own.total_g, own.total_idr) == (600_000, 600_001, None, None)
    rows = [OrganisationRow(f"RAMAI-{at}", f"Bengkel ramai {at}", ("maker",), "33.28", "TEGAL") for at in range(4)]
    ids = parties.load_organisations(rows=rows, by=SYSTEM, at=START)
    about = TripFacts(small_sentra.organisations["centre"], "dua", timezone.localdate(), "G 9", 9_000_000, COST_IDR)
    second = actions.plan_trip(facts=about, by=SYSTEM, at=timezone.now())
    load(small_sentra, second, "maker_a", 100_000)
    for firm in ids.values():
        facts = LoadFacts("out", firm, "Braket", 100_000)
        actions.add_load(trip_id=second, facts=facts, by=SYSTEM, at=timezone.now())
    settle(second)
    shown = {row.truck: row.total_g for row in queries.own_loads(small_sentra.organisations["maker_a"])}
    assert shown == {"G 8 TR": None, "G 9": 500_000}


def test_whoever_settles_a_trip_does_not_pay_it_and_far_above_the_plan_is_for_another(
    small_sentra: SmallSentra,
) -> None:
    planner, other = small_sentra.actor("centre_staff"), colleague(small_sentra)
    about = TripFacts(small_sentra.organisations["centre"], "k", timezone.localdate(), "G 1", 9_000, 900_000, "Truk")
    made = actions.plan_trip(facts=about, by=planner, at=timezone.now())
    load(small_sentra, made, None, 1_000)

    def settle(by: Author, **more: bool) -> None:
        due = timezone.localdate()
        actions.settle_trip(trip_id=made, cost_idr=1_800_001, due_on=due, by=by, at=timezone.now(), **more)

    assert refused(lambda: settle(planner, confirmed=True)) == {"duties-apart"}
    assert refused(lambda: settle(other)) == {"trip-far-above-plan"}
    settle(other, confirmed=True)
    (row,) = payables(small_sentra.organisations["centre"])
    for by in (planner, other):
        assert refused(lambda by=by: pay(small_sentra, {row.payable_id: 1}, by=by)) == {"duties-deadlock"}
    assert pay(small_sentra, {row.payable_id: 1})


def test_freight_beyond_the_limit_is_confirmed_and_noted(small_sentra: SmallSentra) -> None:
    account(small_sentra, limit_idr=1_000)
    made = trip(small_sentra)
    load(small_sentra, made, "maker_a", 1_000, charge="invoice")
    assert refused(lambda: settle(made)) == {"trip-freight-beyond-limit"}
    assert sales.invoices(seller_id=small_sentra.organisations["centre"]) == []
    said = {"cost_idr": COST_IDR, "due_on": timezone.localdate(), "by": SYSTEM, "at": timezone.now()}
    actions.settle_trip(trip_id=made, confirmed=True, **said)
    (bill,) = sales.invoices(seller_id=small_sentra.organisations["centre"])
    assert bill.net_idr == COST_IDR
    row = AuditEntry.objects.get(verb="settle", noun="trip")
    assert row.after["beyond_limit"] == [small_sentra.organisations["maker_a"]]
