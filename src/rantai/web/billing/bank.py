"""The bank's lines: read from a file with a preview, each with the payment or invoice it seems to be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantai.apps.cutting_jobs.rows_in import rows_of_file, rows_of_text, text_of
from rantai.apps.payments import actions, queries
from rantai.apps.payments.actions import PaymentFacts
from rantai.apps.payments.matching import Match
from rantai.apps.payments.queries import BankLineRow
from rantai.apps.payments.statement_in import Statement, statement
from rantai.apps.sales import queries as sales
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found, organisation_id
from rantai.web.billing.doors import FORM, STAFF, get_bank_line_for
from rantai.web.billing.forms import BankForm
from rantai.web.billing.words import REASONS
from rantai.web.layout.pieces import Crumb, Empty, Words
from rantai.web.sales.words import customer_words
from rantai.web.saying import add_problems, say

MOST_TEXT = 1_000_000
SHOWN = 60


@dataclass(frozen=True)
class Proposed:
    """An open line of the bank with what it seems to be."""

    line: BankLineRow
    match: Match | None
    customer: str = ""
    why: Words = ""


@door(STAFF)
def listed(request: Request) -> HttpResponse:
    """Open lines with their proposals, and the files they came from."""
    own = organisation_id(request)
    matches = queries.proposals(own)
    rows = [_proposed(line, matches.get(line.line_id)) for line in queries.bank_lines(own, is_open=True)]
    text = _("Download the statement of the bank as CSV or Excel and read it in here.")
    context = {
        "title": _("Bank"),
        "crumbs": [Crumb(_("Payments"), reverse("billing:payments")), Crumb(_("Bank"))],
        "rows": rows[:SHOWN],
        "more": max(0, len(rows) - SHOWN),
        "files": queries.bank_files(own)[:10],
        "empty": Empty(_("No line of the bank is open"), text, _("Read a statement"), reverse("billing:read_bank")),
    }
    return render(request, "billing/bank.html", context)


def _proposed(line: BankLineRow, match: Match | None) -> Proposed:
    if match is None:
        return Proposed(line, None)
    return Proposed(line, match, customer_words(match.customer_name), REASONS[match.reason])


@door(STAFF, methods=FORM)
def read(request: Request) -> HttpResponse:
    """A file first becomes a preview; what was seen is then saved."""
    text = request.POST.get("text", "")
    form = BankForm(request.POST if request.method == "POST" and not text else None, request.FILES or None)
    context = {
        "title": _("Read a statement of the bank"),
        "form": form,
        "submit": _("Look at it first"),
        "cancel_url": reverse("billing:bank"),
        "crumbs": [Crumb(_("Bank"), reverse("billing:bank")), Crumb(_("Read a statement of the bank"))],
    }
    try:
        if text:
            return _saved(request, text[:MOST_TEXT])
        if form.is_valid():
            file = form.cleaned_data["file"]
            rows = rows_of_file(file.name or "", file.read())
            seen = statement(rows)
            context |= {"seen": seen, "shown": seen.lines[:SHOWN], "text": text_of(rows), "name": file.name}
            return render(request, "billing/bank_preview.html", context)
    except InvalidInput as refused:
        if text:
            say(request, refused)
            return redirect("billing:read_bank")
        add_problems(form, refused)
    return render(request, "layout/kinds/form.html", context)


def _saved(request: Request, text: str) -> HttpResponse:
    seen: Statement = statement(rows_of_text(text))
    if seen.problems:
        raise InvalidInput(seen.problems[:10])
    done = actions.read_bank(
        seller_id=organisation_id(request),
        name=request.POST.get("name", "").replace("\x00", "")[:200],
        lines=seen.lines,
        by=request.actor,
        at=request.now,
    )
    said = _("%(new)s new lines; %(known)s were known already.") % {"new": done.new, "known": done.known}
    messages.success(request, said)
    return redirect("billing:bank")


@door(STAFF, methods=("POST",))
def accept(request: Request, line_id: int) -> HttpResponse:
    """Yes: the line is that payment, or becomes one for those invoices."""
    line = get_bank_line_for(request, line_id)
    match = queries.proposals(line.seller_id).get(line_id)
    if match is None:
        messages.error(request, _("This line has no proposal. Receive the payment at the customer, then come back."))
        return redirect("billing:bank")
    return _done(request, partial(_accepted, request, line, match))


def _accepted(request: Request, line: BankLineRow, match: Match) -> None:
    payment_id = match.payment_id or _received(request, line, match)
    actions.use_bank_line(line_id=line.line_id, payment_id=payment_id, by=request.actor, at=request.now)


def _received(request: Request, line: BankLineRow, match: Match) -> int:
    """A new payment; it settles the invoices that were named, in their order."""
    left, wanted = line.amount_idr, {}
    owed = {row.invoice_id: row.open_idr for row in sales.invoices(account_id=match.account_id, is_open=True)}
    for invoice_id in match.invoice_ids:
        part = min(left, owed.get(invoice_id, 0))
        if part:
            wanted[invoice_id] = part
            left -= part
    facts = PaymentFacts(
        match.account_id, f"bank-{line.line_id}", "transfer", line.amount_idr, line.booked_on, line.text[:80]
    )
    return actions.receive(facts=facts, wanted=wanted, by=request.actor, at=request.now)


@door(STAFF, methods=("POST",))
def ignore(request: Request, line_id: int) -> HttpResponse:
    """It is no customer's payment."""
    get_bank_line_for(request, line_id)
    return _done(request, partial(actions.ignore_bank_line, line_id=line_id, by=request.actor, at=request.now))


@door(STAFF, methods=("POST",))
def undo(request: Request, file_id: int) -> HttpResponse:
    """Take a whole file back."""
    rows = queries.bank_files(organisation_id(request))
    found(next((row for row in rows if row.file_id == file_id), None))
    return _done(request, partial(actions.undo_bank, file_id=file_id, by=request.actor, at=request.now))


def _done(request: Request, step: Callable[[], None]) -> HttpResponse:
    try:
        step()
    except InvalidInput as refused:
        say(request, refused)
    return redirect("billing:bank")
