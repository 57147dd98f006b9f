"""What purchase orders refuse, with the way out."""

from rantai.core.problems import Refusal

ORDER_NOT_IN_STATE = Refusal(
    "purchase-order-moved-on",
    "Pesanan ini sekarang “{state_id}”; ini tidak bisa lagi.",
    "This order is “{state_en}” now; this is no longer possible.",
    "Muat ulang halaman dan lihat keadaannya.",
    "Load the page again and look how it stands.",
)
ORDER_EMPTY = Refusal(
    "purchase-order-empty",
    "Pesanan belum berisi barang.",
    "The order has no lines.",
    "Isi jumlah dan harga setidaknya satu ukuran.",
    "Give mass and price of one size at least.",
)
ORDER_DUE_PAST = Refusal(
    "purchase-order-due-past",
    "Tanggal datang {day} sudah lewat.",
    "The day of arrival {day} has passed.",
    "Pilih hari ini atau sesudahnya.",
    "Choose today or later.",
)
FRAME_EXCEEDED = Refusal(
    "frame-exceeded",
    "{format}: sisa kontrak {left}, diminta {asked}.",
    "{format}: {left} of the frame are left, {asked} are called off.",
    "Panggil paling banyak sebesar sisanya, atau buat pesanan biasa.",
    "Call off what is left, or make an ordinary order.",
)
FRAME_NOT_VALID = Refusal(
    "frame-not-valid",
    "Kontrak berlaku {first} sampai {last}.",
    "The frame holds from {first} to {last}.",
    "Pilih kontrak yang masih berlaku.",
    "Choose a frame that holds.",
)
LINE_NOT_OF_ORDER = Refusal(
    "purchase-line-unknown",
    "Baris ini bukan dari pesanan ini.",
    "This line is not of this order.",
    "Muat ulang halaman.",
    "Load the page again.",
)
NOTHING_RECEIVED = Refusal(
    "purchase-nothing-received",
    "Belum ada berat yang diisi.",
    "No mass was filled in.",
    "Isi hasil timbang setidaknya satu baris.",
    "Fill in what the scale said of one line at least.",
)
HEAT_MISSING = Refusal(
    "purchase-heat-missing",
    "{format}: nomor heat belum diisi.",
    "{format}: the heat number is missing.",
    "Baca nomor heat pada label atau sertifikat.",
    "Read the heat number on the label or the certificate.",
)
OVER_TOLERANCE = Refusal(
    "purchase-over-tolerance",
    "{format}: {received} diterima, paling banyak {most} menurut pesanan.",
    "{format}: {received} received, the order allows {most}.",
    "Terima paling banyak itu; kembalikan sisanya dan catat klaim.",
    "Take no more than that; send the rest back and note a claim.",
)
BILL_TWICE = Refusal(
    "purchase-bill-twice",
    "Tagihan {number} dari {supplier} sudah dicatat.",
    "Bill {number} of {supplier} is entered already.",
    "Buka tagihan itu; jangan bayar dua kali.",
    "Open that bill; do not pay twice.",
)
BILL_DUE_EARLY = Refusal(
    "purchase-bill-due-early",
    "Tagihan tidak dapat jatuh tempo sebelum tanggalnya, {day}.",
    "A bill cannot be due before its date, {day}.",
    "Isi tanggal jatuh tempo pada hari itu atau sesudahnya.",
    "Give a due day on that day or later.",
)
BILL_MASS = Refusal(
    "purchase-bill-mass",
    "{format}: ditagih {billed}, diterima {received}.",
    "{format}: {billed} billed, {received} received.",
    "Minta nota kredit, catat klaim, atau tunggu kiriman sisanya.",
    "Ask for a credit note, note a claim, or wait for the rest to come.",
)
BILL_PRICE = Refusal(
    "purchase-bill-price",
    "{format}: ditagih {billed} per ton, dipesan {ordered}.",
    "{format}: billed at {billed} a tonne, ordered at {ordered}.",
    "Minta tagihan yang benar kepada penjual.",
    "Ask the seller for a right bill.",
)
BILL_DAY_AHEAD = Refusal(
    "purchase-bill-day-ahead",
    "Tanggal tagihan {day} belum tiba.",
    "The bill is dated {day}, which has not come yet.",
    "Isi tanggal yang tertulis pada tagihan; tagihan bertanggal nanti dicatat pada harinya.",
    "Give the day that is written on the bill; enter a later one on its day.",
)
BILL_DAY_ODD = Refusal(
    "purchase-bill-day-odd",
    "Tanggal tagihan {day} jauh sebelum pesanannya dibuat.",
    "The bill is dated {day}, long before its order was written.",
    "Isi tanggal yang tertulis pada tagihan, paling awal {first}.",
    "Give the day that is written on the bill, {first} at the earliest.",
)
BILL_TAX = Refusal(
    "purchase-bill-tax",
    "PPN ditagih {billed}, menurut aturan {right}.",
    "PPN of {billed:en} is billed, the rule gives {right:en}.",
    "Minta tagihan yang benar kepada penjual.",
    "Ask the seller for a right bill.",
)
BILL_NOT_OPEN = Refusal(
    "purchase-bill-not-open",
    "Tagihan ini sudah diputuskan.",
    "This bill is decided already.",
    "Muat ulang halaman.",
    "Load the page again.",
)
CLAIM_TEXT_MISSING = Refusal(
    "purchase-claim-text",
    "Klaim belum menyebut apa yang salah.",
    "The claim does not say what is wrong.",
    "Tulis singkat apa yang salah, dengan nomor heat bila ada.",
    "Write in short what is wrong, with the heat number if there is one.",
)
CLAIM_SETTLED = Refusal(
    "purchase-claim-settled",
    "Klaim {number} sudah selesai.",
    "Claim {number} is settled already.",
    "Catat klaim baru bila perlu.",
    "Raise a new claim if need be.",
)
CLAIM_BEYOND_ASKED = Refusal(
    "purchase-claim-beyond-asked",
    "Klaim {number} meminta {asked}; {granted} hendak dicatat sebagai dikabulkan.",
    "Claim {number} asks for {asked:en}; {granted:en} were to be granted.",
    "Catat paling banyak yang diminta; untuk selebihnya buat klaim baru.",
    "Grant what was asked at most; raise a new claim for more.",
)
CLAIM_TAX = Refusal(
    "purchase-claim-tax",
    "PPN {tax} melebihi {most} yang berlaku untuk jumlah itu.",
    "PPN of {tax:en} is more than the {most:en} of that amount.",
    "Isi PPN seperti pada nota kredit penjual.",
    "Give the PPN of the seller's credit note.",
)
NOTHING_TO_SPREAD = Refusal(
    "purchase-nothing-to-spread",
    "Belum ada kiriman pesanan ini yang dapat menanggung biaya.",
    "Nothing of this order is here to bear the cost.",
    "Terima kirimannya lebih dahulu.",
    "Receive a delivery first.",
)
NOTICE_COLUMN = Refusal(
    "purchase-notice-column",
    "Kolom “{column}” tidak ada di baris judul.",
    "The column “{column}” is missing in the heading.",
    "Tambahkan kolom itu, lalu kirim lagi.",
    "Add that column and send the list again.",
)
NOTICE_SIZE = Refusal(
    "purchase-notice-size",
    "Ukuran “{given}” tidak ada di pesanan ini.",
    "The size “{given}” is not on this order.",
    "Tulis ukuran seperti tertulis di pesanan.",
    "Write the size as it stands on the order.",
)
NOTICE_HEAT = Refusal(
    "purchase-notice-heat",
    "Nomor heat belum diisi.",
    "The heat is empty.",
    "Isi nomor heat setiap baris.",
    "Give the heat of every row.",
)
NOTICE_LONG = Refusal(
    "purchase-notice-long",
    "“{given}…” terlalu panjang ({signs} tanda).",
    "“{given}…” is too long ({signs} signs).",
    "Tulis paling banyak {most} tanda.",
    "Write at most {most} signs.",
)
NOTICE_TWICE = Refusal(
    "purchase-notice-twice",
    "Heat {heat} sudah ada di baris {first} untuk ukuran yang sama.",
    "Heat {heat} stands in row {first} already, for the same size.",
    "Jumlahkan kedua baris itu menjadi satu.",
    "Add both rows up into one.",
)
