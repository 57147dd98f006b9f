"""A bill behind a signed link: what stands in a reminder by WhatsApp opens without login, and nothing else does."""

from __future__ import annotations

from urllib.parse import quote

from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.sales import queries
from rantai.apps.sales.queries import InvoiceRow
from rantai.web.access import PUBLIC, Request, door, found
from rantai.web.billing.papers import answer, invoice_paper
from rantai.web.layout import formats
from rantai.web.papers.kinds import layout_of
from rantai.web.papers.layouts import as_paper
from rantai.web.sales.words import customer_words

SALT = "rantai.invoice"
DAYS = 60


def link_of(request: Request, invoice_id: int) -> str:
    """The whole address of one invoice, good for two months."""
    token = signing.dumps(invoice_id, salt=SALT)
    return request.build_absolute_uri(reverse("billing:shared", args=[token]))


def reminder(request: Request, row: InvoiceRow) -> str:
    """What a person sends: polite, short, with the link."""
    late = row.late_days(request.today)
    values = {
        "customer": customer_words(row.customer_name),
        "number": row.number,
        "amount": formats.rupiah(row.open_idr),
        "day": formats.day(row.due_on),
        "days": formats.count(late),
        "link": link_of(request, row.invoice_id),
        "seller": row.seller_name,
    }
    pattern = (
        _(
            "Dear %(customer)s, invoice %(number)s of %(amount)s was due on %(day)s, %(days)s days ago. "
            "Please pay it or tell us when. %(link)s – %(seller)s"
        )
        if late
        else _("Dear %(customer)s, invoice %(number)s of %(amount)s is due on %(day)s. %(link)s – %(seller)s")
    )
    return (pattern % values).replace("\u00a0", " ")


def whatsapp_url(phone: str, text: str) -> str:
    """An address that opens WhatsApp with the text written; without a number the sender picks the person."""
    digits = "".join(sign for sign in phone if sign.isdigit())
    digits = f"62{digits[1:]}" if digits.startswith("0") else digits
    return f"https://wa.me/{digits}?text={quote(text)}"


@door(PUBLIC)
def invoice(request: Request, token: str) -> HttpResponse:
    """The bill of a signed link, on the screen or as PDF."""
    try:
        invoice_id = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except signing.BadSignature:
        raise Http404 from None
    row = found(queries.invoice(invoice_id))
    document = invoice_paper(row, queries.invoice_lines(invoice_id))
    if request.GET.get("sebagai"):
        return answer(request, document)
    left = formats.rupiah(row.open_idr)
    lede = _("%(amount)s are left to pay.") % {"amount": left} if row.open_idr else _("This invoice is paid.")
    context = {"title": row.number, "lede": lede, "paper": as_paper(layout_of(document)), "pdf_url": "?sebagai=pdf"}
    return render(request, "layout/kinds/paper.html", context)
