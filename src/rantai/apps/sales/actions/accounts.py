"""Opening and changing customer accounts."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.credit.actions import set_limit
from rantai.apps.parties.models import Organisation
from rantai.apps.sales import refusals
from rantai.apps.sales.credit import exposure_of, locked_account
from rantai.apps.sales.models import NITKU_DIGITS, NPWP_DIGITS, CustomerAccount
from rantai.core.problems import InvalidInput, Problem, Where


@dataclass(frozen=True)
class AccountTerms:
    """What a seller agrees with a customer. Money whole rupiah, terms in days; NPWP and NITKU digits only."""

    credit_limit_idr: int = 0
    terms_days: int = 0
    price_group: str = ""
    is_vat_registered: bool = False
    npwp: str = ""
    nitku: str = ""
    phone: str = ""


@transaction.atomic
def open_account(*, seller_id: int, customer_id: int | None, terms: AccountTerms, by: Author, at: datetime) -> int:
    """Open an account; without a customer it is the one for people who walk in and pay at once. Returns its id.

    Raises InvalidInput: unknown customer, account there already, tax numbers of a wrong form.
    """
    _refuse_wrong(terms)
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=seller_id)
    if customer_id == seller_id or (customer_id and not Organisation.objects.filter(pk=customer_id).exists()):
        raise refusals.refuse(refusals.CUSTOMER_UNKNOWN, "customer")
    if CustomerAccount.objects.filter(seller=seller_id, customer=customer_id).exists():
        raise refusals.refuse(refusals.ACCOUNT_EXISTS, "customer")
    made = CustomerAccount.objects.create(
        seller_id=seller_id, customer_id=customer_id, opened_at=at, **_fields(_plain(terms, customer_id))
    )
    _agree(made, terms, by, at)
    after = _figures(terms)
    record(verb="open", noun="customer_account", object_id=made.pk, by=by, at=at, after=after)
    return made.pk


@transaction.atomic
def change_account(*, account_id: int, terms: AccountTerms, by: Author, at: datetime) -> None:
    """Agree on other terms. A limit below what is owed already only stops new credit."""
    _refuse_wrong(terms)
    account = locked_account(account_id)
    before = _figures(terms_of(account))
    CustomerAccount.objects.filter(pk=account_id).update(**_fields(_plain(terms, account.customer_id)))
    _agree(account, terms, by, at)
    after = _figures(terms)
    record(verb="change", noun="customer_account", object_id=account_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def stop_credit(*, account_id: int, is_stopped: bool, by: Author, at: datetime) -> None:
    """Stop selling on credit to a customer, or lift the stop."""
    locked_account(account_id)
    CustomerAccount.objects.filter(pk=account_id).update(is_stopped=is_stopped)
    record(verb="stop" if is_stopped else "release", noun="customer_account", object_id=account_id, by=by, at=at)


def _fields(terms: AccountTerms) -> dict[str, object]:
    """What stands on the account: all but the limit, which is one for all rooms."""
    return {name: value for name, value in asdict(terms).items() if name != "credit_limit_idr"}


def _agree(account: CustomerAccount, terms: AccountTerms, by: Author, at: datetime) -> None:
    """Keep the limit. Nothing typed and nothing agreed before stays nothing agreed: a round then asks its deposit."""
    customer = account.customer_id
    if customer is None or not (terms.credit_limit_idr or exposure_of(account).is_agreed):
        return
    set_limit(seller_id=account.seller_id, customer_id=customer, limit_idr=terms.credit_limit_idr, by=by, at=at)


def _plain(terms: AccountTerms, customer_id: int | None) -> AccountTerms:
    """Who walks in has no credit, whatever was typed."""
    return terms if customer_id else AccountTerms(price_group=terms.price_group, phone=terms.phone)


def _refuse_wrong(terms: AccountTerms) -> None:
    problems = problems_of_terms(terms)
    if problems:
        raise InvalidInput(problems)


def problems_of_terms(terms: AccountTerms) -> list[Problem]:
    """Tax numbers of a wrong form, or missing where they are needed."""
    problems = []
    if terms.npwp and not re.fullmatch(rf"[0-9]{{{NPWP_DIGITS}}}", terms.npwp):
        problems.append(Problem(refusals.NPWP_FORM, Where(column="npwp"), {"npwp": terms.npwp[:30]}))
    is_branch = re.fullmatch(rf"[0-9]{{{NITKU_DIGITS}}}", terms.nitku) and terms.nitku.startswith(terms.npwp)
    if terms.nitku and not is_branch:
        problems.append(Problem(refusals.NITKU_FORM, Where(column="nitku"), {"nitku": terms.nitku[:30]}))
    if terms.is_vat_registered and not terms.npwp:
        problems.append(Problem(refusals.NPWP_MISSING, Where(column="npwp")))
    return problems


def terms_of(account: CustomerAccount) -> AccountTerms:
    """What holds for an account now."""
    same = {name: getattr(account, name) for name in _fields(AccountTerms())}
    return AccountTerms(credit_limit_idr=exposure_of(account).limit_idr, **same)


def _figures(terms: AccountTerms) -> dict[str, object]:
    """What the trail keeps: figures and marks, no tax number and no telephone."""
    kept = ("credit_limit_idr", "terms_days", "price_group", "is_vat_registered")
    return {name: getattr(terms, name) for name in kept}
