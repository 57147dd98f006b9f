"""What the cutting contract refuses, and the way out: one sentence pattern a code, in Indonesian and English."""

from __future__ import annotations

from rantai.core.problems import Refusal

# The file.

# One value.
TOO_FINE = Refusal(
    "C114",
    "{value} lebih halus daripada {step}.",
    "{value} is finer than {step}.",
    "Bulatkan ke {step}.",
    "Round it to {step}.",
)
NOT_DECIMAL = Refusal(
    "C115",
    "{value} bukan angka desimal.",
    "{value} is not a decimal number.",
    'Tulis digit dengan titik desimal, misalnya "1200.5".',
    'Write digits with a decimal point, for example "1200.5".',
)
NOT_A_LABEL = Refusal(
    "C119",
    "{value} tidak bisa dipakai sebagai nama.",
    "{value} cannot serve as a name.",
    "Tulis 1 sampai {most} tanda yang bisa dicetak, tanpa spasi di tepi.",
    "Write 1 to {most} printable signs, no space at either end.",
)
NOT_A_DAY = Refusal(
    "C120",
    "{value} bukan tanggal.",
    "{value} is not a date.",
    'Tulis tahun-bulan-tanggal, misalnya "2027-03-31".',
    'Write year-month-day, for example "2027-03-31".',
)
QUANTITY_MISSING = Refusal(
    "C121",
    "Jumlahnya belum ditulis.",
    "Its quantity is missing.",
    "Isi jumlahnya. Untuk stok yang bisa dibeli sebanyak yang perlu, tulis null.",
    "Give the quantity. For stock that can be bought as needed, write null.",
)

# The list as a whole.
DOUBLED_ID = Refusal(
    "C132",
    "Nama {value} sudah dipakai di {first}.",
    "The id {value} is already used in {first}.",
    "Beri setiap baris nama sendiri.",
    "Give each entry an id of its own.",
)
KERF_OVER_PIECE = Refusal(
    "C133",
    "Lebar potong {kerf} mm lebih besar dari sisi {side} mm ini.",
    "The kerf of {kerf} mm is larger than this side of {side} mm.",
    "Periksa kerf_mm dan ukuran ini; keduanya dalam mm.",
    "Check kerf_mm and this size; both are in mm.",
)
TRIM_OVER_STOCK = Refusal(
    "C134",
    "Buang tepi {trim} mm tidak menyisakan apa pun dari {side} mm ini.",
    "Trimming {trim} mm leaves nothing of these {side} mm.",
    "Kecilkan {key}, atau hapus stok ini.",
    "Reduce {key}, or remove this stock.",
)
MIXED_PRICES = Refusal(
    "C135",
    "Stok ini tanpa harga, sedangkan {first} berharga.",
    "This stock has no price, but {first} has one.",
    "Isi harga pada semua stok, atau hapus dari semuanya.",
    "Price all stock, or none of it.",
)
FREE_STOCK = Refusal(
    "C136",
    "Harga 0 hanya untuk sisa potong.",
    "Only a remnant may be priced 0.",
    'Isi harganya, atau tulis "remnant": true.',
    'Give its price, or write "remnant": true.',
)
TOO_LARGE = Refusal(
    "C137",
    "{what_id} melebihi 2^62 {unit}.",
    "{what_en} passes 2^62 {unit}.",
    "Periksa ukuran dan jumlahnya, atau bagi daftarnya.",
    "Check sizes and quantities, or split the list.",
)
TOO_MANY_ON_ONE = Refusal(
    "C138",
    "Pada satu {stock} bisa terletak lebih dari {most} potong.",
    "More than {most} pieces could lie on one {stock}.",
    "Periksa apakah ukuran benar dalam mm, atau potong jadi lembar yang lebih kecil dulu.",
    "Check that the sizes are in mm, or cut it into smaller stock first.",
)
TOO_MANY_KINDS = Refusal(
    "C139",
    "{pieces} ukuran potongan × {stock} ukuran stok melebihi {most} pasangan.",
    "{pieces} kinds of pieces × {stock} kinds of stock pass {most} pairs.",
    "Bagi daftarnya menjadi beberapa berkas.",
    "Split the list into several files.",
)
MIXED_DUES = Refusal(
    "C140",
    "Yang lain memakai tanggal dan yang ini angka, atau sebaliknya.",
    "This one is a number where others are dates, or the other way round.",
    "Tulis semua due sebagai tanggal, atau semua sebagai nomor hari.",
    "Write every due as a date, or every one as the number of a day.",
)
MASS_OR_LENGTH = Refusal(
    "C141",
    "Isi tepat satu: mass_kg atau length_mm.",
    "Give exactly one of mass_kg and length_mm.",
    "Hapus salah satu, atau isi yang Anda tahu.",
    "Remove one, or give the one that you know.",
)
MASS_NEEDS_THICKNESS = Refusal(
    "C142",
    "Massa tidak bisa dijadikan panjang: stok punya lebih dari satu tebal.",
    "A mass cannot be turned into a length: the stock has more than one thickness.",
    "Isi thickness_mm potongan ini, atau panjangnya.",
    "Give this piece's thickness_mm, or its length.",
)
TRIMMED_TWICE = Refusal(
    "C143",
    "Tepi koil ditulis di edge_trim_mm dan di trim_mm.",
    "The coil's edge trim stands in edge_trim_mm and in trim_mm.",
    "Tulis tepi di edge_trim_mm saja; trim_mm dengan left dan right saja.",
    "Write the edges in edge_trim_mm only; trim_mm with left and right only.",
)
CIRCLE_NOT_ROUND = Refusal(
    "C144",
    "Lingkaran ini punya lebar lain daripada garis tengahnya.",
    "This circle's width differs from its diameter.",
    "Tulis garis tengah di length_mm dan hapus width_mm.",
    "Write the diameter as length_mm and remove width_mm.",
)
LENGTH_VANISHES = Refusal(
    "C145",
    "Massa ini memberi panjang kurang dari 0,001 mm.",
    "This mass makes a length below 0.001 mm.",
    "Periksa massa (kg), lebar dan tebalnya (mm).",
    "Check the mass (kg), the width and the thickness (mm).",
)

# What the command is told.
