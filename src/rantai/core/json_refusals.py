"""What is refused about any JSON document and any setting of a command, and the way out, in both languages."""

from __future__ import annotations

from rantai.core.problems import Refusal

FILE_MISSING = Refusal(
    "C101",
    "Berkas {name} tidak ada.",
    "There is no file {name}.",
    "Periksa nama berkasnya, atau tulis - untuk membaca dari stdin.",
    "Check the file's name, or write - to read stdin.",
)
MISSING = Refusal(
    "C111",
    "Belum diisi.",
    "It is missing.",
    "Isi {expected_id}.",
    "Give {expected_en}.",
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
    "Tulis daftar seperti yang ditunjukkan dokumentasi perintahnya.",
    "Write the list as the command's documentation shows.",
)
DOUBLED_KEY = Refusal(
    "C107",
    "Nama “{key}” ditulis dua kali.",
    "The key “{key}” stands twice.",
    "Hapus salah satu.",
    "Remove one of them.",
)
UNKNOWN_KEY = Refusal(
    "C110",
    "Nama “{key}” tidak dikenal.",
    "The key “{key}” is unknown.",
    "Maksud Anda “{nearest}”? Jika bukan, hapus.",
    "Did you mean “{nearest}”? If not, remove it.",
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
EITHER_FILE_OR_GENERATE = Refusal(
    "C153",
    "Beri satu berkas atau satu --generate, tidak keduanya dan tidak kosong.",
    "Give one file or one --generate, not both and not neither.",
    "Tulis misalnya `rantai bench assign soal.json`.",
    "Write for example `rantai bench assign question.json`.",
)
UNKNOWN_CLASS = Refusal(
    "C154",
    "{value} bukan kelas soal yang dikenal.",
    "{value} is not a known class of instances.",
    "Tulis seperti {classes}.",
    "Write it like {classes}.",
)
RAGGED_LIST = Refusal(
    "C155",
    "Berisi {count} angka; seharusnya {wanted}.",
    "It holds {count} numbers; {wanted} are wanted.",
    "Samakan panjang daftarnya.",
    "Make the lists equally long.",
)
