"""A counter among the cast: the centre sells the two workshops sheets of the cutting lists' steel."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.sales import actions
from rantai.apps.sales.actions import AccountTerms, OrderFacts
from rantai.apps.sales.lines import NewLine
from rantai.apps.sales.models import CustomerAccount
from tests.apps.cutting_jobs.lists import PLATE, steel
from tests.cast import SmallSentra

AT, TODAY = datetime(2026, 1, 5, 3, tzinfo=UTC), date(2026, 1, 5)
SHEET_G = 53_658
PRICE_IDR_T = 13_000_000
SHEET_IDR = 697_554  # 53,658 kg at Rp 13,000 a kg

_keys = count(1)


def account(cast: SmallSentra, customer: str | None = "maker_a", *, limit_idr: int = 10_000_000, days: int = 14) -> int:
    """The customer's account at the centre; made once."""
    firm = cast.organisations[customer] if customer else None
    known = CustomerAccount.objects.filter(seller=cast.organisations["centre"], customer=firm).first()
    if known is not None:
        return known.pk
    terms = AccountTerms(credit_limit_idr=limit_idr, terms_days=days)
    seller = cast.organisations["centre"]
    return actions.open_account(seller_id=seller, customer_id=firm, terms=terms, by=SYSTEM, at=AT)


def sheets(quantity: int = 1, **facts: object) -> NewLine:
    """Whole sheets at the price of the counter."""
    return NewLine(PLATE, quantity, **{"price_idr_t": PRICE_IDR_T, **facts})  # type: ignore[arg-type]


def quote(cast: SmallSentra, account_id: int, *lines: NewLine, way: str = "terms", **facts: object) -> int:
    """A quote nobody has confirmed."""
    steel(cast)
    said = {"key": f"kunci-{next(_keys)}", "way": way, **facts}
    return actions.write_order(
        facts=OrderFacts(account_id, **said),  # type: ignore[arg-type]
        lines=lines or [sheets()],
        by=SYSTEM,
        at=AT,
    )


def confirm(order_id: int) -> None:
    actions.confirm_order(order_id=order_id, by=SYSTEM, at=AT, today=TODAY)
