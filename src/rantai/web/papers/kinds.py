"""How each kind of document is laid out: `layout_of(row)` for every row of `apps/papers/documents.py`."""

from __future__ import annotations

from functools import singledispatch

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.papers.documents import (
    DeliveryNote,
    Invoice,
    Line,
    PaymentReceipt,
    PurchaseOrder,
    Receipt,
    SettlementNote,
    WeighingSlip,
)
from rantai.apps.papers.tax import Tax, stamp_duty_idr
from rantai.web.layout import formats
from rantai.web.layout.columns import Column
from rantai.web.layout.number_words import in_words
from rantai.web.layout.pieces import Words
from rantai.web.papers.layouts import Layout

GOODS = (
    Column("what", gettext_lazy("Goods or work")),
    Column("size", gettext_lazy("Size")),
    Column("heat", gettext_lazy("Heat")),
    Column("certificate", gettext_lazy("Certificate")),
    Column("pieces", gettext_lazy("Pieces"), "number"),
    Column("mass_g", gettext_lazy("Mass"), "mass"),
)
PRICED = (
    *GOODS,
    Column("price_idr", gettext_lazy("Price"), "money"),
    Column("per", gettext_lazy("Per")),
    Column("amount_idr", gettext_lazy("Amount"), "money"),
)
SETTLED = (
    Column("invoice_number", gettext_lazy("Invoice")),
    Column("invoice_on", gettext_lazy("Of"), "date"),
    Column("total_idr", gettext_lazy("Total"), "money"),
    Column("paid_idr", gettext_lazy("Paid now"), "money"),
    Column("left_idr", gettext_lazy("Still open"), "money"),
)


@singledispatch
def layout_of(document: object) -> Layout:
    """The layout of a document. Raises TypeError for a row that is no document."""
    raise TypeError(f"{type(document).__name__} is no document")


@layout_of.register
def _purchase_order(row: PurchaseOrder) -> Layout:
    return Layout(
        title=_("Purchase order"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.buyer,
        parties=((_("To"), row.seller),),
        facts=(
            (_("Deliver by"), row.deliver_on or ""),
            (_("Place of delivery"), ", ".join(row.deliver_to)),
            (_("Tolerance"), row.tolerance),
            (_("Terms of payment"), row.terms),
            (_("Reference"), row.reference),
        ),
        columns=PRICED,
        rows=row.lines,
        sums=_mass(row.lines),
        totals=_taxed(row.tax),
        notes=(_("Write this number on the delivery note and on the invoice. Send the mill certificate by heat."),),
        signatures=((_("Ordered by"), row.ordered_by), (_("Accepted by seller"), "")),
        plies=(_("1 seller"), _("2 books"), _("3 warehouse")),
    )


@layout_of.register
def _delivery_note(row: DeliveryNote) -> Layout:
    return Layout(
        title=_("Delivery note"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.sender,
        parties=((_("Receiver"), row.receiver),),
        facts=((_("Order"), row.order_number), (_("Vehicle"), row.vehicle), (_("Driver"), row.driver)),
        columns=GOODS,
        rows=row.lines,
        sums=_mass(row.lines),
        notes=(*((row.note,) if row.note else ()), _("Count and weigh before signing; write differences here.")),
        signatures=((_("Warehouse"), ""), (_("Driver"), row.driver), (_("Received by"), row.received_by)),
        drawn={2: row.signature} if row.signature else {},
        plies=(_("1 books, signed"), _("2 receiver"), _("3 warehouse")),
    )


@layout_of.register
def _invoice(row: Invoice) -> Layout:
    deposit: tuple[tuple[Words, int], ...] = ()
    if row.deposit_idr:
        deposit = ((_("Deposit received"), -row.deposit_idr), (_("To be paid"), row.open_idr))
    return Layout(
        title=_("Credit note") if row.is_credit else _("Invoice"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.seller,
        parties=((_("To"), row.buyer),),
        facts=(
            (_("Due"), row.due_on or ""),
            (_("Terms of payment"), row.terms),
            (_("Order"), row.order_number),
            (_("Delivery notes"), ", ".join(row.delivery_numbers)),
            (_("Faktur pajak"), row.faktur_number),
        ),
        columns=PRICED,
        rows=row.lines,
        sums=_mass(row.lines),
        totals=(*_taxed(row.tax), *deposit),
        notes=tuple(_("Pay to: %(account)s") % {"account": one} for one in row.pay_to),
        in_words=_rupiah_in_words(row.open_idr),
        signatures=((_("Seller"), ""), (_("Received by"), "")),
        plies=(_("1 buyer, after payment"), _("2 buyer, with the goods"), _("3 books")),
    )


@layout_of.register
def _settlement(row: SettlementNote) -> Layout:
    draft = () if row.number else (_("Not approved by the owner yet: this is no invoice."),)
    return Layout(
        title=_("Settlement note"),
        number=row.number or _("draft"),
        dated_on=row.dated_on,
        issuer=row.owner,
        parties=((_("Sold by"), row.seller),),
        facts=((_("Sold until"), row.through_on), (_("Terms"), row.terms), (_("Due"), row.due_on or "")),
        columns=PRICED,
        rows=row.lines,
        sums=_mass(row.lines),
        totals=_taxed(row.tax),
        notes=draft,
        in_words=_rupiah_in_words(row.tax.total_idr),
        signatures=((_("Owner of the steel"), ""), (_("Seller"), "")),
        plies=(_("1 owner"), _("2 seller"), _("3 books")),
    )


@layout_of.register
def _receipt(row: Receipt) -> Layout:
    duty = stamp_duty_idr(row.amount_idr)
    return Layout(
        title=_("Receipt"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.payee,
        parties=((_("Received from"), row.payer),),
        facts=((_("In payment of"), row.purpose),),
        totals=((_("Amount"), row.amount_idr),),
        in_words=_rupiah_in_words(row.amount_idr),
        stamp=_("Duty stamp %(amount)s") % {"amount": formats.rupiah(duty)} if duty else "",
        signatures=((", ".join(part for part in (row.place, formats.day(row.dated_on)) if part), row.signed_by),),
        plies=(_("1 payer"), _("2 books"), _("3 payee")),
    )


@layout_of.register
def _payment(row: PaymentReceipt) -> Layout:
    rest: tuple[tuple[Words, int], ...] = ((_("Kept as deposit"), row.unspent_idr),) if row.unspent_idr else ()
    return Layout(
        title=_("Payment receipt"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.payee,
        parties=((_("Paid by"), row.payer),),
        facts=((_("How"), row.method), (_("Reference"), row.reference)),
        columns=SETTLED,
        rows=row.settled,
        totals=((_("Amount received"), row.amount_idr), *rest),
        in_words=_rupiah_in_words(row.amount_idr),
        signatures=((_("Received by"), ""), (_("Paid by"), "")),
        plies=(_("1 payer"), _("2 books"), _("3 payee")),
    )


@layout_of.register
def _weighing(row: WeighingSlip) -> Layout:
    masses = (
        (_("Gross"), row.gross_g),
        (_("Tare"), row.tare_g),
        (_("Net"), row.net_g),
        (_("As stated"), row.stated_g),
    )
    facts = [(label, formats.mass(mass_g, 3)) for label, mass_g in masses if mass_g]
    if row.stated_g:
        facts.append((_("Difference"), formats.mass(row.net_g - row.stated_g, 3)))
    return Layout(
        title=_("Weighing slip"),
        number=row.number,
        dated_on=row.dated_on,
        issuer=row.firm,
        facts=(
            (_("Goods"), row.what),
            (_("Heat"), row.heat),
            (_("Vehicle"), row.vehicle),
            (_("From or to"), row.party),
            *facts,
            (_("Reason of the difference"), row.reason),
        ),
        signatures=((_("Weighed by"), row.weighed_by), (_("Driver"), "")),
        plies=(_("1 driver"), _("2 books"), _("3 warehouse")),
    )


def _mass(lines: tuple[Line, ...]) -> dict[str, int]:
    mass_g = sum(line.mass_g for line in lines)
    return {"mass_g": mass_g} if mass_g else {}


def _taxed(tax: Tax) -> tuple[tuple[Words, int], ...]:
    """From the price to what is asked: the base that the tax office prints, PPN, PPh 22."""
    rows: list[tuple[Words, int]] = [(_("Price without tax"), tax.price_idr)]
    if tax.has_other_base:
        rows.append((_("Other base of tax (DPP nilai lain)"), tax.base_idr))
    if tax.rate_ppm:
        rows.append((_("PPN %(rate)s") % {"rate": formats.ppm(tax.rate_ppm, 0)}, tax.ppn_idr))
    if tax.pph22_idr:
        rows.append((_("PPh 22 collected"), tax.pph22_idr))
    return (*rows, (_("Total"), tax.total_idr))


def _rupiah_in_words(amount_idr: int) -> str:
    words = in_words(amount_idr, formats.language())
    return f"{words[:1].upper()}{words[1:]} rupiah"
