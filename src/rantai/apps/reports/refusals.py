"""What reports refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

GRANT_EMPTY = Refusal(
    "report-grant-empty",
    "Jumlah hibah harus lebih dari nol.",
    "A grant must be of more than nothing.",
    "Isi jumlah rupiah yang diterima.",
    "Give the rupiah that were received.",
)
GRANT_WITHOUT_SOURCE = Refusal(
    "report-grant-without-source",
    "Hibah belum menyebut pemberi dan sumbernya.",
    "The grant does not say who gave it and where that is written.",
    "Isi pemberi, dan sumbernya: nomor surat atau perjanjian.",
    "Give the giver and the source: the number of a letter or an agreement.",
)
GRANT_AHEAD = Refusal(
    "report-grant-ahead",
    "Hari diterima belum tiba.",
    "The day it was received is still to come.",
    "Catat hibah setelah uangnya diterima.",
    "Enter a grant once the money has come.",
)
HALF_NOT_OVER = Refusal(
    "report-half-not-over",
    "Setengah tahun ini belum selesai, atau bukan setengah tahun.",
    "This half year is not over, or it is no half year.",
    "Pilih setengah tahun yang sudah lewat.",
    "Choose a half year that is over.",
)
CORRECTION_WITHOUT_REASON = Refusal(
    "report-correction-without-reason",
    "Ringkasan ini sudah terbit; versi baru perlu alasan.",
    "This summary is published; a new version needs a reason.",
    "Tulis apa yang salah pada versi sebelumnya. Versi itu tetap bisa dibaca.",
    "Say what was wrong in the version before. That version stays readable.",
)
PRICES_WITHOUT_SOURCE = Refusal(
    "report-prices-without-source",
    "Harga pabrik atau pengecer tidak menyebut sumbernya.",
    "The price of the mill or the retailer does not say where it is from.",
    "Isi sumber yang bisa diperiksa umum, dengan tanggalnya.",
    "Give a source that the public can look up, with its date.",
)


def refuse(refusal: Refusal, column: str) -> Problem:
    """A problem beside its field."""
    return Problem(refusal, Where(column=column))


def raise_all(problems: list[Problem]) -> None:
    """Raise everything that is wrong at once; nothing when nothing is."""
    if problems:
        raise InvalidInput(problems)
