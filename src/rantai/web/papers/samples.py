"""One invented document of each kind, so that a centre sees and test-prints its papers before the first real one."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from rantai.apps.papers import documents as rows
from rantai.apps.papers.tax import tax

DAY = date(2026, 11, 30)
KINDS = ("pesanan", "surat-jalan", "faktur", "kwitansi", "bukti-bayar", "timbangan", "titip-jual")


PRICE_IDR, WORK_IDR, DEPOSIT_IDR = 6_246_024, 144_000, 1_000_000
PLATE, HEAT = "SPHC 2,3 mm", "H-0001"
STEEL = rows.Line(PLATE, "1.219 × 2.438 mm", HEAT, "3.1", 12, 643_920, 9_700, "kg", PRICE_IDR)
MILL = rows.Firm("Pabrik Baja Contoh", ("Cilegon",), "0" * 16)
WORKSHOP = rows.Firm("Bengkel Contoh 07", ("Talang, Kabupaten Tegal",))


def sample(kind: str, *, is_taxable: bool = True) -> rows.Document:
    """An invented document. Raises KeyError for an unknown kind."""
    centre = rows.Firm("Material Center Contoh", ("LIK Takaru, Kabupaten Tegal",), "0" * 16 if is_taxable else "")
    return {**_goods(centre), **_money(centre, is_taxable=is_taxable)}[kind]


def _goods(centre: rows.Firm) -> dict[str, rows.Document]:
    order = rows.PurchaseOrder(
        "PO/2026/00001",
        DAY,
        centre,
        MILL,
        (STEEL,),
        tax(PRICE_IDR, on=DAY, is_taxable=True),
        deliver_to=("LIK Takaru",),
        deliver_on=date(2027, 2, 1),
        tolerance="± 10 %",
        terms=_("30 days"),
        ordered_by=_("Sample officer"),
    )
    delivery = rows.DeliveryNote(
        "SJ/2026/00001",
        DAY,
        centre,
        WORKSHOP,
        (STEEL,),
        order_number="SO/2026/00001",
        vehicle="G 1234 XX",
        driver=_("Sample driver"),
    )
    slip = rows.WeighingSlip(
        "TB/2026/00001",
        DAY,
        centre,
        PLATE,
        net_g=10_240_000,
        gross_g=18_360_000,
        tare_g=8_120_000,
        stated_g=10_200_000,
        heat=HEAT,
        vehicle="B 1234 XX",
        weighed_by=_("Sample officer"),
        party=MILL.name,
        reason=_("Scale step of 20 kg"),
    )
    return {"pesanan": order, "surat-jalan": delivery, "timbangan": slip}


def _money(centre: rows.Firm, *, is_taxable: bool) -> dict[str, rows.Document]:
    work = rows.Line(_("Cutting to size"), pieces=96, price_idr=1_500, per=_("cut"), amount_idr=WORK_IDR)
    asked = tax(PRICE_IDR + WORK_IDR, on=DAY, is_taxable=is_taxable)
    invoice = rows.Invoice(
        "INV/2026/00001",
        DAY,
        centre,
        WORKSHOP,
        (STEEL, work),
        asked,
        due_on=date(2026, 12, 30),
        terms=_("30 days"),
        order_number="SO/2026/00001",
        delivery_numbers=("SJ/2026/00001",),
        deposit_idr=DEPOSIT_IDR,
        pay_to=("Bank Contoh 000-000",),
    )
    receipt = rows.Receipt(
        "KW/2026/00001",
        DAY,
        centre,
        WORKSHOP,
        invoice.open_idr,
        invoice.number,
        place="Tegal",
        signed_by=_("Sample officer"),
    )
    settled = rows.Settled(invoice.number, DAY, invoice.open_idr, 4_500_000, invoice.open_idr - 4_500_000)
    payment = rows.PaymentReceipt("BB/2026/00001", DAY, centre, WORKSHOP, 5_000_000, _("bank transfer"), (settled,))
    sold = tax(PRICE_IDR, on=DAY, is_taxable=True)
    terms = _("price of the counter less 5 %")
    note = rows.SettlementNote(invoice.number, DAY, MILL, centre, DAY, (STEEL,), sold, terms, date(2026, 12, 30))
    return {"faktur": invoice, "kwitansi": receipt, "bukti-bayar": payment, "titip-jual": note}
