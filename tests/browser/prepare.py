"""Fill the data folder of a site under test: the world, one login per role, its plan.

Runs in a process of its own, because the test's process has Django set up for another database."""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

from django.utils import timezone  # noqa: E402 — after the set-up
from django.utils.timezone import localdate  # noqa: E402

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.catalog.models import Format  # noqa: E402
from rantai.apps.cutting_jobs import actions as cutting_jobs  # noqa: E402
from rantai.apps.cutting_jobs.actions import JobFacts, NewPiece  # noqa: E402
from rantai.apps.deliveries.actions import (  # noqa: E402
    DeliveryFacts,
    OnShelf,
    TakeFor,
    deliver,
    put_on_shelf,
    sign,
    state_use,
)
from rantai.apps.deliveries.picking import propose  # noqa: E402
from rantai.apps.demand import queries as demand  # noqa: E402
from rantai.apps.drawings.actions import attach  # noqa: E402
from rantai.apps.logistics.actions import LoadFacts, TripFacts, add_load, plan_trip, settle_trip  # noqa: E402
from rantai.apps.parties.actions import OrganisationRow, add_organisation, add_person, give_grant  # noqa: E402
from rantai.apps.parties.models import Organisation  # noqa: E402
from rantai.apps.payables.actions import PayFacts, pay  # noqa: E402
from rantai.apps.payables.queries import payables  # noqa: E402
from rantai.apps.payments.actions import PaymentFacts, read_bank, receive  # noqa: E402
from rantai.apps.payments.statement_in import StatementLine  # noqa: E402
from rantai.apps.planning import queries as planning  # noqa: E402
from rantai.apps.planning import what_ifs  # noqa: E402
from rantai.apps.planning.actions import request_plan  # noqa: E402
from rantai.apps.planning.approval import approve  # noqa: E402
from rantai.apps.planning.load import load_case  # noqa: E402
from rantai.apps.planning.worker import work_once  # noqa: E402
from rantai.apps.purchasing import actions as purchasing  # noqa: E402
from rantai.apps.purchasing.actions import (  # noqa: E402
    Amount,
    Asked,
    Billed,
    LineFacts,
    RoundFacts,
    Weighed,
)
from rantai.apps.purchasing.models import OrderLine  # noqa: E402
from rantai.apps.sales.actions import (  # noqa: E402
    AccountTerms,
    OrderFacts,
    confirm_order,
    open_account,
    write_order,
)
from rantai.apps.sales.lines import NewLine  # noqa: E402
from rantai.apps.sourcing.actions import send_offers  # noqa: E402
from rantai.apps.stock import actions as stock  # noqa: E402
from rantai.apps.stock.actions import Cut, NewLot, Output  # noqa: E402
from rantai.apps.stock.lot_rules import theory_g  # noqa: E402
from rantai.apps.stock.queries import pieces  # noqa: E402
from rantai.engine.plan.change import Change  # noqa: E402
from rantai.engine.plan.read import read_given  # noqa: E402
from tests.apps.drawings.files import JPEG, picture  # noqa: E402
from tests.browser import beside, heats, world  # noqa: E402
from tests.browser.people import FIRMS, PASSWORD  # noqa: E402

NOW = datetime.now(UTC)


def main(folder: Path) -> None:
    world_in(folder, NOW)
    ids = dict(Organisation.objects.values_list("code", "pk"))
    people(ids)
    grants(ids)
    plan()
    run_id = plan()  # a second one, so that there is a page of what it changed
    drafts(run_id)
    buying_together(ids)
    buying(ids)
    questions()
    for firm in ("MC", world.OWN_WORKSHOP):
        approved(cutting_list(ids[firm], "Bak muatan contoh"))
        cutting_list(ids[firm], "Rak contoh")
    own = ids[FIRMS["consortium_manager"]]
    approved(cutting_list(own, "Purwarupa contoh"))
    cutting_list(own, "Rak purwarupa contoh")
    heats.certified(ids["MC"], ids[world.MILL], NOW)
    heats.priced(ids["MC"], ids[world.MILL], NOW)
    heats.set_up(ids[world.OWN_WORKSHOP])
    store(ids["MC"])
    sales(ids)


def world_in(folder: Path, at: datetime) -> None:
    """The tables of the world in an empty database."""
    given = read_given(world.write(folder))
    load_case(given=given, code=world.CODE, name=world.NAME, is_example=True, by=SYSTEM, at=at)
    ministry = OrganisationRow("KEMENTERIAN", "Kementerian contoh", ("ministry",), is_example=True)
    add_organisation(row=ministry, by=SYSTEM, at=at)


def people(ids: dict[str, int], at: datetime = NOW) -> None:
    """One administrator per role; the login name is the role's."""
    for role, firm in FIRMS.items():
        add_person(
            organisation_id=ids[firm],
            login_name=role,
            display_name=f"{role.replace('_', ' ').title()} contoh",
            password=PASSWORD,
            roles=[role],
            is_admin=True,
            by=SYSTEM,
            at=at,
        )

    add_person(  # duties are kept apart: who opens a round does not approve it
        organisation_id=ids["MC"],
        login_name="centre_buyer",
        display_name="Pembelian pusat contoh",
        password=PASSWORD,
        roles=["centre_staff"],
        is_admin=False,
        by=SYSTEM,
        at=at,
    )


def grants(ids: dict[str, int], at: datetime = NOW) -> None:
    """Workshops let the centre and the consortium see their work, the first buyer its demand, the centre its stock."""
    makers = (world.OWN_WORKSHOP, world.OTHER_WORKSHOP)
    wanted = [(maker, to, scope) for maker in makers for to in ("MC", "PEMESAN") for scope in ("capacity", "work")]
    for giver, receiver, scope in [*wanted, ("BUYER-1", "MC", "demand"), ("MC", "PEMESAN", "stock")]:
        give_grant(
            giver_id=ids[giver],
            receiver_id=ids[receiver],
            scope=scope,
            purpose="rencana bersama (contoh)",
            valid_from=localdate(at),
            valid_to=None,
            by=SYSTEM,
            at=at,
        )


def plan(at: datetime = NOW) -> int:
    """A plan, by the worker's own hand; its number."""
    programme = demand.programme()
    assert programme is not None
    run_id = request_plan(programme_id=programme.programme_id, by=SYSTEM, at=at)
    assert work_once()
    run = planning.run(run_id)
    assert run is not None
    assert run.state == "published", run.problems
    return run_id


def drafts(run_id: int) -> None:
    """One steel order as a draft round, the own workshop's work as an offer that was sent."""
    orders = [row.code for row in planning.material_orders(run_id)][:1]
    jobs = [row.code for row in planning.jobs(run_id, maker_code=world.OWN_WORKSHOP)]
    made = approve(run_id=run_id, order_codes=orders, job_codes=jobs, by=SYSTEM, at=NOW)
    send_offers(offer_ids=made.offers, by=SYSTEM, at=NOW)


def buying_together(ids: dict[str, int]) -> None:
    """A round of the centre in which both workshops have stated something, with a proposal as it stands."""
    sheet = Format.objects.get(code="SPHC-2.3-4x8").pk
    facts = RoundFacts(
        name="Pelat tipis (contoh)",
        format_ids=[sheet],
        opens_at=NOW - timedelta(minutes=1),
        deadline_at=NOW + timedelta(days=7),
        order_date=localdate(NOW) + timedelta(days=8),
        deposit_ppm=200_000,
    )
    made = purchasing.open_round(centre_id=ids["MC"], facts=facts, by=SYSTEM, at=NOW)
    for maker, sheets in ((world.OWN_WORKSHOP, 60), (world.OTHER_WORKSHOP, 90)):
        amounts = {sheet: Amount(sheets, more=10)}
        purchasing.state_amounts(round_id=made, member_id=ids[maker], amounts=amounts, by=SYSTEM, at=NOW)
    number = purchasing.ask_proposal(round_id=made, by=SYSTEM, at=NOW)
    assert purchasing.compute_proposal(round_id=made, number=number, by=SYSTEM, at=NOW, now=lambda: datetime.now(UTC))


def buying(ids: dict[str, int]) -> None:
    """An order of which half has come, with a bill and a claim; a requisition with an answer; a frame."""
    sheet, mill, centre = Format.objects.get(code="SPHC-2.3-4x8").pk, ids[world.MILL], ids["MC"]
    day, act = timezone.localdate(NOW), {"by": SYSTEM, "at": NOW}
    lines = [LineFacts(sheet, 40, 11_000_000)]
    order = purchasing.draft_order(
        centre_id=centre, facts=purchasing.OrderFacts(mill, day + timedelta(days=30), lines), **act
    )
    purchasing.place_order(order_id=order, **act)
    line = OrderLine.objects.get(order=order).pk
    heat = [Weighed(line, "H-2027-1", 20, 20 * 53_658)]
    purchasing.receive_order(order_id=order, received_on=day, lines=heat, **act)
    for turn, day_due in enumerate((day, day + timedelta(days=30))):  # two bills that are owed, one paid by giro
        half = [Billed(line, 5 * 53_658, 11_000_000)]
        owed = purchasing.note_bill(
            order_id=order, number=f"F-7{turn} (contoh)", dated_on=day, due_on=day_due, lines=half, tax_idr=0, **act
        )
        purchasing.agree_bill(bill_id=owed, **act)
    giro = PayFacts(centre, "giro-contoh", "giro", day, giro_number="GC-1", giro_due_on=day + timedelta(days=7))
    pay(facts=giro, wanted={payables(centre)[0].payable_id: 1_000_000}, **act)
    cost = {"kind": "freight", "amount_idr": 400_000, "paid_on": day, "note": "SJ contoh", "payee": "Truk contoh"}
    purchasing.add_landed_cost(order_id=order, **cost, **act)
    bill = [Billed(line, 10 * 53_658, 11_000_000)]
    purchasing.note_bill(order_id=order, number="F-77 (contoh)", dated_on=day, lines=bill, tax_idr=0, **act)
    claim = {"kind": "bad", "mass_g": 53_658, "asked_idr": 590_000, "text": "Satu lembar karat", "raised_on": day}
    purchasing.raise_claim(order_id=order, line_id=None, **claim, **act)
    wish = purchasing.make_requisition(
        centre_id=centre, name="Rak contoh", needed_on=day + timedelta(days=20), amounts={sheet: 12}, **act
    )
    asked = {sheet: Asked(11_200_000, 5)}
    purchasing.note_answer(requisition_id=wish, supplier_id=ids["TOKO"], asked=asked, **act)
    until = day + timedelta(days=180)
    purchasing.make_frame(
        centre_id=centre, supplier_id=mill, name="Kontrak contoh", valid_from=day, valid_to=until, lines=lines, **act
    )


def questions() -> None:
    """A scenario with its answer, and a band that waits for its own."""
    programme = demand.programme()
    assert programme is not None
    about = {"programme_id": programme.programme_id, "by": SYSTEM, "at": NOW}
    more = Change("demand_factor", (("demand_kind", "programme"),), 1_100_000)
    made = what_ifs.create_what_if(name="Sepersepuluh lebih", changes=[more], **about)
    what_ifs.request_what_if(what_if_id=made, by=SYSTEM, at=NOW)
    assert work_once()
    what_ifs.create_band(name="Rentang contoh", low_ppm=900_000, high_ppm=1_100_000, **about)


def cutting_list(firm: int, name: str) -> int:
    """Sheets that nobody has planned yet."""
    facts = JobFacts(firm, name, "sheet", material_code="SPHC-2.3")
    job = cutting_jobs.create_job(facts=facts, by=SYSTEM, at=NOW)
    pieces = [NewPiece(8, 1_200_000, 600_000, owner_id=firm), NewPiece(24, 350_000, 120_000)]
    cutting_jobs.put_pieces(job_id=job, pieces=pieces, replace=True, by=SYSTEM, at=NOW)
    cutting_jobs.offer_all(job_id=job, by=SYSTEM, at=NOW)
    return job


def store(centre: int) -> None:
    """Ten sheets of one heat, two of them cut, so that the store's pages have something to show."""
    sheet = Format.objects.filter(kind="sheet").select_related("material").order_by("code")[0]
    each = theory_g(sheet, "sheet", 0, 0)
    common: dict[str, Any] = {"holder_id": centre, "effective_on": timezone.localdate(NOW), "by": SYSTEM, "at": NOW}
    lot = NewLot(sheet.pk, 10 * each, 10, "HEAT-CONTOH", value_idr=10 * each * 12)
    received = stock.receive(supplier_id=None, lots=[lot], document="SJ-CONTOH", **common)
    halves = Output("blank", 2 * each - 1_000, 4, sheet.length_um // 2, sheet.width_um)
    cut = Cut(received.lots[0][0], [halves], pieces=2, scrap_g=1_000)
    stock.convert(process="shear", cuts=[cut], **common)


def approved(job: int) -> None:
    """Two plans to compare; the second is approved, so that there are cuts to tick off."""
    for _ in range(2):
        at = datetime.now(UTC)
        number = cutting_jobs.ask_plan(job_id=job, by=SYSTEM, at=at)
        assert cutting_jobs.compute(job_id=job, number=number, by=SYSTEM, at=at, now=lambda: datetime.now(UTC))
    cutting_jobs.approve(job_id=job, number=number, by=SYSTEM, at=datetime.now(UTC))


def sales(ids: dict[str, int]) -> None:
    """The centre sells to people who walk in, to the own workshop and to the buyer; some is delivered and paid."""
    open_account(seller_id=ids["MC"], customer_id=None, terms=AccountTerms(), by=SYSTEM, at=NOW)
    sheet = Format.objects.filter(kind="sheet").order_by("code")[0]
    lot = NewLot(sheet.pk, 20 * sheet.piece_mass_g, 20, "HEAT-JUAL", value_idr=20 * sheet.piece_mass_g * 12)
    stock.receive(
        holder_id=ids["MC"], supplier_id=None, lots=[lot], effective_on=localdate(NOW), by=SYSTEM, at=datetime.now(UTC)
    )
    beside.catalogue(ids["MC"], ids[world.MILL], NOW)
    line = StatementLine(localdate(NOW), "SETORAN CONTOH", 1_000, "c" * 64)
    read_bank(seller_id=ids["MC"], name="mutasi.csv", lines=[line], by=SYSTEM, at=NOW)
    for firm in (world.OWN_WORKSHOP, "BUYER-1"):
        terms = AccountTerms(credit_limit_idr=250_000_000, terms_days=14)
        account = open_account(seller_id=ids["MC"], customer_id=ids[firm], terms=terms, by=SYSTEM, at=NOW)
        sold(account, sheet.code, "buka", deliveries=0)
        sold(account, sheet.code, "kirim", deliveries=2)
        asked = OrderFacts(account, f"minta-{firm}", way="terms", is_request=True)
        order = write_order(facts=asked, lines=[NewLine(sheet.code, 1, price_idr_t=13_000_000)], by=SYSTEM, at=NOW)
        attach(order_id=order, name="siku (contoh).png", content=picture(80, 60), by=SYSTEM, at=NOW)
        shelf(ids["MC"], ids[firm], account)
        paid = PaymentFacts(account, f"uang-{firm}", "cash", 100_000, localdate(NOW))
        receive(facts=paid, by=SYSTEM, at=NOW)
    beside.handed_over(account, datetime.now(UTC))
    beside.entrusted(
        ids[world.MILL], ids["MC"], datetime.now(UTC), lambda code: sold(account, code, "titip", deliveries=1)
    )
    trucks(ids)


def trucks(ids: dict[str, int]) -> None:
    """A truck that was settled and one that is planned, with parts of the own workshop on both."""
    for turn, state in enumerate(("settled", "planned")):
        facts = TripFacts(ids["MC"], state, localdate(NOW), f"G 12{turn} TR", 5_000_000, 1_500_000, "Truk contoh")
        trip = plan_trip(facts=facts, by=SYSTEM, at=NOW)
        parts = LoadFacts("out", ids[world.OWN_WORKSHOP], "Braket contoh", 600_000, "invoice")
        add_load(trip_id=trip, facts=parts, by=SYSTEM, at=NOW)
        add_load(trip_id=trip, facts=LoadFacts("back", None, "Baja pusat contoh", 900_000), by=SYSTEM, at=NOW)
        if state == "settled":
            due = timezone.localdate(NOW) + timedelta(days=14)
            settle_trip(trip_id=trip, cost_idr=1_500_000, due_on=due, by=SYSTEM, at=NOW)


def shelf(centre: int, customer: int, account: int) -> None:
    """A shelf at the customer with two sheets, one of which was used and waits to be billed."""
    at = datetime.now(UTC)
    where = {"code": f"RAK-{customer}", "name": "Rak titipan contoh", "kind": "consignment", "kept_at_id": customer}
    place = stock.open_place(holder_id=centre, **where, by=SYSTEM, at=at)
    lot = next(row for row in pieces(centre, at=at) if row.heat == "HEAT-JUAL" and row.pieces > 3)
    on = {"place_id": place, "by": SYSTEM, "at": at}
    wanted = [OnShelf(lot.lot_id, lot.place_id, 2)]
    put_on_shelf(account_id=account, wanted=wanted, on=localdate(at), key=f"rak-{customer}", **on)
    state_use(lot_id=lot.lot_id, pieces_used=1, note="Rak truk contoh", key=f"pakai-{customer}", **on)


def sold(account: int, format_code: str, key: str, *, deliveries: int) -> None:
    """A confirmed order; of two deliveries the first was signed for, with a photo."""
    facts = OrderFacts(account, f"{key}-{account}", way="terms")
    order = write_order(facts=facts, lines=[NewLine(format_code, 4, price_idr_t=13_000_000)], by=SYSTEM, at=NOW)
    confirm_order(order_id=order, by=SYSTEM, at=NOW, today=localdate(NOW))
    for turn in range(deliveries):
        at = datetime.now(UTC)
        (pick, *_others) = propose(order, at=at).picks
        take = TakeFor(pick.line_id, pick.lot_id, pick.place_id, 1)
        note = DeliveryFacts(order, localdate(at), f"{key}-{account}-{turn}")
        made = deliver(facts=note, takes=[take], by=SYSTEM, at=at)
        if not turn:
            sign(delivery_id=made, received_by="Penerima contoh", proofs={"photo": JPEG}, by=SYSTEM, at=at)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
