"""A statement of the bank is read in any of the shapes banks give it, once, and says whose money it is."""

from datetime import date

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.cutting_jobs.rows_in import rows_of_text
from rantai.apps.payments import actions, queries
from rantai.apps.payments.models import BankLine
from rantai.apps.payments.statement_in import statement
from rantai.core.problems import InvalidInput
from tests.apps.payments.money import invoice, pay
from tests.apps.sales.counter import AT, SHEET_IDR
from tests.cast import SmallSentra

SIGNED = """Rekening;123
Tanggal;Keterangan;Cabang;Jumlah;;Saldo
05/01/2026;TRSF E-BANKING INV 2026 00001;0000;1.395.108,00;CR;5.000.000,00
05/01/2026;BIAYA ADM;0000;12.500,00;DB;4.987.500,00
05/01/2026;BIAYA ADM;0000;12.500,00;DB;4.975.000,00
"""
TWO_COLUMNS = """Date,Description,Debit,Credit
2026-01-06,SETORAN TUNAI,,"2,000,000.00"
2026-01-07,TARIK TUNAI,"150,000.00",
"""


def read(cast: SmallSentra, text: str) -> actions.BankRead:
    lines = statement(rows_of_text(text)).lines
    return actions.read_bank(seller_id=cast.organisations["centre"], name="mutasi.csv", lines=lines, by=SYSTEM, at=AT)


def test_signs_are_read_in_either_shape() -> None:
    assert [line.amount_idr for line in statement(rows_of_text(SIGNED)).lines] == [1_395_108, -12_500, -12_500]
    two = statement(rows_of_text(TWO_COLUMNS)).lines
    assert [(line.booked_on, line.amount_idr) for line in two] == [
        (date(2026, 1, 6), 2_000_000),
        (date(2026, 1, 7), -150_000),
    ]


def test_every_line_that_cannot_be_read_says_its_row() -> None:
    text = "Tanggal;Keterangan;Jumlah\n32/01/2026;a;5\n05/01/2026;b;abc\n05/01/2026;c;1,50\n"
    problems = statement(rows_of_text(text)).problems
    assert [(problem.code, problem.where.row) for problem in problems] == [
        ("bank-date-unreadable", 2),
        ("N002", 3),
        ("N003", 4),
    ]
    with pytest.raises(InvalidInput) as refused:
        statement(rows_of_text("satu;dua\n1;2\n"))
    assert {problem.code for problem in refused.value.problems} == {"bank-columns-missing"}


def test_the_same_file_again_brings_nothing_and_equal_lines_are_two(small_sentra: SmallSentra) -> None:
    first = read(small_sentra, SIGNED)
    again = read(small_sentra, SIGNED)
    assert (first.new, first.known, again.new, again.known) == (3, 0, 0, 3)


def test_a_line_finds_its_invoice_by_number_and_then_its_payment(small_sentra: SmallSentra) -> None:
    bill = invoice(small_sentra)
    invoice(small_sentra, customer="maker_b")  # the same amount: the number decides
    centre = small_sentra.organisations["centre"]
    read(small_sentra, SIGNED)
    (match,) = queries.proposals(centre).values()
    assert (match.reason, match.invoice_ids) == ("number", (bill,))
    payment = pay(small_sentra, 2 * SHEET_IDR, kind="transfer", reference="x", wanted={bill: 2 * SHEET_IDR})
    line = BankLine.objects.get(amount_idr=2 * SHEET_IDR).pk
    assert queries.proposals(centre)[line].payment_id == payment
    actions.use_bank_line(line_id=line, payment_id=payment, by=SYSTEM, at=AT)
    assert queries.proposals(centre) == {}
    for again in (actions.ignore_bank_line, lambda **said: actions.use_bank_line(payment_id=payment, **said)):
        with pytest.raises(InvalidInput) as refused:
            again(line_id=line, by=SYSTEM, at=AT)
        assert refused.value.problems[0].code == "bank-line-used"


def test_a_doubtful_line_proposes_nothing(small_sentra: SmallSentra) -> None:
    for customer in ("maker_a", "maker_b"):
        invoice(small_sentra, customer=customer)
    read(small_sentra, SIGNED.replace("INV 2026 00001", "SETORAN"))
    assert queries.proposals(small_sentra.organisations["centre"]) == {}


def test_a_file_is_undone_as_a_whole_unless_it_was_used(small_sentra: SmallSentra) -> None:
    first = read(small_sentra, TWO_COLUMNS)
    actions.undo_bank(file_id=first.file_id, by=SYSTEM, at=AT)
    assert not BankLine.objects.exists()
    second = read(small_sentra, TWO_COLUMNS)
    actions.ignore_bank_line(line_id=BankLine.objects.first().pk, by=SYSTEM, at=AT)  # type: ignore[union-attr]
    with pytest.raises(InvalidInput) as refused:
        actions.undo_bank(file_id=second.file_id, by=SYSTEM, at=AT)
    assert refused.value.problems[0].code == "bank-file-used"
