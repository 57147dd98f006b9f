"""The rows that papers are printed from: whoever posts a document freezes it into one of these and hands it on.

Masses g, money whole rupiah, lengths as people write them (`size`). Nothing here is looked up again while printing: a
reprint after years shows the same figures. `web/papers` turns a row into PDF on three sizes and into Excel; the shapes
are explained in docs/papers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rantai.apps.papers.tax import Tax


@dataclass(frozen=True)
class Firm:
    """A firm as it stands on a paper."""

    name: str
    address: tuple[str, ...] = ()
    npwp: str = ""


@dataclass(frozen=True)
class Line:
    """One line of goods or work. `pieces` 0: by mass alone; `mass_g` 0: by the piece or the act alone.

    price_idr is per `per` ("kg", "t", "lembar", "potong", …); amount_idr is what the line comes to without tax.
    """

    what: str
    size: str = ""
    heat: str = ""
    certificate: str = ""
    pieces: int = 0
    mass_g: int = 0
    price_idr: int = 0
    per: str = ""
    amount_idr: int = 0


@dataclass(frozen=True)
class PurchaseOrder:
    """To a mill or trader. `tolerance` in words ("± 10 %"), `terms` how it is paid."""

    number: str
    dated_on: date
    buyer: Firm
    seller: Firm
    lines: tuple[Line, ...]
    tax: Tax
    deliver_to: tuple[str, ...] = ()
    deliver_on: date | None = None
    tolerance: str = ""
    terms: str = ""
    reference: str = ""
    ordered_by: str = ""


@dataclass(frozen=True)
class DeliveryNote:
    """Surat jalan: what goes out, with heats and certificates, never a price; once it arrived, who took it.

    `signature`: a PNG that was drawn on the screen; empty when somebody signs by hand.
    """

    number: str
    dated_on: date
    sender: Firm
    receiver: Firm
    lines: tuple[Line, ...]
    order_number: str = ""
    vehicle: str = ""
    driver: str = ""
    note: str = ""
    received_by: str = ""
    signature: bytes = b""


@dataclass(frozen=True)
class Invoice:
    """What a buyer owes; a credit note has `is_credit` and the figures of what is taken back."""

    number: str
    dated_on: date
    seller: Firm
    buyer: Firm
    lines: tuple[Line, ...]
    tax: Tax
    due_on: date | None = None
    terms: str = ""
    order_number: str = ""
    delivery_numbers: tuple[str, ...] = ()
    faktur_number: str = ""
    deposit_idr: int = 0
    is_credit: bool = False
    pay_to: tuple[str, ...] = ()

    @property
    def open_idr(self) -> int:
        """What is left to pay after the deposit."""
        return self.tax.total_idr - self.deposit_idr


@dataclass(frozen=True)
class Receipt:
    """Kwitansi: the payee confirms an amount, in figures and in words (terbilang)."""

    number: str
    dated_on: date
    payee: Firm
    payer: Firm
    amount_idr: int
    purpose: str
    place: str = ""
    signed_by: str = ""


@dataclass(frozen=True)
class Settled:
    """One invoice that a payment pays, with what is left of it."""

    invoice_number: str
    invoice_on: date
    total_idr: int
    paid_idr: int
    left_idr: int


@dataclass(frozen=True)
class PaymentReceipt:
    """Bukti bayar: one payment, spread over invoices; what is not spread stays a deposit."""

    number: str
    dated_on: date
    payee: Firm
    payer: Firm
    amount_idr: int
    method: str
    settled: tuple[Settled, ...] = ()
    reference: str = ""

    @property
    def unspent_idr(self) -> int:
        return self.amount_idr - sum(row.paid_idr for row in self.settled)


@dataclass(frozen=True)
class SettlementNote:
    """What a counter sold of an owner's steel until a day and owes for it; no customer, no price of theirs.

    `number` is the owner's invoice; empty while the owner has not approved: then it is a draft. `terms` in words.
    """

    number: str
    dated_on: date
    owner: Firm
    seller: Firm
    through_on: date
    lines: tuple[Line, ...]
    tax: Tax
    terms: str
    due_on: date | None = None


@dataclass(frozen=True)
class WeighingSlip:
    """One weighing: gross and tare of a truck, or one net mass; beside it what geometry or the paper says."""

    number: str
    dated_on: date
    firm: Firm
    what: str
    net_g: int
    gross_g: int = 0
    tare_g: int = 0
    stated_g: int = 0
    heat: str = ""
    vehicle: str = ""
    weighed_by: str = ""
    party: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Label:
    """One label on a piece, a bundle or a shelf; `link` becomes its QR code."""

    id: str
    size: str
    link: str
    heat: str = ""
    owner: str = ""
    note: str = ""


Document = PurchaseOrder | DeliveryNote | Invoice | Receipt | PaymentReceipt | SettlementNote | WeighingSlip
