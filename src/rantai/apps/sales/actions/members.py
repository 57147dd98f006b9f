"""A list of members taken over, all of it or nothing, and undone as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import datetime

from django.db import transaction
from django.db.models import ProtectedError, QuerySet

from rantai.apps.audit.actions import Author, record
from rantai.apps.credit.actions import forget_limit
from rantai.apps.parties.models import Organisation
from rantai.apps.parties.queries import OrganisationView, organisations
from rantai.apps.sales import refusals
from rantai.apps.sales.actions.accounts import (
    AccountTerms,
    change_account,
    open_account,
    problems_of_terms,
    terms_of,
)
from rantai.apps.sales.credit import exposure_of
from rantai.apps.sales.member_sheet import ListedMember
from rantai.apps.sales.models import CustomerAccount, MemberUpload, MemberUploadRow
from rantai.core.problems import InvalidInput, Problem, Where

CUSTOMER_KINDS = ("maker", "buyer", "assembler", "consortium")
SAID = ("credit_limit_idr", "terms_days", "price_group", "is_vat_registered", "npwp", "nitku", "phone")
MOST_NAMES = 5


@transaction.atomic
def take_members(*, seller_id: int, rows: Sequence[ListedMember], by: Author, at: datetime) -> int:
    """Open accounts and agree on terms as a list says; what a row leaves empty stays as it is. Returns the list's id.

    Raises InvalidInput with every row whose firm is not known, stands twice, or has odd tax numbers.
    """
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=seller_id)  # as who opens one account
    chosen, problems = _chosen(seller_id, rows)
    accounts = _held(_accounts(seller_id, list(chosen)))
    before, after = _terms(chosen, accounts)
    problems += _odd(chosen, after)
    if problems:
        raise InvalidInput(problems)
    upload = MemberUpload.objects.create(seller_id=seller_id, made_by_id=by.user_id, made_at=at)
    for customer, terms in after.items():
        if customer in before:
            change_account(account_id=accounts[customer].pk, terms=terms, by=by, at=at)
        else:
            open_account(seller_id=seller_id, customer_id=customer, terms=terms, by=by, at=at)
    MemberUploadRow.objects.bulk_create(
        MemberUploadRow(
            upload=upload,
            customer_id=customer,
            before=asdict(before[customer]) if customer in before else None,
            after=asdict(terms),
        )
        for customer, terms in after.items()
    )
    record(verb="take", noun="member_list", object_id=upload.pk, by=by, at=at, after={"rows": len(after)})
    return upload.pk


def problems_of(seller_id: int, rows: Sequence[ListedMember]) -> list[Problem]:
    """What `take_members` would refuse now; nothing is written."""
    chosen, problems = _chosen(seller_id, rows)
    return problems + _odd(chosen, _terms(chosen, _by_customer(_accounts(seller_id, list(chosen))))[1])


@transaction.atomic
def undo_members(*, upload_id: int, by: Author, at: datetime) -> None:
    """Undo a list as a whole: accounts that it opened are gone, terms that it changed hold as before.

    Raises InvalidInput when it is undone already, or a member did business or was changed again since.
    """
    upload = MemberUpload.objects.select_for_update(no_key=True, of=("self",)).get(pk=upload_id)
    if upload.undone_at is not None:
        raise refusals.refuse(refusals.MEMBER_LIST_UNDONE)
    lines = list(upload.lines.select_related("customer").order_by("pk"))
    accounts = _held(_accounts(upload.seller_id, [one.customer_id for one in lines]))
    used = [one.customer.name for one in lines if not _undone(one, accounts.get(one.customer_id), by, at)]
    if used:
        more = ["…"] if len(used) > MOST_NAMES else []
        raise refusals.refuse(refusals.MEMBER_LIST_USED, names=", ".join([*used[:MOST_NAMES], *more]))
    MemberUpload.objects.filter(pk=upload_id).update(undone_at=at)
    record(verb="undo", noun="member_list", object_id=upload_id, by=by, at=at, before={"rows": len(lines)})


def _undone(line: MemberUploadRow, account: CustomerAccount | None, by: Author, at: datetime) -> bool:
    """Whether this row could be taken back."""
    if account is None or asdict(terms_of(account)) != line.after:
        return False
    if line.before is not None:
        change_account(account_id=account.pk, terms=AccountTerms(**line.before), by=by, at=at)
        return True
    if exposure_of(account).total_idr:
        return False
    try:
        with transaction.atomic():
            account.delete()
    except ProtectedError:
        return False
    forget_limit(seller_id=account.seller_id, customer_id=line.customer_id, by=by, at=at)
    return True


def _accounts(seller_id: int, customers: Sequence[int]) -> QuerySet[CustomerAccount]:
    return CustomerAccount.objects.filter(seller=seller_id, customer__in=customers).order_by("pk")


def _held(found: QuerySet[CustomerAccount]) -> dict[int, CustomerAccount]:
    """Accounts by customer, held in one order until the transaction ends."""
    return _by_customer(found.select_for_update(no_key=True, of=("self",)))


def _by_customer(found: Iterable[CustomerAccount]) -> dict[int, CustomerAccount]:
    return {one.customer_id: one for one in found if one.customer_id is not None}


def _terms(
    chosen: Mapping[int, ListedMember], accounts: Mapping[int, CustomerAccount]
) -> tuple[dict[int, AccountTerms], dict[int, AccountTerms]]:
    """Terms by customer before a list and after it; before, only of those with an account."""
    before = {customer: terms_of(one) for customer, one in accounts.items()}
    return before, {customer: _said(row, before.get(customer, AccountTerms())) for customer, row in chosen.items()}


def _said(row: ListedMember, held: AccountTerms) -> AccountTerms:
    said = {name: getattr(row, name) for name in SAID if getattr(row, name) is not None}
    return replace(held, **said)


def _odd(chosen: Mapping[int, ListedMember], after: Mapping[int, AccountTerms]) -> list[Problem]:
    return [
        replace(problem, where=replace(problem.where, row=chosen[customer].row))
        for customer, terms in after.items()
        for problem in problems_of_terms(terms)
    ]


def _chosen(seller_id: int, rows: Sequence[ListedMember]) -> tuple[dict[int, ListedMember], list[Problem]]:
    """Whom each row means, by organisation, and rows that mean nobody, several, or one who stood there before."""
    firms = [one for one in organisations(kinds=CUSTOMER_KINDS) if one.organisation_id != seller_id]
    codes = {one.code.casefold(): one for one in firms}
    names: defaultdict[str, list[OrganisationView]] = defaultdict(list)
    for one in firms:
        names[_folded(one.name)].append(one)
    chosen: dict[int, ListedMember] = {}
    problems: list[Problem] = []
    for row in rows:
        firm = _firm(row, codes, names)
        if isinstance(firm, Problem):
            problems.append(firm)
        elif firm.organisation_id in chosen:
            values = {"given": firm.name, "first": chosen[firm.organisation_id].row}
            problems.append(Problem(refusals.MEMBER_TWICE, _where(row), values))
        else:
            chosen[firm.organisation_id] = row
    return chosen, problems


def _firm(
    row: ListedMember, codes: Mapping[str, OrganisationView], names: Mapping[str, Sequence[OrganisationView]]
) -> OrganisationView | Problem:
    """The firm of a row: by its code, else by the one name; a code and another firm's name are asked, not guessed."""
    if row.code:
        firm = codes.get(row.code.casefold())
        if firm is None:
            return Problem(refusals.MEMBER_UNKNOWN, Where(row=row.row, column="code"), {"given": row.code[:40]})
        if row.name and _folded(row.name) != _folded(firm.name):
            values = {"code": firm.code, "name": firm.name, "given": row.name[:40]}
            return Problem(refusals.MEMBER_DIFFERS, Where(row=row.row, column="name"), values)
        return firm
    found = names.get(_folded(row.name), ())
    if len(found) == 1:
        return found[0]
    if not found:
        return Problem(refusals.MEMBER_UNKNOWN, Where(row=row.row, column="name"), {"given": row.name[:40]})
    shared = {"given": row.name[:40], "count": len(found), "codes": ", ".join(one.code for one in found[:MOST_NAMES])}
    return Problem(refusals.MEMBER_NAME_SHARED, Where(row=row.row, column="name"), shared)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _where(row: ListedMember) -> Where:
    return Where(row=row.row, column="code" if row.code else "name")
