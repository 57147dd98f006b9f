"""What the catalogue of goods and its stock refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

CODE_TAKEN = Refusal(
    "goods-code-taken",
    "Kode “{code}” sudah dipakai {name}.",
    "The code “{code}” is used by {name} already.",
    "Pilih kode lain, atau ubah barang itu.",
    "Choose another code, or change that good.",
)
LINE_UNKNOWN = Refusal(
    "goods-line-unknown",
    "Lini usaha “{given}” tidak dikenal.",
    "The business line “{given}” is not known.",
    "Tulis pengerjaan, logistik, bahan habis pakai, atau perdagangan.",
    "Write machining, logistics, consumables, or trading.",
)
WORK_IS_NOT_COUNTED = Refusal(
    "goods-work-not-counted",
    "Pengerjaan dan logistik tidak disimpan di gudang.",
    "Machining and logistics are not kept in a store.",
    "Hapus tanda “disimpan”, atau pilih bahan habis pakai atau perdagangan.",
    "Take the mark “kept in store” away, or choose consumables or trading.",
)
CELL_EMPTY = Refusal(
    "goods-cell-empty",
    "{column} belum diisi.",
    "{column} is empty.",
    "Isi kolom itu.",
    "Fill that column in.",
)
CELL_LONG = Refusal(
    "goods-cell-long",
    "“{given}…” terlalu panjang ({signs} tanda).",
    "“{given}…” is too long ({signs} signs).",
    "Tulis paling banyak {most} tanda.",
    "Write at most {most} signs.",
)
YES_OR_NO = Refusal(
    "goods-yes-or-no",
    "“{given}” bukan ya atau tidak.",
    "“{given}” is neither yes nor no.",
    "Tulis ya bila disimpan di gudang, tidak bila jasa.",
    "Write yes when it is kept in store, no for a service.",
)
DIFFERS = Refusal(
    "goods-differs",
    "{code} di katalog tertulis {known}, di baris ini {given}.",
    "In the catalogue {code} says {known}, this row says {given}.",
    "Samakan barisnya, atau ubah barang itu di halamannya lebih dahulu.",
    "Make the row the same, or change the good on its page first.",
)
TWICE = Refusal(
    "goods-row-twice",
    "{code} sudah ada di baris {first}.",
    "{code} stands in row {first} already.",
    "Tulis setiap kode satu kali.",
    "Write every code once.",
)
PRICE_EXISTS = Refusal(
    "goods-price-exists",
    "Harga mulai {day} sudah tercatat: {price}.",
    "A price from {day} on is recorded already: {price:en}.",
    "Cabut harga itu di halaman barangnya, atau pilih hari lain.",
    "Withdraw that price on the good's page, or choose another day.",
)
COLUMN_MISSING = Refusal(
    "goods-column-missing",
    "Kolom “{column}” tidak ada di baris judul.",
    "The column “{column}” is missing in the heading.",
    "Tambahkan kolom itu, lalu kirim lagi.",
    "Add that column and send the list again.",
)
DAY_UNREADABLE = Refusal(
    "goods-day-unreadable",
    "“{given}” bukan tanggal.",
    "“{given}” is no day.",
    "Tulis seperti 2026-11-30.",
    "Write it like 2026-11-30.",
)
UPLOAD_USED = Refusal(
    "goods-upload-used",
    "Sebagian barang dari daftar ini sudah dijual atau dibukukan.",
    "Some goods of this list are sold or booked already.",
    "Cabut harganya atau hentikan barangnya satu per satu.",
    "Withdraw their prices, or retire the goods one by one.",
)
UPLOAD_UNDONE = Refusal(
    "goods-upload-undone",
    "Daftar ini sudah dibatalkan.",
    "This list is undone already.",
    "Kirim daftar baru bila perlu.",
    "Send a new list if you need one.",
)
UNKNOWN = Refusal(
    "goods-unknown",
    "Barang atau jasa “{code}” tidak ada di katalog.",
    "The good or service “{code}” is not in the catalogue.",
    "Pilih dari katalog barang dan jasa.",
    "Choose one of the catalogue of goods and services.",
)
RETIRED = Refusal(
    "goods-retired",
    "{name} tidak dijual lagi.",
    "{name} is not sold any more.",
    "Pilih yang lain, atau aktifkan lagi di halamannya.",
    "Choose another, or sell it again on its page.",
)
NOT_STOCKED = Refusal(
    "goods-not-stocked",
    "{name} tidak disimpan di gudang.",
    "{name} is not kept in store.",
    "Pilih barang yang disimpan; jasa cukup dijual.",
    "Choose a good that is kept; a service is only sold.",
)
QUANTITY_EMPTY = Refusal(
    "goods-quantity-empty",
    "Jumlah belum diisi.",
    "No quantity is given.",
    "Isi jumlah lebih dari nol.",
    "Give a quantity above zero.",
)
NOTHING_RECEIVED = Refusal(
    "goods-nothing-received",
    "Belum ada barang yang diterima.",
    "Nothing is received yet.",
    "Isi paling sedikit satu barang dengan jumlahnya.",
    "Give one good at least, with its quantity.",
)
NOT_ENOUGH = Refusal(
    "goods-not-enough",
    "{name}: {wanted} diminta, di gudang {there}.",
    "{name}: {wanted:en} are asked for, {there:en} are in store.",
    "Kurangi jumlahnya, terima barangnya lebih dahulu, atau hitung ulang isinya.",
    "Make it less, receive the goods first, or count again what is there.",
)
COUNT_RIGHT = Refusal(
    "goods-count-right",
    "Hitungan sama dengan buku: {there}.",
    "The count is what the books say: {there:en}.",
    "Tidak ada yang perlu dibukukan.",
    "Nothing has to be booked.",
)
PLACE_UNFIT = Refusal(
    "goods-place-unfit",
    "Tempat ini bukan gudang Anda, atau sudah ditutup.",
    "This place is no store of yours, or it is closed.",
    "Pilih tempat dari daftar.",
    "Choose a place of the list.",
)
DAY_AHEAD = Refusal(
    "goods-day-ahead",
    "Tanggal {day} belum tiba.",
    "The day {day} has not come.",
    "Isi hari ini atau hari sebelumnya.",
    "Give today or a day before.",
)
REVERSED = Refusal(
    "goods-reversed",
    "Pembukuan ini sudah dibatalkan.",
    "This booking is reversed already.",
    "Lihat pembatalannya di riwayat.",
    "Look at its reversal in the history.",
)
NOT_REVERSIBLE = Refusal(
    "goods-not-reversible",
    "Penjualan, retur, dan pembatalan tidak dibatalkan di sini.",
    "A sale, a return or a reversal is not reversed here.",
    "Ambil kembali barangnya lewat surat jalannya.",
    "Take the goods back on their delivery note.",
)
BILLED = Refusal(
    "goods-billed",
    "Penerimaan ini sudah ditagih pemasok ({number}).",
    "The supplier has billed this receipt ({number}).",
    "Hitung isinya untuk membukukan selisih.",
    "Count what is there to book the difference.",
)
REVERSAL_LEAVES_TOO_LITTLE = Refusal(
    "goods-reversal-too-little",
    "Setelah pembatalan tersisa {left} senilai {value}; sebagian sudah dijual atau dipakai.",
    "After the reversal {left:en} worth {value:en} would be left; part of it is sold or used.",
    "Ambil kembali penjualannya lebih dahulu, atau hitung isinya.",
    "Take the sale back first, or count what is there.",
)
BILL_OPENING = Refusal(
    "goods-bill-opening",
    "Stok awal tidak ditagih siapa pun.",
    "Nobody bills opening stock.",
    "Batalkan penerimaan ini, lalu terima sebagai pembelian.",
    "Reverse this receipt and receive it as a purchase.",
)
BILL_NOTHING = Refusal(
    "goods-bill-nothing",
    "Tidak ada yang tersisa untuk ditagih pada penerimaan ini.",
    "Nothing of this receipt is left to be billed.",
    "Periksa apakah penerimaannya sudah dibatalkan.",
    "See whether the receipt was reversed.",
)
BILL_TAX = Refusal(
    "goods-bill-tax",
    "PPN {tax} lebih besar daripada {right} menurut aturan hari tagihan.",
    "A VAT of {tax:en} is more than the {right:en} that the rule of the bill's day gives.",
    "Periksa angka PPN dan harga di tagihan.",
    "Look at the VAT and the price on the bill.",
)


def refuse(refusal: Refusal, column: str = "", *, row: int | None = None, **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(row=row, column=column), values)])
