"""What deliveries refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

NOT_ENOUGH = Refusal(
    "delivery-not-enough",
    "Stok bebas {format} kurang {missing} dari {wanted} lembar atau batang.",
    "Of {wanted} pieces of {format}, {missing} are not free in the store.",
    "Kirim sebagian, potong dahulu, atau tunggu barang masuk.",
    "Deliver a part, cut first, or wait for the next receipt.",
)
NO_SHARE = Refusal(
    "delivery-no-share",
    "Dari pesanan ini tidak ada bagian anggota itu yang masih menunggu.",
    "Nothing of this order still waits for that member.",
    "Lihat apa yang sudah diterima, dan penjualan yang sudah ditulis untuk anggota itu.",
    "See what has been received, and the sales that were written for the member.",
)
NO_ACCOUNT = Refusal(
    "delivery-no-account",
    "Anggota ini belum punya akun pelanggan di pusat.",
    "This member has no account at the centre yet.",
    "Buka akunnya di Penjualan → Pelanggan → Pelanggan baru, dengan batas kredit dan hari bayar, lalu ulangi.",
    "Open one under Sales → Customers → New customer, with its limit and days until payment, and do this again.",
)
LOT_UNFIT = Refusal(
    "delivery-lot-unfit",
    "Lot {lot} bukan barang baris {row}.",
    "Lot {lot} is not what line {row} sells.",
    "Pilih lot dengan bahan dan ukuran yang dijual.",
    "Choose a lot of the steel and size that is sold.",
)
LOT_FOREIGN = Refusal(
    "delivery-lot-foreign",
    "Lot {lot} milik pihak lain.",
    "Lot {lot} belongs to somebody else.",
    "Pilih lot milik sendiri; baja titipan tidak dijual.",
    "Choose a lot of your own; steel kept for others is not sold.",
)
CERTIFICATE_MISSING = Refusal(
    "delivery-certificate-missing",
    "Lot {lot} tidak punya sertifikat; pesanan ini memintanya.",
    "Lot {lot} has no certificate; this order asks for one.",
    "Pilih lot yang bersertifikat, atau lampirkan sertifikatnya pada heat itu.",
    "Choose a lot with a certificate, or attach one to its heat.",
)
LINE_TOO_MUCH = Refusal(
    "delivery-line-too-much",
    "Baris {row} tinggal {left} yang harus dikirim; {asked} diminta.",
    "Of line {row} only {left} are left to deliver; {asked} were asked for.",
    "Kirim paling banyak sisanya.",
    "Deliver what is left at most.",
)
NOTHING_TO_DELIVER = Refusal(
    "delivery-nothing",
    "Belum ada barang yang dipilih untuk dikirim.",
    "Nothing is chosen to be delivered.",
    "Pilih paling sedikit satu lot.",
    "Choose at least one lot.",
)
NOT_PAID = Refusal(
    "delivery-not-paid",
    "Pesanan tunai ini belum lunas: kurang {missing}.",
    "This cash order is not paid: {missing:en} are missing.",
    "Terima pembayarannya lebih dahulu.",
    "Receive its payment first.",
)
DEPOSIT_MISSING = Refusal(
    "delivery-deposit-missing",
    "Uang muka pesanan ini kurang {missing}.",
    "Of this order's deposit {missing:en} are missing.",
    "Terima uang mukanya lebih dahulu.",
    "Receive the deposit first.",
)
PROOF_UNREADABLE = Refusal(
    "delivery-proof-unreadable",
    "Berkas ini bukan foto JPEG atau PNG, atau lebih besar dari {most} MB.",
    "This file is no JPEG or PNG picture, or is larger than {most} MB.",
    "Ambil foto lagi dengan ukuran lebih kecil.",
    "Take the picture again in a smaller size.",
)
SIGNATURE_UNREADABLE = Refusal(
    "delivery-signature-unreadable",
    "Tanda tangan ini kosong atau tidak terbaca.",
    "This signature is empty or cannot be read.",
    "Tulis sekali lagi di kotaknya, atau kosongkan dan ambil foto surat jalan yang ditandatangani.",
    "Draw it once more in its box, or clear it and take a photo of the signed paper.",
)
RECEIVER_MISSING = Refusal(
    "delivery-receiver-missing",
    "Nama penerima belum diisi.",
    "Nobody's name says who took it.",
    "Tulis nama orang yang menerima.",
    "Write the name of who took it.",
)
ALREADY_SIGNED = Refusal(
    "delivery-already-signed",
    "Penerimaan surat jalan ini sudah dicatat.",
    "This delivery is signed for already.",
    "Bila ada barang kembali, catat sebagai retur.",
    "If something comes back, write a return.",
)
RETURN_TOO_MUCH = Refusal(
    "delivery-return-too-much",
    "Dari baris ini paling banyak {left} dapat kembali; {asked} diminta.",
    "Of this line at most {left} can come back; {asked} were asked for.",
    "Periksa jumlahnya pada surat jalan.",
    "Check the number on the delivery note.",
)
SHELF_FOREIGN = Refusal(
    "delivery-shelf-foreign",
    "Tempat ini bukan rak titipan pelanggan itu.",
    "This place is not a shelf at that customer.",
    "Pilih rak titipan yang berdiri di pelanggan itu.",
    "Choose the shelf that stands at that customer.",
)

SHELF_SHORT = Refusal(
    "delivery-shelf-short",
    "Di rak ini lot {lot} tinggal {left}; {asked} disebut.",
    "Of lot {lot} {left} are left on this shelf; {asked} were named.",
    "Hitung lagi, atau hubungi pusat bahan bila catatannya salah.",
    "Count again, or call the centre when its books are wrong.",
)
USE_ENDED = Refusal(
    "delivery-shelf-use-ended",
    "Pemakaian ini sudah ditagih atau dibatalkan.",
    "This use is billed or taken back already.",
    "Lihat daftar pemakaian di rak itu.",
    "Look at the uses of that shelf.",
)
USE_WITHOUT_PRICE = Refusal(
    "delivery-shelf-no-price",
    "Lot {lot} belum diberi harga.",
    "Lot {lot} has no price.",
    "Isi harga per kg, atau hapus centangnya.",
    "Write a price a kg, or take the tick away.",
)
GOOD_TOO_MUCH = Refusal(
    "delivery-good-too-much",
    "{name}: tinggal {left} yang belum diserahkan; {asked} diminta.",
    "{name}: {left:en} are still to be handed over; {asked:en} were asked for.",
    "Isi paling banyak sisanya.",
    "Give what is left at most.",
)
GOOD_RETURN_TOO_MUCH = Refusal(
    "delivery-good-return-too-much",
    "Yang ada pada pelanggan {left}; {asked} hendak dikembalikan.",
    "The customer has {left:en}; {asked:en} were to come back.",
    "Kembalikan paling banyak yang ada padanya.",
    "Take back what the customer has at most.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
