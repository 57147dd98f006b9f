"""A list of members: read by its headings, taken over whole, undone whole."""

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.credit.models import CreditLine
from rantai.apps.parties.actions import OrganisationRow, load_organisations
from rantai.apps.parties.queries import organisations
from rantai.apps.sales import actions, queries
from rantai.apps.sales.member_sheet import ListedMember, read_rows
from rantai.apps.sales.models import CustomerAccount
from rantai.core.lists import Read
from rantai.core.problems import InvalidInput
from tests.apps.sales.counter import AT, account, quote
from tests.cast import SmallSentra

HEADING = ["Kode", "Nama", "Batas kredit (Rp)", "Tempo", "PKP", "NPWP", "WhatsApp"]


def rows(*listed: list[str]) -> Read[ListedMember]:
    return read_rows([HEADING, *listed])


def found(problems: object) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.where.row, one.where.column) for one in problems]  # type: ignore[attr-defined]


def code(cast: SmallSentra, name: str) -> str:
    (row,) = organisations(ids=[cast.organisations[name]])
    return row.code


def test_numbers_marks_and_empty_cells_are_read_as_forms_read_them() -> None:
    full = ["M-1", "", "Rp 25.000.000", "14", "ya", "01.234.567.8-901.2345", "0812"]
    read = rows(full, ["", "Bengkel", "", "", "", "", ""])
    first, second = read.rows
    assert not read.problems
    assert (first.credit_limit_idr, first.terms_days, first.is_vat_registered) == (25_000_000, 14, True)
    assert (first.npwp, first.phone) == ("0123456789012345", "0812")
    assert (second.credit_limit_idr, second.terms_days, second.is_vat_registered, second.npwp) == (None,) * 4


def test_every_problem_is_told_at_its_cell() -> None:
    read = rows(["M-1", "", "-5", "400", "mungkin", "", "0" * 21], ["M-2", "", "1,5", "", "", "", ""])
    assert found(read.problems) == [
        ("N006", 2, "credit_limit_idr"),
        ("sales-yes-or-no", 2, "is_vat_registered"),
        ("sales-cell-long", 2, "phone"),
        ("N006", 2, "terms_days"),
        ("N003", 3, "credit_limit_idr"),
    ]
    assert found(read_rows([["Batas kredit"], ["5"]]).problems) == [("sales-member-column-missing", 1, "")]


def test_a_list_opens_and_changes_accounts_and_is_undone_as_a_whole(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    account(small_sentra, limit_idr=1_000_000)
    known, new = code(small_sentra, "maker_a"), code(small_sentra, "maker_b")
    read = rows([known, "", "", "30", "", "", ""], [new.lower(), "", "5.000.000", "", "", "", ""])
    before = {row.customer_code: row for row in queries.accounts(seller_id=centre)}
    upload = actions.take_members(seller_id=centre, rows=read.rows, by=SYSTEM, at=AT)
    after = {row.customer_code: row for row in queries.accounts(seller_id=centre)}
    assert (after[known].terms_days, after[known].credit_limit_idr) == (30, 1_000_000)
    assert (after[new].terms_days, after[new].credit_limit_idr) == (0, 5_000_000)
    actions.undo_members(upload_id=upload, by=SYSTEM, at=AT)
    assert {row.customer_code: row for row in queries.accounts(seller_id=centre)} == before
    assert not CreditLine.objects.filter(customer=small_sentra.organisations["maker_b"]).exists()
    with pytest.raises(InvalidInput) as refused:
        actions.undo_members(upload_id=upload, by=SYSTEM, at=AT)
    assert found(refused.value.problems) == [("sales-member-list-undone", None, "")]


def test_what_did_business_or_changed_since_is_not_undone(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    listed = rows(
        [code(small_sentra, "maker_a"), "", "9.000.000", "", "", "", ""],
        [code(small_sentra, "maker_b"), "", "5.000.000", "", "", "", ""],
    )
    upload = actions.take_members(seller_id=centre, rows=listed.rows, by=SYSTEM, at=AT)
    made = CustomerAccount.objects.get(customer=small_sentra.organisations["maker_a"])
    quote(small_sentra, made.pk)
    with pytest.raises(InvalidInput) as refused:
        actions.undo_members(upload_id=upload, by=SYSTEM, at=AT)
    assert found(refused.value.problems) == [("sales-member-list-used", None, "")]
    assert CustomerAccount.objects.filter(seller=centre).count() == 2, "half of the list was undone"


def test_who_is_meant_is_asked_and_never_guessed(small_sentra: SmallSentra) -> None:
    centre = small_sentra.organisations["centre"]
    twins = [OrganisationRow(f"TWIN-{n}", "Bengkel Kembar contoh", ("maker",)) for n in (1, 2)]
    load_organisations(rows=twins, by=SYSTEM, at=AT)
    own, maker = code(small_sentra, "centre"), code(small_sentra, "maker_a")
    read = rows(
        ["", "bengkel  kembar CONTOH", "", "", "", "", ""],
        ["TIDAK-ADA", "", "", "", "", "", ""],
        [own, "", "", "", "", "", ""],
        ["TWIN-1", "Nama lain", "", "", "", "", ""],
        [maker, "", "", "", "", "", ""],
        [maker, "", "1", "", "", "", ""],
        ["TWIN-2", "", "", "", "ya", "12", ""],
    )
    expected = [
        ("sales-member-name-shared", 2, "name"),
        ("sales-member-unknown", 3, "code"),
        ("sales-member-unknown", 4, "code"),
        ("sales-member-differs", 5, "name"),
        ("sales-member-twice", 7, "code"),
        ("sales-npwp-form", 8, "npwp"),
    ]
    assert found(actions.problems_of(centre, read.rows)) == expected
    with pytest.raises(InvalidInput) as refused:
        actions.take_members(seller_id=centre, rows=read.rows, by=SYSTEM, at=AT)
    assert found(refused.value.problems) == expected
    assert not CustomerAccount.objects.filter(seller=centre).exists()
