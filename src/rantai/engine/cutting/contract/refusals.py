"""What the cutting contract refuses, and the way out: one sentence pattern a code, in Indonesian and English."""

from __future__ import annotations

from rantai.core.problems import Refusal

# The file.
FILE_MISSING = Refusal(
    "C101",
    "Berkas {name} tidak ada.",
    "There is no file {name}.",
    "Periksa nama berkasnya, atau tulis - untuk membaca dari stdin.",
    "Check the file's name, or write - to read stdin.",
)
FILE_UNREADABLE = Refusal(
    "C102",
    "{name} tidak bisa dibaca: {why}.",
    "{name} cannot be read: {why}.",
    "Beri nama sebuah berkas JSON yang boleh dibaca.",
    "Name a JSON file that may be read.",
)
FILE_TOO_LARGE = Refusal(
    "C103",
    "Isinya lebih dari {most} byte.",
    "It holds more than {most} bytes.",
    "Bagi daftarnya menjadi beberapa berkas.",
    "Split the list into several files.",
)
NOT_UTF8 = Refusal(
    "C104",
    "Byte ke-{at} bukan UTF-8.",
    "Byte {at} is not UTF-8.",
    "Simpan berkasnya sebagai UTF-8.",
    "Save the file as UTF-8.",
)
NOT_JSON = Refusal(
    "C105",
    "Bukan JSON: berhenti di baris {line}, tanda ke-{column}.",
    "Not JSON: it breaks off at line {line}, sign {column}.",
    "Perbaiki tanda baca di tempat itu.",
    "Mend the punctuation there.",
)
TOO_DEEP = Refusal(
    "C106",
    "Kurungnya bersarang terlalu dalam.",
    "Its brackets are nested too deep.",
    "Tulis daftar seperti yang ditunjukkan `rantai cut schema`.",
    "Write the list as `rantai cut schema` shows.",
)
DOUBLED_KEY = Refusal(
    "C107",
    "Nama “{key}” ditulis dua kali.",
    "The key “{key}” stands twice.",
    "Hapus salah satu.",
    "Remove one of them.",
)

# One value.
UNKNOWN_KEY = Refusal(
    "C110",
    "Nama “{key}” tidak dikenal.",
    "The key “{key}” is unknown.",
    "Maksud Anda “{nearest}”? Jika bukan, hapus.",
    "Did you mean “{nearest}”? If not, remove it.",
)
MISSING = Refusal(
    "C111",
    "Belum diisi.",
    "It is missing.",
    "Isi {expected_id}.",
    "Give {expected_en}.",
)
WRONG_TYPE = Refusal(
    "C112",
    "{value} bukan {expected_id}.",
    "{value} is not {expected_en}.",
    "Isi {expected_id}.",
    "Give {expected_en}.",
)
NOT_FINITE = Refusal(
    "C113",
    "{value} bukan angka yang bisa diukur.",
    "{value} is no number that can be measured.",
    "Isi angka biasa, misalnya 1200.5.",
    "Give an ordinary number, for example 1200.5.",
)
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
OUT_OF_RANGE = Refusal(
    "C116",
    "{value} di luar batas {low} sampai {high}.",
    "{value} is outside {low} to {high}.",
    "Isi angka dari {low} sampai {high}.",
    "Give a number from {low} to {high}.",
)
NOT_WHOLE = Refusal(
    "C117",
    "{value} bukan bilangan bulat.",
    "{value} is not a whole number.",
    "Isi angka tanpa pecahan.",
    "Give a number without a fraction.",
)
WRONG_WORD = Refusal(
    "C118",
    "{value} bukan salah satu dari {words}.",
    "{value} is none of {words}.",
    "Pilih salah satu dari {words}.",
    "Choose one of {words}.",
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
EMPTY_LIST = Refusal(
    "C130",
    "Daftar ini kosong.",
    "This list is empty.",
    "Isi sedikitnya satu baris.",
    "Give at least one entry.",
)
TOO_MANY_ENTRIES = Refusal(
    "C131",
    "Daftar ini berisi {found} baris; paling banyak {most}.",
    "This list holds {found} entries; {most} are the most.",
    "Gabungkan baris yang sama lewat jumlahnya, atau bagi daftarnya.",
    "Join equal entries by their quantity, or split the list.",
)
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
SETTING_OUT_OF_RANGE = Refusal(
    "C150",
    "{name} {value} di luar batas {low} sampai {high}.",
    "{name} {value} is outside {low} to {high}.",
    "Beri angka dari {low} sampai {high}.",
    "Give a number from {low} to {high}.",
)
CANNOT_WRITE = Refusal(
    "C151",
    "{name} tidak bisa ditulis: {why}.",
    "{name} cannot be written: {why}.",
    "Beri nama berkas di folder yang ada dan boleh ditulis.",
    "Name a file in a folder that exists and may be written to.",
)
PAPER_MISSING = Refusal(
    "C152",
    "Untuk {option} diperlukan paket yang belum terpasang: {name}.",
    "{option} needs a package that is not installed: {name}.",
    "Pasang dengan `pip install 'rantai[paper]'`, atau hapus {option}.",
    "Install it with `pip install 'rantai[paper]'`, or leave {option} out.",
)

MORE_PROBLEMS = Refusal(
    "C199",
    "Masih ada {count} masalah lain.",
    "There are {count} more problems.",
    "Perbaiki dulu yang disebut di atas, lalu coba lagi.",
    "Mend those named above first, then try again.",
)
