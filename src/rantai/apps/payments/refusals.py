"""What payments refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

AMOUNT_EMPTY = Refusal(
    "payment-amount-empty",
    "Jumlah pembayaran harus lebih dari nol.",
    "A payment must be of more than nothing.",
    "Isi jumlah rupiah yang diterima.",
    "Give the rupiah that were received.",
)
PAYMENT_TWICE = Refusal(
    "payment-twice",
    "Pembayaran {amount} dengan rujukan “{reference}” pada hari itu sudah dicatat sebagai {number}.",
    "A payment of {amount:en} with the reference “{reference}” of that day is kept as {number} already.",
    "Buka pembayaran itu; bila memang dua kali dibayar, centang “memang dua pembayaran”.",
    "Open that payment; if it was really paid twice, tick “these are two payments”.",
)
PAYMENT_KEY_REUSED = Refusal(
    "payment-key-reused",
    "Formulir pembayaran ini sudah dikirim dengan isi lain.",
    "This payment form was sent already with other content.",
    "Buka pembayaran yang sudah dicatat, atau mulai dari formulir baru.",
    "Open the payment that was kept, or begin with a new form.",
)
GIRO_INCOMPLETE = Refusal(
    "payment-giro-incomplete",
    "Giro belum lengkap.",
    "The giro is not complete.",
    "Isi nomor giro dan tanggal cairnya, tidak sebelum hari diterima.",
    "Give its number and the day it can be cashed, not before the day it was received.",
)
NOT_GOOD_YET = Refusal(
    "payment-not-good",
    "Giro {number} belum cair atau ditolak bank.",
    "Giro {number} is not honoured yet, or the bank refused it.",
    "Tunggu giro cair, lalu alokasikan.",
    "Wait until it is honoured, then allocate it.",
)
NOT_WAITING = Refusal(
    "payment-not-waiting",
    "Pembayaran {number} bukan giro yang sedang menunggu.",
    "Payment {number} is not a giro that waits.",
    "Buka pembayarannya dan lihat keadaannya.",
    "Open the payment and look at its state.",
)
ALLOCATED_TOO_MUCH = Refusal(
    "payment-allocated-too-much",
    "Dari pembayaran {number} tinggal {left}; {asked} diminta.",
    "Of payment {number} only {left:en} are left; {asked:en} were asked for.",
    "Alokasikan paling banyak sisanya.",
    "Allocate what is left at most.",
)
INVOICE_PAID_TOO_MUCH = Refusal(
    "payment-invoice-too-much",
    "Tagihan {number} tinggal {left}; {asked} diminta.",
    "Of invoice {number} only {left:en} are open; {asked:en} were asked for.",
    "Alokasikan paling banyak sisa tagihan; kelebihannya tetap menjadi titipan.",
    "Allocate what is open at most; the rest stays a deposit.",
)
INVOICE_FOREIGN = Refusal(
    "payment-invoice-foreign",
    "Tagihan itu bukan milik pelanggan ini.",
    "That invoice is not this customer's.",
    "Pilih tagihan dari daftar pelanggan ini.",
    "Choose an invoice of this customer's list.",
)
REFUND_TOO_MUCH = Refusal(
    "payment-refund-too-much",
    "Yang dapat dikembalikan dari pembayaran {number} hanya {left}.",
    "Of payment {number} only {left:en} can be given back.",
    "Kembalikan paling banyak sisanya, atau batalkan alokasinya lebih dahulu.",
    "Give back what is left at most, or take its allocation back first.",
)
ALLOCATION_GONE = Refusal(
    "payment-allocation-gone",
    "Alokasi ini sudah dibatalkan.",
    "This allocation was taken back already.",
    "Muat ulang halaman pembayarannya.",
    "Load the page of the payment again.",
)
CREDIT_TOO_MUCH = Refusal(
    "payment-credit-too-much",
    "Nota kredit {asked} melebihi nilai tagihan yang tersisa, {left}.",
    "A credit note of {asked:en} is more than what stands of the invoice, {left:en}.",
    "Kredit paling banyak nilai yang tersisa.",
    "Credit what stands at most.",
)
INSTALMENTS_WRONG = Refusal(
    "payment-instalments-wrong",
    "Cicilan berjumlah {sum}, tagihannya {total}.",
    "The instalments come to {sum:en}, the invoice to {total:en}.",
    "Buat jumlahnya sama, dengan tanggal yang berbeda dan tidak sebelum tagihan dibuat.",
    "Make the sums equal, on different days and not before the invoice.",
)
BANK_COLUMNS = Refusal(
    "bank-columns-missing",
    "Kolom {column} tidak ditemukan.",
    "The column {column} was not found.",
    "Beri judul kolom: tanggal, keterangan, dan jumlah (atau kredit dan debit).",
    "Head the columns: date, text, and amount (or credit and debit).",
)
BANK_DATE = Refusal(
    "bank-date-unreadable",
    "“{text}” bukan tanggal.",
    "“{text}” is not a day.",
    "Tulis seperti 31/12/2026 atau 2026-12-31.",
    "Write it like 31/12/2026 or 2026-12-31.",
)
BANK_EMPTY = Refusal(
    "bank-file-empty",
    "Tidak ada baris mutasi di berkas ini.",
    "There is no line of a statement in this file.",
    "Unduh mutasi rekening sebagai CSV atau Excel, lalu coba lagi.",
    "Download the statement as CSV or Excel and try again.",
)
BANK_LINE_USED = Refusal(
    "bank-line-used",
    "Baris bank ini sudah dipakai atau diabaikan.",
    "This line of the bank is used or ignored already.",
    "Muat ulang daftar mutasi.",
    "Load the list of lines again.",
)
BANK_FILE_USED = Refusal(
    "bank-file-used",
    "Beberapa baris dari berkas ini sudah dipakai.",
    "Some lines of this file are used already.",
    "Berkas yang sudah dipakai tidak dapat dibatalkan.",
    "A file that is used cannot be undone.",
)
BANK_OTHER_AMOUNT = Refusal(
    "bank-other-amount",
    "Baris bank berisi {bank}, pembayarannya {payment}.",
    "The line of the bank is {bank:en}, the payment {payment:en}.",
    "Pilih pembayaran dengan jumlah yang sama.",
    "Choose a payment of the same amount.",
)

DAY_AHEAD = Refusal(
    "payment-day-ahead",
    "Tanggal {day} belum tiba.",
    "{day} has not come yet.",
    "Catat uang pada hari diterima; untuk hari nanti catat giro.",
    "Write money on the day it came; for a later day note a giro.",
)
DAY_ODD = Refusal(
    "payment-day-odd",
    "Tanggal {day} terlalu lama berlalu.",
    "{day} is too long ago.",
    "Isi tanggal mulai {first}.",
    "Give a day from {first} on.",
)
DEPOSIT_TIED = Refusal(
    "payment-deposit-tied",
    "Pembayaran {number} adalah uang muka pesanan {order} yang masih berjalan.",
    "Payment {number} is the deposit of order {order}, which is still open.",
    "Simpan untuk tagihan pesanan itu, kembalikan, atau tutup atau batalkan pesanannya lebih dahulu.",
    "Keep it for that order's invoices, give it back, or close or cancel the order first.",
)
ROUND_TIED = Refusal(
    "payment-round-tied",
    "Pembayaran {number} adalah uang muka putaran {round}; bagian anggota ini belum lunas.",
    "Payment {number} is the deposit of round {round}; this member's share is not paid yet.",
    "Simpan untuk tagihan bagiannya. Bila anggota mundur atau putaran ditarik, uang itu bebas atau dikembalikan.",
    "Keep it for the invoice of its share. When the member withdraws or the round does, it is free or goes back.",
)
SHARE_AWAITS = Refusal(
    "payment-share-awaits",
    "Pembayaran {number} menunggu bagian anggota ini dalam putaran {round}, yang sudah disetujui.",
    "Payment {number} waits for this member's share in round {round}, which is approved.",
    "Jual bagiannya: uang muka melunasi tagihannya dengan sendirinya. Sisanya dapat dikembalikan setelah lunas.",
    "Sell its share: the deposit settles its invoice by itself. What is left goes back once that is paid.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
