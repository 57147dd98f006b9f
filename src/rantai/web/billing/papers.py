"""Documents of selling as rows that the papers are printed from."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _

from rantai.apps.papers.documents import Firm, Line, PaymentReceipt, Receipt, Settled
from rantai.apps.papers.documents import Invoice as InvoicePaper
from rantai.apps.papers.tax import Tax
from rantai.apps.payments.queries import AllocationRow, PaymentRow
from rantai.apps.sales.queries import InvoiceLineRow, InvoiceRow
from rantai.web.access import Request
from rantai.web.billing.words import KINDS
from rantai.web.layout.papers import SIZES, Size
from rantai.web.papers import layouts
from rantai.web.papers.kinds import layout_of
from rantai.web.sales.words import customer_words


def invoice_paper(row: InvoiceRow, lines: list[InvoiceLineRow]) -> InvoicePaper:
    """An invoice as it was posted: names and figures of its day."""
    frozen = row.frozen
    buyer = Firm(customer_words(frozen.get("buyer", "")), npwp=frozen.get("buyer_npwp", ""))
    asked = Tax(row.net_idr, row.tax_rate_ppm, row.tax_base_idr, row.tax_idr, 0, row.faktur_code)
    return InvoicePaper(
        number=row.number,
        dated_on=row.invoiced_on,
        seller=Firm(frozen.get("seller", row.seller_name), npwp=frozen.get("seller_npwp", "")),
        buyer=buyer,
        lines=tuple(_line(line) for line in lines),
        tax=asked,
        due_on=row.due_on,
        order_number=str(row.order_id or ""),
        faktur_number=row.tax_invoice_number,
    )


def _line(line: InvoiceLineRow) -> Line:
    return Line(
        line.text,
        size=line.size,
        heat=line.heat,
        pieces=line.quantity_pieces,
        mass_g=line.mass_g,
        price_idr=line.price_idr or line.price_idr_t // 1_000,
        per=line.unit or ("kg" if line.price_idr_t else ""),
        amount_idr=line.net_idr,
    )


def receipt(row: PaymentRow, used: list[AllocationRow]) -> Receipt:
    """A kwitansi over a payment."""
    purpose = ", ".join(one.invoice_number for one in used if one.is_standing)
    return Receipt(
        number=row.number,
        dated_on=row.received_on,
        payee=Firm(row.seller_name),
        payer=Firm(customer_words(row.customer_name)),
        amount_idr=row.amount_idr,
        purpose=_("payment of %(invoices)s") % {"invoices": purpose} if purpose else _("deposit"),
    )


def payment_receipt(row: PaymentRow, used: list[AllocationRow]) -> PaymentReceipt:
    """What a payment settled."""
    settled = tuple(
        Settled(
            one.invoice_number,
            one.invoiced_on,
            one.invoice_total_idr,
            one.amount_idr,
            max(0, one.invoice_total_idr - one.amount_idr),
        )
        for one in used
        if one.is_standing
    )
    return PaymentReceipt(
        number=row.number,
        dated_on=row.received_on,
        payee=Firm(row.seller_name),
        payer=Firm(customer_words(row.customer_name)),
        amount_idr=row.amount_idr,
        method=str(KINDS[row.kind]),
        settled=settled,
        reference=row.reference or row.giro_number,
    )


def answer(request: Request, document: object) -> HttpResponse:
    """The document as PDF in the asked size, or as Excel."""
    layout = layout_of(document)
    if request.GET.get("sebagai") == "xlsx":
        return layouts.spreadsheet(layout)
    return layouts.pdf(layout, size_of(request.GET.get("ukuran", "")))


def size_of(asked: str) -> Size:
    """A paper size that is known; A4 for anything else."""
    return next((size for size in SIZES if size == asked), "a4")
