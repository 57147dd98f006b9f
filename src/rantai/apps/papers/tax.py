"""PPN and PPh 22 by dated rule. Whole rupiah in, whole rupiah out.

Rounding: a tax is computed once, from the exact base of the whole document, and rounded once to whole rupiah, halves
away from zero, so that a credit note takes back exactly what its invoice asked. The base that is printed beside it
(DPP nilai lain) is rounded by itself and nothing is computed from it.

| from | rate | on | source |
|---|---|---|---|
| 2022-04-01 | 11 % | the price | UU 7/2021 (HPP), article 7 |
| 2025-01-01 | 12 % | 11/12 of the price (DPP nilai lain), goods that are no luxury; faktur code 04 | PMK 131/2024 |

PPh 22: a steel maker that sells to a distributor collects 0.3 % of the price without PPN. The rate is general
knowledge of the trade, not checked at a source: an accountant must confirm it (`PPH22_IS_CONFIRMED`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rantai.apps.papers.refusals import FAKTUR_UNREADABLE, FAKTUR_WITHOUT_TAX, NO_TAX_RULE
from rantai.core.problems import InvalidInput, Problem, Where


@dataclass(frozen=True)
class PpnRule:
    """PPN from a day on: rate in ppm, on `base` of the price."""

    valid_from: date
    rate_ppm: int
    base: Fraction
    faktur_code: str
    source: str


PPN_RULES = (
    PpnRule(date(2022, 4, 1), 110_000, Fraction(1), "01", "UU 7/2021 (HPP), article 7"),
    PpnRule(date(2025, 1, 1), 120_000, Fraction(11, 12), "04", "PMK 131/2024"),
)
PPH22_STEEL_PPM = 3_000
PPH22_IS_CONFIRMED = False
STAMP_DUTY_IDR = 10_000
STAMP_DUTY_ABOVE_IDR = 5_000_000  # general knowledge, not checked at a source
_FAKTUR = re.compile(r"[0-9.\-]{1,40}")


@dataclass(frozen=True)
class Tax:
    """What a document of one day asks beside its price. All whole rupiah.

    price_idr: without tax. base_idr: the base that is printed (DPP, or DPP nilai lain). total_idr: price, PPN and
    PPh 22. rate_ppm 0 and base 0: the seller is not a taxable firm.
    """

    price_idr: int
    rate_ppm: int
    base_idr: int
    ppn_idr: int
    pph22_idr: int
    faktur_code: str

    @property
    def total_idr(self) -> int:
        return self.price_idr + self.ppn_idr + self.pph22_idr

    @property
    def has_other_base(self) -> bool:
        """Whether the base is not the price itself (DPP nilai lain)."""
        return self.rate_ppm > 0 and self.base_idr != self.price_idr


def rule_on(on: date) -> PpnRule:
    """The PPN rule of a day. Raises InvalidInput (tax-no-rule) for a day before the first we know."""
    known = [rule for rule in PPN_RULES if rule.valid_from <= on]
    if not known:
        first = PPN_RULES[0].valid_from
        raise InvalidInput([Problem(NO_TAX_RULE, Where(column="date"), {"day": on, "first": first})])
    return known[-1]


def tax(price_idr: int, *, on: date, is_taxable: bool, asks_pph22: bool = False) -> Tax:
    """What a document of `on` asks: no PPN from a seller who is not a taxable firm (non-PKP).

    asks_pph22: the seller collects PPh 22 and the buyer is a distributor. Raises InvalidInput (tax-no-rule).
    """
    pph22_idr = rounded(Fraction(price_idr * PPH22_STEEL_PPM, 1_000_000)) if asks_pph22 else 0
    if not is_taxable:
        return Tax(price_idr, 0, 0, 0, pph22_idr, "")
    rule = rule_on(on)
    base = price_idr * rule.base
    ppn_idr = rounded(base * rule.rate_ppm / 1_000_000)
    return Tax(price_idr, rule.rate_ppm, rounded(base), ppn_idr, pph22_idr, rule.faktur_code)


def rounded(exact: Fraction) -> int:
    """Whole rupiah, halves away from zero."""
    half_up = (2 * abs(exact.numerator) + exact.denominator) // (2 * exact.denominator)
    return half_up if exact >= 0 else -half_up


def stamp_duty_idr(amount_idr: int) -> int:
    """The duty stamp (meterai) that a receipt of this amount needs."""
    return STAMP_DUTY_IDR if amount_idr > STAMP_DUTY_ABOVE_IDR else 0


def faktur_number(text: str, *, seller: str, on: date, is_taxable: bool, where: Where | None = None) -> str:
    """A faktur pajak number as it was entered, bare of blanks. Coretax gives it; nothing here makes one up.

    Raises InvalidInput for signs that no such number has, and for any number of a seller who is not taxable.
    """
    bare, place = "".join(text.split()), where or Where(column="faktur_number")
    if bare and not is_taxable:
        raise InvalidInput([Problem(FAKTUR_WITHOUT_TAX, place, {"seller": seller, "day": on})])
    if bare and not _FAKTUR.fullmatch(bare):
        raise InvalidInput([Problem(FAKTUR_UNREADABLE, place, {"text": bare[:60]})])
    return bare
