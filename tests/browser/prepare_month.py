"""Fill the data folder of a site for the story of a month: the world on the evening before it begins.

The centre has sold out what it had, so that every figure of the month is the story's own."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from pathlib import Path

import django

django.setup()

from rantai.apps.audit.actions import SYSTEM  # noqa: E402 — after the set-up
from rantai.apps.catalog.models import Format, Offer, OfferTier  # noqa: E402
from rantai.apps.deliveries.actions import DeliveryFacts, TakeFor, deliver, sign  # noqa: E402
from rantai.apps.deliveries.picking import propose  # noqa: E402
from rantai.apps.papers.actions import set_tax_standing  # noqa: E402
from rantai.apps.parties.actions import OrganisationRow, add_organisation, add_person, give_grant  # noqa: E402
from rantai.apps.parties.models import Organisation  # noqa: E402
from rantai.apps.pricing import actions as pricing  # noqa: E402
from rantai.apps.pricing.actions import GivenPrice  # noqa: E402
from rantai.apps.sales.actions import AccountTerms, OrderFacts, confirm_order, open_account, write_order  # noqa: E402
from rantai.apps.sales.lines import NewLine  # noqa: E402
from rantai.apps.stock import actions as stock  # noqa: E402
from rantai.apps.stock.actions import NewLot  # noqa: E402
from tests.apps.drawings.files import JPEG  # noqa: E402
from tests.browser import prepare, world  # noqa: E402
from tests.browser.heats import IDR_KG  # noqa: E402
from tests.browser.month.cast import COLLEAGUES, EVENING_BEFORE, LIMIT_IDR, STEEL  # noqa: E402
from tests.browser.people import PASSWORD  # noqa: E402

AT = datetime.fromisoformat(EVENING_BEFORE).astimezone(UTC)
SINCE = date(2026, 7, 1)
NPWP = "0123456789012345"
OTHERS, SHEETS_EACH = 6, 8  # firms that bought in November: enough for figures that the public may see


def main(folder: Path) -> None:
    prepare.world_in(folder, AT)
    ids = dict(Organisation.objects.values_list("code", "pk"))
    prepare.people(ids, AT)
    prepare.grants(ids, AT)
    colleagues(ids["MC"])
    prepare.plan(AT)
    for firm in ("MC", world.MILL):
        set_tax_standing(entity_id=ids[firm], valid_from=SINCE, is_taxable=True, npwp=NPWP, by=SYSTEM, at=AT)
    prices(ids)
    november(ids["MC"], neighbours(ids["MC"]))
    terms = AccountTerms(credit_limit_idr=LIMIT_IDR, terms_days=14)
    open_account(seller_id=ids["MC"], customer_id=ids[world.OWN_WORKSHOP], terms=terms, by=SYSTEM, at=AT)


def colleagues(centre: int) -> None:
    """Duties are kept apart: who orders, who weighs and who agrees to a bill are different people."""
    for login_name, display_name in COLLEAGUES.items():
        add_person(
            organisation_id=centre,
            login_name=login_name,
            display_name=display_name,
            password=PASSWORD,
            roles=["centre_staff"],
            is_admin=False,
            by=SYSTEM,
            at=AT,
        )


def prices(ids: dict[str, int]) -> None:
    """What the mill asks the centre, and what the centre asks its customers."""
    size = Format.objects.get(code=STEEL).pk
    given = [
        GivenPrice(ids[world.MILL], size, "delivered", 8_500 * IDR_KG, SINCE, note="contoh"),
        GivenPrice(ids["MC"], size, "delivered", 13_000 * IDR_KG, SINCE, note="contoh"),
    ]
    offer = Offer.objects.create(
        code="KS-LEMBAR",
        supplier_id=ids[world.MILL],
        format_id=size,
        min_order_g=5_000_000,
        lead_days=9,
        basis="contoh",
    )
    OfferTier.objects.create(offer=offer, from_g=5_000_000, price_idr_t=8_500_000)
    pricing.record_prices(keeper_id=ids["MC"], given=given, by=SYSTEM, at=AT)


def neighbours(centre: int) -> list[int]:
    """Accounts of other workshops that the centre serves."""
    found = []
    for number in range(3, 3 + OTHERS):
        row = OrganisationRow(f"BENGKEL-{number}", f"Bengkel Contoh {number}", ("maker",), is_example=True)
        firm = add_organisation(row=row, by=SYSTEM, at=AT)
        give_grant(
            giver_id=firm,
            receiver_id=centre,
            scope="work",
            purpose="rencana bersama (contoh)",
            valid_from=SINCE,
            valid_to=None,
            by=SYSTEM,
            at=AT,
        )
        terms = AccountTerms(credit_limit_idr=LIMIT_IDR, terms_days=14)
        found.append(open_account(seller_id=centre, customer_id=firm, terms=terms, by=SYSTEM, at=AT))
    return found


def november(centre: int, accounts: list[int]) -> None:
    """What the centre had is sold to the last sheet, in equal parts."""
    sheet = Format.objects.get(code=STEEL)
    pieces = SHEETS_EACH * len(accounts)
    grams = pieces * sheet.piece_mass_g
    lot = NewLot(sheet.pk, grams, pieces, "HEAT-NOVEMBER", value_idr=grams * 11)
    stock.receive(holder_id=centre, supplier_id=None, lots=[lot], effective_on=AT.date(), by=SYSTEM, at=AT)
    for account in accounts:
        facts = OrderFacts(account, f"november-{account}", way="terms")
        order = write_order(facts=facts, lines=[NewLine(STEEL, SHEETS_EACH, price_idr_t=13_000_000)], by=SYSTEM, at=AT)
        confirm_order(order_id=order, by=SYSTEM, at=AT, today=AT.date())
        (pick,) = propose(order, at=AT).picks
        take = TakeFor(pick.line_id, pick.lot_id, pick.place_id, pick.pieces)
        made = deliver(facts=DeliveryFacts(order, AT.date(), f"november-{account}"), takes=[take], by=SYSTEM, at=AT)
        sign(delivery_id=made, received_by="Penerima contoh", proofs={"photo": JPEG}, by=SYSTEM, at=AT)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
