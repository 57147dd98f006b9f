"""What selling refuses, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

CREDIT_EXCEEDED = Refusal(
    "sales-credit-exceeded",
    "Pesanan ini {asked}; sisa batas kredit tinggal {free} dari {limit}.",
    "This order is {asked:en}; of the credit limit of {limit:en} only {free:en} are left.",
    "Minta uang muka atau bayar tunai, terima pembayaran tagihan lama, atau naikkan batas kredit.",
    "Take a deposit or cash, receive payment of an old invoice, or raise the credit limit.",
)
CUSTOMER_STOPPED = Refusal(
    "sales-customer-stopped",
    "Penjualan kredit kepada pelanggan ini sedang dihentikan.",
    "Selling on credit to this customer is stopped.",
    "Jual tunai, atau cabut penghentian di catatan pelanggan.",
    "Sell for cash, or lift the stop on the customer's record.",
)
WALK_IN_PAYS_NOW = Refusal(
    "sales-walk-in-pays-now",
    "Pembeli tanpa akun hanya dapat membayar tunai.",
    "A buyer without an account can pay in cash only.",
    "Pilih tunai, atau buka akun pelanggan lebih dahulu.",
    "Choose cash, or open a customer account first.",
)
NO_LINES = Refusal(
    "sales-no-lines",
    "Pesanan ini belum berisi barang.",
    "This order has nothing on it yet.",
    "Tambahkan paling sedikit satu baris.",
    "Add at least one line.",
)
FORMAT_UNKNOWN = Refusal(
    "sales-format-unknown",
    "Ukuran “{format}” tidak ada di katalog.",
    "The format “{format}” is not in the catalogue.",
    "Pilih ukuran dari katalog.",
    "Choose a format of the catalogue.",
)
PIECE_TOO_LARGE = Refusal(
    "sales-piece-too-large",
    "Potongan {length} × {width} tidak muat pada {format}.",
    "A piece of {length:en} × {width:en} does not fit on {format}.",
    "Perkecil potongan, atau pilih ukuran yang lebih besar.",
    "Make the piece smaller, or choose a larger format.",
)
PIECE_SIZE_MISSING = Refusal(
    "sales-piece-size-missing",
    "Ukuran potongan belum lengkap untuk {format}.",
    "The size of the piece is not complete for {format}.",
    "Isi panjang dan lebar, atau kosongkan keduanya untuk ukuran utuh.",
    "Give length and width, or neither for the whole format.",
)
NO_MASS = Refusal(
    "sales-no-mass",
    "{format} tidak punya berat yang dapat dihitung.",
    "Nothing says what {format} weighs.",
    "Isi beratnya dalam kg.",
    "Give its mass in kg.",
)
QUANTITY_WRONG = Refusal(
    "sales-quantity-wrong",
    "Jumlah {quantity} tidak dapat dijual.",
    "A quantity of {quantity} cannot be sold.",
    "Isi jumlah 1 sampai 1.000.000.",
    "Give a quantity from 1 to 1,000,000.",
)
MASS_OFF = Refusal(
    "sales-mass-off",
    "Berat {given} jauh dari berat menurut ukuran, {computed}.",
    "A mass of {given:en} is far from the mass by size, {computed:en}.",
    "Periksa koma dan satuan; bila memang benar, centang “berat ini benar”.",
    "Check comma and unit; if it is right, tick “this mass is right”.",
)
PRICE_MISSING = Refusal(
    "sales-price-missing",
    "{format} belum punya harga.",
    "{format} has no price yet.",
    "Isi harga per kg, atau tambahkan ke daftar harga.",
    "Give a price a kg, or add it to the price list.",
)
GOOD_PRICE_MISSING = Refusal(
    "sales-good-price-missing",
    "{name} belum punya harga.",
    "{name} has no price yet.",
    "Isi harga per satuan, atau catat harganya di katalog barang dan jasa.",
    "Give a price a unit, or record it in the catalogue of goods and services.",
)
SCRAP_TOO_LARGE = Refusal(
    "sales-scrap-too-large",
    "Potongan harga sisa {scrap} lebih besar daripada harga {price}.",
    "The credit for scrap, {scrap:en}, is larger than the price, {price:en}.",
    "Perkecil potongan harga sisa.",
    "Make the credit for scrap smaller.",
)
DEPOSIT_WRONG = Refusal(
    "sales-deposit-wrong",
    "Uang muka {deposit} tidak cocok dengan pesanan {total}.",
    "A deposit of {deposit:en} does not fit an order of {total:en}.",
    "Isi uang muka lebih dari nol dan paling banyak nilai pesanan; hanya untuk cara bayar uang muka.",
    "Give a deposit above zero and at most the order; only when the way of paying is a deposit.",
)
ORDER_STATE = Refusal(
    "sales-order-state",
    "Pesanan ini {state}; langkah ini tidak lagi mungkin.",
    "This order is {state:en}; this step is not possible any more.",
    "Buka pesanannya dan lihat keadaannya, atau buat pesanan baru.",
    "Open the order and look at its state, or make a new one.",
)
QUOTE_EXPIRED = Refusal(
    "sales-quote-expired",
    "Penawaran ini berlaku sampai {day}.",
    "This quote was valid until {day}.",
    "Salin menjadi penawaran baru dengan harga hari ini.",
    "Copy it into a new quote at today's price.",
)
ORDER_BEGUN = Refusal(
    "sales-order-begun",
    "Sebagian pesanan ini sudah dikirim atau ditagih.",
    "Part of this order is delivered or invoiced already.",
    "Tutup sisanya, atau buat retur dan nota kredit.",
    "Close the rest, or make a return and a credit note.",
)
KEY_REUSED = Refusal(
    "sales-key-reused",
    "Formulir ini sudah dikirim dengan isi lain.",
    "This form was sent already with other content.",
    "Buka pesanan yang sudah dibuat, atau mulai dari formulir baru.",
    "Open the order that was made, or begin with a new form.",
)
NPWP_FORM = Refusal(
    "sales-npwp-form",
    "NPWP “{npwp}” tidak terdiri dari 16 angka.",
    "The NPWP “{npwp}” does not have 16 digits.",
    "Tulis 16 angka; NPWP lama 15 angka diberi 0 di depan.",
    "Write 16 digits; an old NPWP of 15 digits gets a 0 in front.",
)
NITKU_FORM = Refusal(
    "sales-nitku-form",
    "NITKU “{nitku}” tidak terdiri dari 22 angka yang dimulai dengan NPWP.",
    "The NITKU “{nitku}” does not have 22 digits that begin with the NPWP.",
    "Tulis NPWP 16 angka diikuti 6 angka cabang.",
    "Write the 16 digits of the NPWP followed by 6 of the branch.",
)
NPWP_MISSING = Refusal(
    "sales-npwp-missing",
    "Pelanggan PKP harus punya NPWP.",
    "A customer registered for VAT needs an NPWP.",
    "Isi NPWP 16 angka, atau hapus tanda PKP.",
    "Give the NPWP of 16 digits, or take the mark of registration away.",
)
MEMBER_COLUMN_MISSING = Refusal(
    "sales-member-column-missing",
    "Tidak ada kolom “kode” atau “nama” di baris judul.",
    "The heading has neither a column “code” nor “name”.",
    "Tambahkan salah satunya, lalu kirim lagi.",
    "Add one of them and send the list again.",
)
MEMBER_UNKNOWN = Refusal(
    "sales-member-unknown",
    "“{given}” tidak dikenal sebagai bengkel atau pembeli.",
    "“{given}” is not known as a workshop or buyer.",
    "Pakai kode atau nama persis seperti di halaman Pelanggan baru; yang belum ada didaftarkan administrator.",
    "Use the code or name as the page New customer writes it; the administrator registers who is not there yet.",
)
MEMBER_NAME_SHARED = Refusal(
    "sales-member-name-shared",
    "Ada {count} yang bernama “{given}”.",
    "{count} firms are called “{given}”.",
    "Isi kolom kode: {codes}.",
    "Fill in the column code: {codes}.",
)
MEMBER_DIFFERS = Refusal(
    "sales-member-differs",
    "Kode {code} milik “{name}”, bukan “{given}”.",
    "The code {code} is that of “{name}”, not of “{given}”.",
    "Betulkan kode atau namanya.",
    "Put the code or the name right.",
)
MEMBER_TWICE = Refusal(
    "sales-member-twice",
    "“{given}” sudah ada di baris {first}.",
    "“{given}” stands in row {first} already.",
    "Tulis setiap anggota satu kali.",
    "Write every member once.",
)
CELL_LONG = Refusal(
    "sales-cell-long",
    "“{given}…” terlalu panjang ({signs} tanda).",
    "“{given}…” is too long ({signs} signs).",
    "Tulis paling banyak {most} tanda.",
    "Write at most {most} signs.",
)
YES_OR_NO = Refusal(
    "sales-yes-or-no",
    "“{given}” bukan ya atau tidak.",
    "“{given}” is neither yes nor no.",
    "Tulis ya bila pelanggan PKP, tidak bila bukan.",
    "Write yes when the customer is registered for VAT, no otherwise.",
)
MEMBER_LIST_UNDONE = Refusal(
    "sales-member-list-undone",
    "Daftar ini sudah dibatalkan.",
    "This list is undone already.",
    "Kirim daftar baru bila perlu.",
    "Send a new list if you need one.",
)
MEMBER_LIST_USED = Refusal(
    "sales-member-list-used",
    "{names} sudah bertransaksi atau diubah lagi sejak daftar ini.",
    "{names} did business or was changed again since this list.",
    "Ubah syarat mereka satu per satu di catatan pelanggan.",
    "Change their terms one by one on the customer's record.",
)
ACCOUNT_EXISTS = Refusal(
    "sales-account-exists",
    "Pelanggan ini sudah punya akun.",
    "This customer has an account already.",
    "Buka akun itu dan ubah di sana.",
    "Open that account and change it there.",
)
CUSTOMER_UNKNOWN = Refusal(
    "sales-customer-unknown",
    "Pelanggan ini tidak dikenal.",
    "This customer is not known.",
    "Pilih pelanggan dari daftar.",
    "Choose a customer of the list.",
)

NOTHING_TO_CUT = Refusal(
    "sales-nothing-to-cut",
    "Tidak ada baris yang masih harus dipotong.",
    "No line is left to be cut.",
    "Buka daftar potong yang sudah dibuat.",
    "Open the cutting list that was made.",
)
NOTHING_TO_INVOICE = Refusal(
    "sales-nothing-to-invoice",
    "Tidak ada yang dapat ditagih.",
    "There is nothing to invoice.",
    "Kirim barang lebih dahulu, atau buka tagihan yang sudah ada.",
    "Deliver something first, or open the invoice that is there.",
)
INVOICED_TOO_MUCH = Refusal(
    "sales-invoiced-too-much",
    "Baris {row} tinggal {left} yang belum ditagih; {asked} diminta.",
    "Of line {row} only {left} are not invoiced yet; {asked} were asked for.",
    "Tagih paling banyak sisanya.",
    "Invoice what is left at most.",
)
NET_NOT_POSITIVE = Refusal(
    "sales-net-not-positive",
    "Nilai tagihan harus lebih dari nol.",
    "An invoice must come to more than nothing.",
    "Periksa harga barisnya.",
    "Check the prices of its lines.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
