"""What the books refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

NOT_BALANCED = Refusal(
    "books-not-balanced",
    "Jurnal {number} tidak seimbang: debit {debit}, kredit {credit}.",
    "Journal {number} does not balance: debit {debit:en}, credit {credit:en}.",
    "Ini kesalahan program, bukan Anda; laporkan nomornya.",
    "This is a fault of the program, not yours; report its number.",
)
MONTH_NOT_OVER = Refusal(
    "books-month-not-over",
    "Bulan sampai {day} belum selesai.",
    "The month until {day} is not over.",
    "Tutup bulan setelah hari terakhirnya lewat.",
    "Close a month after its last day.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
