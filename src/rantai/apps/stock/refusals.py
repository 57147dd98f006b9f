"""What the ledger refuses, with the way out."""

from rantai.core.problems import Refusal

NOT_ENOUGH = Refusal(
    "stock-not-enough",
    "Lot {lot} tinggal {pieces} buah, {grams} g.",
    "Lot {lot} has only {pieces} pieces, {grams} g left.",
    "Kurangi jumlahnya, atau pilih lot lain.",
    "Take less, or choose another lot.",
)
NOT_ENOUGH_THEN = Refusal(
    "stock-not-enough-then",
    "Bila lot {lot} diambil per {day}, isinya sudah kurang sebelum {until}.",
    "If lot {lot} is taken as of {day}, less than nothing is left before {until}.",
    "Bukukan dengan tanggal yang lebih baru, atau ambil lebih sedikit.",
    "Book it for a later day, or take less.",
)
ALREADY_REVERSED = Refusal(
    "booking-already-reversed",
    "Pembukuan {booking} sudah dibatalkan.",
    "Booking {booking} has been reversed already.",
    "Buka pembukuan pembatalannya.",
    "Open the booking that reversed it.",
)
PASSED_ON = Refusal(
    "stock-passed-on",
    "Baja ini sudah berpindah dari pemiliknya ke penjual dan pembeli; pembukuan ini tidak dibatalkan sendiri.",
    "This steel passed from its owner to its seller and a customer; this booking is not taken back by itself.",
    "Catat retur pada surat jalannya.",
    "Take it back on its delivery note.",
)
REVERSAL_STAYS = Refusal(
    "booking-is-a-reversal",
    "Pembukuan {booking} adalah pembatalan; pembatalan tidak dibatalkan.",
    "Booking {booking} is a reversal; a reversal is not taken back.",
    "Bukukan lagi kejadian yang benar.",
    "Book again what really happened.",
)
LOT_CHANGED_IDENTITY = Refusal(
    "lot-is-another",
    "Lot {lot} sudah ada dengan {column} {known}, bukan {given}.",
    "Lot {lot} exists with {column} {known}, not {given}.",
    "Beri lot baru kode lain; pemilik, tempat, jenis, dan nomor heat sebuah lot tidak berubah.",
    "Give the new lot another code; owner, place, kind and heat of a lot do not change.",
)
LOT_UNKNOWN = Refusal(
    "stock-lot-unknown",
    "Lot nomor {lot} tidak ada di gudang ini.",
    "There is no lot number {lot} in this store.",
    "Pilih lot dari daftar stok.",
    "Choose a lot from the stock list.",
)
PLACE_UNKNOWN = Refusal(
    "stock-place-unknown",
    "Tempat nomor {place} tidak ada di gudang ini, atau sudah ditutup.",
    "There is no place number {place} in this store, or it is closed.",
    "Pilih tempat dari daftar tempat.",
    "Choose a place from the list of places.",
)
PLACE_NEEDED = Refusal(
    "stock-place-needed",
    "Lot {lot} terletak di beberapa tempat: {places}.",
    "Lot {lot} lies in several places: {places}.",
    "Sebutkan dari tempat mana diambil.",
    "Say from which place it is taken.",
)
PLACE_TAKEN = Refusal(
    "stock-place-code-taken",
    "Sudah ada tempat dengan kode {code}.",
    "There is a place with code {code} already.",
    "Pakai kode lain.",
    "Use another code.",
)
PLACE_NOT_EMPTY = Refusal(
    "stock-place-not-empty",
    "Di tempat {place} masih ada {lots} lot.",
    "{lots} lots still lie at {place}.",
    "Pindahkan dahulu semua isinya; tempat biasa tidak dapat ditutup.",
    "Move all of it first; the usual place cannot be closed.",
)
SHELF_BY_ITS_PAGE = Refusal(
    "stock-shelf-by-its-page",
    "{place} adalah rak titipan di pelanggan; isinya menghitung batas kredit pelanggan itu.",
    "{place} is a shelf at a customer; what lies there weighs on the customer's credit limit.",
    "Buka halaman rak titipan itu: isi rak atau bawa pulang dari sana.",
    "Open the page of that shelf: fill it or carry home from there.",
)
SHELF_ASKS_LIMIT = Refusal(
    "stock-shelf-asks-limit",
    "Membatalkan pembukuan {booking} mengembalikan baja ke rak titipan di pelanggan, yang menghitung batas kreditnya.",
    "Taking booking {booking} back puts steel on a shelf at a customer again, which weighs on its credit limit.",
    "Batalkan dari halaman pembukuan itu di Gudang: batas kredit ditanya dahulu.",
    "Take it back on the booking's page in the store: the limit is asked there first.",
)
COUNT_NEEDED = Refusal(
    "stock-count-needed",
    "Lot {lot} dihitung per buah, tetapi jumlah buahnya {pieces}.",
    "Lot {lot} is counted in pieces, but the number given is {pieces}.",
    "Isi jumlah buah, paling sedikit 1.",
    "Give the number of pieces, at least 1.",
)
NOT_COUNTED = Refusal(
    "stock-not-counted",
    "Lot {lot} dicatat menurut berat, tetapi jumlah buahnya diisi {pieces}.",
    "Lot {lot} is kept by mass, but {pieces} pieces are given.",
    "Kosongkan jumlah buah; satu coil adalah satu lot.",
    "Leave the number of pieces empty; one coil is one lot.",
)
MASS_NEEDED = Refusal(
    "stock-mass-needed",
    "Lot {lot} dicatat menurut berat; beratnya {grams} g.",
    "Lot {lot} is kept by mass; the mass given is {grams} g.",
    "Timbang, lalu isi beratnya dalam kilogram.",
    "Weigh it and give the mass in kilograms.",
)
NOTHING_TO_BOOK = Refusal(
    "stock-nothing-to-book",
    "Tidak ada yang dibukukan.",
    "There is nothing to book.",
    "Pilih sekurang-kurangnya satu lot.",
    "Choose at least one lot.",
)
PIECES_WITHOUT_MASS = Refusal(
    "stock-pieces-without-mass",
    "Lot {lot}: bila {grams} g diambil, {pieces} buah yang tersisa tidak mempunyai berat.",
    "Lot {lot}: when {grams} g are taken, the {pieces} pieces left weigh nothing.",
    "Timbang lagi, atau hitung dahulu isi lot ini.",
    "Weigh again, or count this lot first.",
)
WEIGHT_ODD = Refusal(
    "stock-weight-odd",
    "Lot {lot}: ditimbang {grams}, menurut ukuran seharusnya kira-kira {theory}.",
    "Lot {lot}: weighed {grams:en}, by its size it should be about {theory:en}.",
    "Periksa ukuran, jumlah, dan satuan (kg atau ton); bila benar, setujui beratnya lalu kirim lagi.",
    "Check size, count and unit (kg or tonnes); when it is right, confirm the weight and send again.",
)
HEAT_IS_ANOTHER = Refusal(
    "stock-heat-is-another",
    "Nomor heat {heat} sudah ada di gudang ini sebagai {known}, bukan {given}.",
    "Heat {heat} exists in this store as {known}, not {given}.",
    "Periksa label dan sertifikat; bila dua pabrik memakai nomor yang sama, tulis heat dengan nama pabriknya.",
    "Check label and certificate; when two mills use one number, write the heat with the mill's name.",
)
LOT_CODE_TAKEN = Refusal(
    "stock-lot-code-taken",
    "Sudah ada lot dengan kode {lot}.",
    "There is a lot with code {lot} already.",
    "Pakai kode lain, atau kosongkan agar kode dibuat sendiri.",
    "Use another code, or leave it empty to get one.",
)
FORM_ODD = Refusal(
    "stock-form-odd",
    "Lot {lot}: bentuk {form} tidak cocok dengan format {format}.",
    "Lot {lot}: form {form} does not go with format {format}.",
    "Pilih format lain, atau bentuk yang cocok.",
    "Choose another format, or the form that goes with it.",
)
OWNER_ODD = Refusal(
    "stock-owner-odd",
    "Lot {lot}: milik sendiri dan milik orang lain tidak dapat sama.",
    "Lot {lot}: what is one's own cannot be somebody else's.",
    "Pilih pemiliknya, dan sebutkan sebagai apa barang itu dititipkan.",
    "Choose the owner, and say as what it is kept.",
)
UNBALANCED = Refusal(
    "stock-cut-unbalanced",
    "Lot {lot}: dipotong {taken} g, hasil, sisa, dan skrap {given} g; selisih {missing} g.",
    "Lot {lot}: {taken} g were cut, pieces, remnants and scrap are {given} g; {missing} g are missing.",
    "Timbang lagi, atau bukukan selisihnya sebagai selisih timbang.",
    "Weigh again, or declare the rest as a weighing difference.",
)
LARGER_THAN_CUT = Refusal(
    "stock-cut-too-large",
    "Lot {lot}: hasil {size} mm tidak muat di {from_size} mm.",
    "Lot {lot}: a piece of {size} mm does not fit into {from_size} mm.",
    "Periksa ukuran hasil, atau potong dari lot yang lebih besar.",
    "Check the size of the piece, or cut from a larger lot.",
)
MORE_THAN_CUT = Refusal(
    "stock-cut-too-much",
    "Lot {lot}: luas atau panjang semua hasil melebihi {pieces} buah yang dipotong.",
    "Lot {lot}: the pieces together are larger than the {pieces} that were cut.",
    "Periksa jumlah hasil, atau tambah jumlah yang dipotong.",
    "Check how many pieces came out, or cut more.",
)
RESERVED = Refusal(
    "stock-is-reserved",
    "Lot {lot}: {reserved} {unit} sudah disimpan untuk pekerjaan lain; yang akan tersisa {left}.",
    "Lot {lot}: {reserved} {unit} are kept for other work; {left} would be left.",
    "Ambil lebih sedikit, pilih lot lain, atau lepaskan simpanan itu dahulu.",
    "Take less, choose another lot, or release that reservation first.",
)
NOT_FREE = Refusal(
    "stock-not-free",
    "Lot {lot}: diminta {wanted} {unit}, yang masih bebas {free}.",
    "Lot {lot}: {wanted} {unit} are wanted, {free} are free.",
    "Kurangi jumlahnya, atau pilih lot lain.",
    "Take less, or choose another lot.",
)
RETURN_TOO_MUCH = Refusal(
    "stock-return-too-much",
    "Lot {lot}: yang masih ada pada pihak itu {pieces} buah, {grams} g.",
    "Lot {lot}: {pieces} pieces, {grams} g are still with that party.",
    "Kembalikan paling banyak sejumlah itu, atau pilih pengiriman yang benar.",
    "Return no more than that, or choose the right delivery.",
)
PERIOD_CLOSED = Refusal(
    "stock-period-closed",
    "Tanggal {day} sudah dalam masa yang ditutup sampai {through}.",
    "{day} lies in a period that is closed through {through}.",
    "Bukukan dengan tanggal sesudahnya; koreksi untuk masa lama dibukukan hari ini.",
    "Book it for a later day; corrections of a closed period are booked today.",
)
PERIOD_ODD = Refusal(
    "stock-period-odd",
    "Masa sampai {through} tidak dapat ditutup.",
    "The period through {through} cannot be closed.",
    "Pilih akhir bulan yang sudah lewat dan belum ditutup.",
    "Choose the end of a month that is over and not closed yet.",
)
LEDGER_UNSOUND = Refusal(
    "stock-ledger-unsound",
    "Buku stok tidak utuh: {what}.",
    "The ledger is not sound: {what}.",
    "Jangan tutup masa ini; minta pengelola menjalankan check-ledger dan membaca catatannya.",
    "Do not close this period; ask the operator to run check-ledger and read what it names.",
)
DAY_AHEAD = Refusal(
    "stock-day-ahead",
    "Tanggal {day} belum tiba.",
    "{day} is still to come.",
    "Bukukan dengan tanggal hari ini atau sebelumnya.",
    "Book it for today or an earlier day.",
)
KEY_USED = Refusal(
    "stock-key-used",
    "Permintaan {key} sudah dibukukan dengan isi yang lain.",
    "Request {key} was booked already with other contents.",
    "Muat ulang halaman, lalu kirim sebagai permintaan baru.",
    "Load the page again and send it as a new request.",
)
REASON_NEEDED = Refusal(
    "stock-reason-needed",
    "Alasan belum diisi.",
    "The reason is missing.",
    "Tulis dalam beberapa kata mengapa ini dibukukan.",
    "Write in a few words why this is booked.",
)
VALUE_LEFT = Refusal(
    "stock-value-left",
    "Lot {lot}: barangnya habis, tetapi nilai Rp {value} masih tersisa dari biaya yang ditambahkan.",
    "Lot {lot}: nothing would be left, but Rp {value} of added costs would remain.",
    "Batalkan dahulu pembukuan biayanya.",
    "Reverse the booking of the costs first.",
)
MASS_LEFT = Refusal(
    "stock-mass-left",
    "Lot {lot}: di buku akan tersisa {pieces} potong seberat {grams} g, padahal potongan dan beratnya habis bersama.",
    "Lot {lot}: the books would say {pieces} pieces of {grams} g, though pieces and their mass end together.",
    "Batalkan dahulu pembukuan sesudahnya yang ditimbang lain, atau hitung ulang lotnya.",
    "Reverse the later bookings that were weighed differently first, or count the lot anew.",
)
NOTHING_THERE = Refusal(
    "stock-nothing-there",
    "Lot {lot} sudah habis, jadi biaya tidak dapat ditambahkan padanya.",
    "Nothing is left of lot {lot}, so no costs can be added to it.",
    "Pilih lot yang masih ada.",
    "Choose a lot of which something is left.",
)
AMOUNT_NEGATIVE = Refusal(
    "stock-amount-negative",
    "Lot {lot}: {field} tidak boleh {given}.",
    "Lot {lot}: {field} cannot be {given}.",
    "Isi angka yang tidak negatif.",
    "Give a number that is not negative.",
)
HEADING_MISSING = Refusal(
    "stock-sheet-heading-missing",
    "Kolom {heading} tidak ada di baris pertama.",
    "Column {heading} is missing in the first row.",
    "Unduh lembar kosongnya dan salin data Anda ke kolom-kolomnya.",
    "Download the empty sheet and copy your data into its columns.",
)
CELL_EMPTY = Refusal(
    "stock-sheet-cell-empty",
    "{column} belum diisi.",
    "{column} is empty.",
    "Isi sel ini, atau kosongkan seluruh barisnya.",
    "Fill this cell, or empty the whole row.",
)
CELL_UNKNOWN = Refusal(
    "stock-sheet-unknown",
    "{text} tidak dikenal.",
    "{text} is not known.",
    "Tulis kode atau nama persis seperti di aplikasi, atau daftarkan dahulu.",
    "Write the code or name exactly as in the application, or add it first.",
)
