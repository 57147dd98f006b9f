"""What paying suppliers refuses, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

NOTHING_TO_PAY = Refusal(
    "payable-nothing",
    "Belum ada jumlah yang dibayar.",
    "Nothing is to be paid yet.",
    "Isi jumlah rupiah setidaknya pada satu tagihan.",
    "Give the rupiah of one bill at least.",
)
TOO_MUCH = Refusal(
    "payable-too-much",
    "Dari {number} tinggal {left}; {asked} hendak dibayar.",
    "Of {number} only {left:en} are open; {asked:en} were to be paid.",
    "Bayar paling banyak sisanya.",
    "Pay what is open at most.",
)
OTHER_PARTY = Refusal(
    "payable-other-party",
    "{number} bukan utang kepada {party}.",
    "{number} is not owed to {party}.",
    "Satu pembayaran untuk satu pihak; bayar yang lain sendiri.",
    "One payment goes to one party; pay the other apart.",
)
GIRO_INCOMPLETE = Refusal(
    "payable-giro-incomplete",
    "Giro belum lengkap.",
    "The giro is not complete.",
    "Isi nomor giro dan tanggal cairnya, tidak sebelum hari dibayar.",
    "Give its number and the day it can be cashed, not before the day of payment.",
)
DAY_AHEAD = Refusal(
    "payable-day-ahead",
    "Tanggal {day} belum tiba.",
    "{day} has not come yet.",
    "Catat pembayaran pada harinya; untuk hari nanti beri giro.",
    "Write a payment on its day; for a later day give a giro.",
)
DUE_FAR = Refusal(
    "payable-due-far",
    "Jatuh tempo {day} terlalu jauh.",
    "{day} is too far away to be due.",
    "Lihat tahunnya; isi tanggal sampai {last}.",
    "Look at the year; give a day up to {last}.",
)
KEY_REUSED = Refusal(
    "payable-key-reused",
    "Formulir pembayaran ini sudah dikirim dengan isi lain.",
    "This payment form was sent already with other content.",
    "Buka pembayaran yang sudah dicatat, atau mulai dari formulir baru.",
    "Open the payment that was kept, or begin with a new form.",
)
NOT_WAITING = Refusal(
    "payable-giro-not-waiting",
    "Pembayaran {number} bukan giro yang sedang menunggu.",
    "Payment {number} is not a giro that waits.",
    "Buka pembayarannya dan lihat keadaannya.",
    "Open the payment and look at its state.",
)
NOT_STANDING = Refusal(
    "payable-not-standing",
    "Pembayaran {number} sudah ditolak bank atau dibatalkan.",
    "Payment {number} was refused by the bank or taken back already.",
    "Muat ulang halaman pembayarannya.",
    "Load the page of the payment again.",
)
CREDIT_USED_UP = Refusal(
    "payable-credit-used",
    "Nota kredit {number} sudah terpakai, atau tidak ada yang terbuka pada tagihan ini.",
    "Credit {number} is used up, or nothing of this bill is open.",
    "Pilih nota kredit yang masih bersisa atau tagihan yang masih terbuka.",
    "Choose a credit with something left, or a bill that is open.",
)
REASON_MISSING = Refusal(
    "payable-reason-missing",
    "Alasan pembatalan belum diisi.",
    "The reason for taking it back is missing.",
    "Tulis singkat mengapa pembayaran ini salah.",
    "Write in short why this payment was wrong.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
