"""What the ledger refuses, with the way out."""

from rantai.core.problems import Refusal

NOT_ENOUGH = Refusal(
    "stock-not-enough",
    "Lot {lot} tinggal {pieces} buah, {grams} g.",
    "Lot {lot} has only {pieces} pieces, {grams} g left.",
    "Kurangi jumlahnya, atau pilih lot lain.",
    "Take less, or choose another lot.",
)
ALREADY_REVERSED = Refusal(
    "booking-already-reversed",
    "Pembukuan {booking} sudah dibatalkan.",
    "Booking {booking} has been reversed already.",
    "Buka pembukuan pembatalannya.",
    "Open the booking that reversed it.",
)
LOT_CHANGED_IDENTITY = Refusal(
    "lot-is-another",
    "Lot {lot} sudah ada dengan {column} {known}, bukan {given}.",
    "Lot {lot} exists with {column} {known}, not {given}.",
    "Beri lot baru kode lain; pemilik, tempat, jenis, dan nomor heat sebuah lot tidak berubah.",
    "Give the new lot another code; owner, place, kind and heat of a lot do not change.",
)
