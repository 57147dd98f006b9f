"""What pooled rounds refuse, with the way out."""

from rantai.core.problems import Refusal

ROUND_NO_STEEL = Refusal(
    "round-no-steel",
    "Putaran ini belum menawarkan ukuran baja.",
    "The round offers no steel yet.",
    "Centang ukuran yang dapat dipesan anggota.",
    "Tick the sizes that members may state.",
)
ROUND_NO_SELLER = Refusal(
    "round-no-seller",
    "Untuk {format} tidak ada penawaran yang berlaku pada {day}.",
    "Nobody offers {format} on {day}.",
    "Tambahkan penawaran di daftar harga, atau hapus centang ukuran itu.",
    "Add an offer to the price book, or untick that size.",
)
ROUND_WINDOW = Refusal(
    "round-window",
    "Batas waktu harus sesudah waktu buka dan belum lewat.",
    "The deadline must lie after the opening and not in the past.",
    "Pilih batas waktu yang memberi anggota setidaknya satu jam.",
    "Choose a deadline that gives members an hour at least.",
)
ROUND_ORDER_DATE = Refusal(
    "round-order-date",
    "Tanggal pesan {day} lebih awal daripada batas waktu.",
    "The order date {day} lies before the deadline.",
    "Pilih tanggal pesan sesudah batas waktu.",
    "Choose an order date after the deadline.",
)
ROUND_NOT_IN_STATE = Refusal(
    "round-moved-on",
    "Putaran belanja nomor {number} sekarang “{state_id}”; ini tidak bisa lagi.",
    "Purchase round {number} is “{state_en}” now; this is no longer possible.",
    "Muat ulang halaman dan lihat keadaannya.",
    "Load the page again and look how it stands.",
)
ROUND_NOT_OPEN_YET = Refusal(
    "round-not-open-yet",
    "Putaran ini baru dibuka pada {at}.",
    "The round opens at {at}.",
    "Kembali sesudah waktu itu.",
    "Come back after that time.",
)
ROUND_CLOSED = Refusal(
    "round-deadline-passed",
    "Batas waktu {at} sudah lewat; jumlah tidak dapat diubah lagi.",
    "The deadline {at} has passed; amounts can no longer be changed.",
    "Hubungi pusat material; ia dapat membuka putaran berikutnya.",
    "Call the material centre; it can open the next round.",
)
ROUND_STILL_OPEN = Refusal(
    "round-still-open",
    "Anggota masih boleh mengubah jumlah sampai {at}.",
    "Members may change their amounts until {at}.",
    "Tunggu batas waktu, lalu hitung usulan yang baru.",
    "Wait for the deadline, then compute a new proposal.",
)
NOT_A_MEMBER = Refusal(
    "round-not-a-member",
    "Bengkel ini bukan anggota pusat material yang membuka putaran.",
    "This workshop is no member of the centre that opened the round.",
    "Minta pusat material mendaftarkan bengkel di sentranya.",
    "Ask the centre to enter the workshop in its sentra.",
)
STEEL_NOT_OFFERED = Refusal(
    "round-steel-not-offered",
    "Ukuran ini tidak ditawarkan dalam putaran.",
    "This size is not offered in the round.",
    "Muat ulang halaman dan pilih dari ukuran yang ada.",
    "Load the page again and choose from its sizes.",
)
LESS_THAN_NOTHING = Refusal(
    "round-less-than-nothing",
    "{format}: Anda tidak dapat menerima kurang {less} dari jumlah pasti {firm}.",
    "{format}: you cannot accept {less} less than the firm {firm}.",
    "Tulis “boleh kurang” paling banyak sebesar jumlah pasti.",
    "Let “may be less” be at most the firm amount.",
)
MORE_WITHOUT_FIRM = Refusal(
    "round-more-without-firm",
    "{format}: “boleh lebih” tanpa jumlah pasti.",
    "{format}: “may be more” without a firm amount.",
    "Tulis dahulu jumlah yang pasti Anda ambil.",
    "First give the amount that you will take for sure.",
)
FAR_FROM_USUAL = Refusal(
    "round-far-from-usual",
    "{format}: {asked} adalah sepuluh kali lebih banyak atau lebih sedikit dari yang biasa Anda ambil ({usual}).",
    "{format}: {asked} is ten times more or less than you usually take ({usual}).",
    "Periksa satuannya. Jika memang benar, centang “angka ini benar”.",
    "Check the unit. If it is right, tick “these numbers are right”.",
)
NOTHING_STATED = Refusal(
    "round-nothing-stated",
    "Belum ada anggota yang menyatakan jumlah.",
    "No member has stated an amount yet.",
    "Beri tahu anggota bahwa putaran dibuka.",
    "Tell members that the round is open.",
)
PROPOSAL_STOPPED = Refusal(
    "round-proposal-stopped",
    "Penghitung berhenti sebelum selesai.",
    "The computation stopped before it was done.",
    "Hitung lagi; jika berulang, kurangi ukuran dalam putaran.",
    "Compute again; if it stops again, offer fewer sizes.",
)
PROPOSAL_UNSOUND = Refusal(
    "round-proposal-unsound",
    "Usulan ditahan karena hitung ulang menemukan kesalahan.",
    "The proposal was held back because the recount found a fault.",
    "Laporkan kepada pengelola situs.",
    "Tell whoever runs the site.",
)
PROPOSAL_TOO_LARGE = Refusal(
    "round-proposal-too-large",
    "Jumlah yang dinyatakan terlalu besar untuk dihitung tepat.",
    "The stated amounts are too large to be counted exactly.",
    "Periksa satuan jumlah anggota.",
    "Check the units of what members stated.",
)
PROPOSAL_NOT_DONE = Refusal(
    "round-proposal-not-done",
    "Usulan {number} belum selesai dihitung.",
    "Proposal {number} is not computed yet.",
    "Tunggu sampai selesai, atau pilih usulan lain.",
    "Wait until it is done, or choose another.",
)
PROPOSAL_OLD = Refusal(
    "round-proposal-old",
    "Usulan {number} dihitung dari jumlah atau harga yang sudah berubah.",
    "Proposal {number} was computed from amounts or prices that have changed since.",
    "Hitung usulan yang baru dan periksa.",
    "Compute a new proposal and look it over.",
)
PROPOSAL_EMPTY = Refusal(
    "round-proposal-empty",
    "Usulan {number} tidak memesan apa pun.",
    "Proposal {number} orders nothing.",
    "Perpanjang putaran atau batalkan.",
    "Run a longer round, or withdraw it.",
)
DEPOSIT_MISSING = Refusal(
    "round-deposit-missing",
    "{member}: uang muka {held} dari {required} yang diminta.",
    "{member}: deposit {held} of the {required} required.",
    "Catat uang muka yang masuk, atau hitung usulan tanpa anggota ini.",
    "Note the deposit that came in, or compute a proposal without this member.",
)
CREDIT_EXCEEDED = Refusal(
    "round-credit-exceeded",
    "{member}: tanggungan menjadi {owed}, batas kreditnya {limit}.",
    "{member}: would owe {owed}, the limit is {limit}.",
    "Terima uang muka, atau naikkan batas kreditnya.",
    "Take a deposit, or raise the limit.",
)
SHARE_NOT_OPEN = Refusal(
    "round-share-not-open",
    "Bengkel ini tidak punya bagian yang belum lunas dalam putaran.",
    "This workshop has no unpaid share in the round.",
    "Muat ulang halaman dan lihat siapa yang belum lunas.",
    "Load the page again and look whose share is open.",
)
SELLER_TERMS_WRONG = Refusal(
    "round-tiers-unsorted",
    "Batas jumlah harga harus naik dan berbeda-beda.",
    "The masses of the price tiers must rise and differ.",
    "Tulis setiap batas sekali, dari yang terkecil.",
    "Write each mass once, the smallest first.",
)
