"""What the demand refuses, with the way out."""

from rantai.core.problems import Refusal

QUANTITY_RANGE = Refusal(
    "demand-quantity",
    "Jumlah {quantity} di luar batas 1 sampai {most}.",
    "The quantity {quantity} is outside 1 to {most}.",
    "Isi angka dari 1 sampai {most}; untuk membatalkan, cabut barisnya.",
    "Give a number from 1 to {most}; to cancel, withdraw the line.",
)
DUE_OUTSIDE = Refusal(
    "demand-due-outside",
    "Tanggal {day} di luar program ({first} sampai {last}).",
    "The date {day} is outside the programme ({first} to {last}).",
    "Pilih tanggal di dalam program.",
    "Choose a date within the programme.",
)
CHANGED_MEANWHILE = Refusal(
    "demand-changed-meanwhile",
    "Jumlah baris {code} sudah diubah orang lain menjadi {now}.",
    "Somebody else has changed the quantity of line {code} to {now}.",
    "Muat ulang halaman, periksa, lalu simpan lagi.",
    "Reload the page, check, and save again.",
)
WITHDRAWN = Refusal(
    "demand-withdrawn",
    "Baris {code} sudah dicabut.",
    "Line {code} has been withdrawn.",
    "Pulihkan barisnya lebih dahulu.",
    "Restore the line first.",
)
PRIORITY_RANGE = Refusal(
    "demand-priority",
    "Prioritas {priority} di luar batas 1 sampai 9.",
    "The priority {priority} is outside 1 to 9.",
    "Isi 1 (paling dahulu) sampai 9.",
    "Give 1 (first) to 9.",
)
GOALS_WRONG = Refusal(
    "goals-wrong",
    "Urutan tujuan harus memuat {goals}, masing-masing sekali.",
    "The order of goals must hold {goals}, each once.",
    "Pilih urutan dengan tombol naik dan turun.",
    "Choose the order with the buttons up and down.",
)
GOALS_CHANGED = Refusal(
    "goals-changed",
    "Orang lain mengubah urutan tujuan sesudah Anda membukanya.",
    "Somebody else changed the order of goals after you opened it.",
    "Bandingkan urutan Anda dengan urutan yang berlaku sekarang, lalu pakai lagi bila urutan Anda yang benar.",
    "Compare your order with the one that holds now, and use yours again if it is right.",
)
SPLIT_RULE_UNKNOWN = Refusal(
    "split-rule-unknown",
    "Aturan pembagian {rule} tidak dikenal.",
    "There is no rule of splitting called {rule}.",
    "Pilih salah satu dari {rules}.",
    "Choose one of {rules}.",
)
