"""What the price book refuses, with the way out."""

from rantai.core.problems import Refusal

PRICE_OVERLAPS = Refusal(
    "price-overlaps",
    "Harga mulai {given} bertabrakan dengan harga yang berlaku {known}.",
    "A price from {given} overlaps the one that holds {known}.",
    "Mulai sesudah harga itu berakhir, atau pilih tanggal mulai yang lain.",
    "Begin after that price ends, or choose another first day.",
)
PRICE_ENDS_FIRST = Refusal(
    "price-ends-first",
    "Harga berakhir {to} sebelum mulai {given}.",
    "The price ends on {to} before it begins on {given}.",
    "Perbaiki tanggal akhirnya.",
    "Mend the last day.",
)
PRICE_NOT_POSITIVE = Refusal(
    "price-not-positive",
    "Harga harus lebih dari nol.",
    "A price must be above nought.",
    "Isi harganya.",
    "Fill in the price.",
)
FILE_UNDONE = Refusal(
    "price-file-undone",
    "Daftar {name} sudah dibatalkan.",
    "The list {name} was taken back already.",
    "Muat ulang halaman daftar harga.",
    "Load the page of price lists again.",
)
PRICE_FOLLOWED = Refusal(
    "price-followed",
    "Harga {format} dari {seller} mulai {day} sudah diganti harga mulai {next}.",
    "The price of {format} of {seller} from {day} was followed by one from {next}.",
    "Daftar ini tidak dapat dibatalkan lagi; catat harga yang benar dengan tanggal mulai baru.",
    "This list cannot be taken back any more; record the right price from a new day on.",
)
PRICE_IN_FORCE = Refusal(
    "price-in-force",
    "Harga {format} dari {seller} mulai {day} sudah dipakai rencana lewat tawaran {offer}.",
    "The price of {format} of {seller} from {day} is in the plans already by offer {offer}.",
    "Lepaskan barisnya dari tawaran itu, atau catat harga yang benar dengan tanggal mulai baru.",
    "Take its line off that offer, or record the right price from a new day on.",
)
FORMAT_UNKNOWN = Refusal(
    "price-format-unknown",
    "Ukuran “{given}” tidak ada di katalog.",
    "The size “{given}” is not in the catalogue.",
    "Tulis kode ukuran seperti di katalog.",
    "Write the code of the size as in the catalogue.",
)
SUPPLIER_UNKNOWN = Refusal(
    "price-supplier-unknown",
    "Penjual “{given}” tidak dikenal.",
    "The seller “{given}” is not known.",
    "Tulis nama atau kodenya seperti di daftar organisasi.",
    "Write the name or code as in the list of organisations.",
)
BASIS_UNKNOWN = Refusal(
    "price-basis-unknown",
    "Dasar harga “{given}” tidak dikenal.",
    "The basis “{given}” is not known.",
    "Pakai pabrik, diantar, atau loket.",
    "Use ex-mill, delivered or counter.",
)
DAY_UNREADABLE = Refusal(
    "price-day-unreadable",
    "“{given}” bukan tanggal.",
    "“{given}” is no day.",
    "Tulis seperti 2026-11-30.",
    "Write it like 2026-11-30.",
)
COLUMN_MISSING = Refusal(
    "price-column-missing",
    "Kolom {column} tidak ada.",
    "The column {column} is missing.",
    "Beri judul kolom seperti di contoh.",
    "Head the columns as in the sample.",
)
TERMS_EXIST = Refusal(
    "selling-terms-exist",
    "Biaya mulai {day} sudah tercatat.",
    "Charges from {day} are recorded already.",
    "Pilih tanggal lain; yang lama tidak diubah.",
    "Choose another day; old ones are not changed.",
)
NO_PRICE = Refusal(
    "price-none",
    "Tidak ada harga jual {format} untuk {mass} pada {day}.",
    "There is no selling price of {format} for {mass} on {day}.",
    "Isi daftar harga jual dulu.",
    "Fill in the selling list first.",
)
OFFER_OTHER = Refusal(
    "price-offer-other",
    "Tawaran {given} bukan dari penjual dan ukuran baris harga ini.",
    "The offer {given} is not of this line's seller and size.",
    "Pilih tawaran yang sama penjual dan ukurannya.",
    "Choose an offer of the same seller and size.",
)
OFFER_PRICED = Refusal(
    "price-offer-priced",
    "Tawaran {given} sudah diberi harga oleh baris lain pada berat yang sama.",
    "Another line already prices the offer {given} from the same mass.",
    "Lepaskan baris itu dulu.",
    "Release that line first.",
)
