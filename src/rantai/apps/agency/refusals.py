"""What two firms are refused that want to sell one's steel at the other's counter."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

SAME_FIRM = Refusal(
    "agency-same-firm",
    "Pemilik baja dan penjualnya adalah perusahaan yang sama.",
    "The owner of the steel and its seller are the same firm.",
    "Pilih perusahaan lain.",
    "Choose another firm.",
)
THERE_ALREADY = Refusal(
    "agency-there-already",
    "Kedua perusahaan ini sudah punya hubungan titip jual.",
    "These two firms already have an agency.",
    "Ubah syarat hubungan itu, atau akhiri dulu.",
    "Change its terms, or end it first.",
)
DAYS_ODD = Refusal(
    "agency-days-odd",
    "Hari akhir {last} lebih awal dari hari mulai {first}.",
    "The last day {last} is before the first day {first}.",
    "Perbaiki harinya, atau kosongkan hari akhir.",
    "Correct the days, or leave the last one empty.",
)
DAY_PAST = Refusal(
    "agency-day-past",
    "Syarat tidak berlaku mundur: {day} sudah lewat.",
    "Terms do not hold backwards: {day} has passed.",
    "Pilih hari ini atau hari yang akan datang.",
    "Choose today or a later day.",
)
LESS_ODD = Refusal(
    "agency-less-odd",
    "Potongan belum sesuai dengan cara menghitung harga.",
    "What is taken off does not fit the way in which the price is found.",
    "Isi persen (di atas 0, paling banyak 50) atau rupiah per kg; untuk daftar harga kosongkan keduanya.",
    "Give a percentage (above 0, 50 at most) or rupiah a kg; for the price list leave both empty.",
)
OFFER_WAITS = Refusal(
    "agency-offer-waits",
    "Masih ada tawaran syarat yang belum dijawab.",
    "Terms that were offered still wait for an answer.",
    "Tunggu jawabannya, atau tarik tawaran itu dulu.",
    "Wait for the answer, or take that offer back first.",
)
NO_OFFER = Refusal(
    "agency-no-offer",
    "Tidak ada tawaran syarat yang menunggu jawaban.",
    "No terms wait for an answer.",
    "Muat ulang halaman untuk melihat syarat yang berlaku.",
    "Load the page again to see the terms that hold.",
)
OWN_OFFER = Refusal(
    "agency-own-offer",
    "Tawaran ini dari perusahaan Anda sendiri; pihak lain yang menyetujuinya.",
    "This offer is your own firm's; the other side agrees to it.",
    "Tunggu pihak lain, atau tarik tawaran itu.",
    "Wait for the other side, or take the offer back.",
)
ENDED = Refusal(
    "agency-ended",
    "Hubungan titip jual ini sudah berakhir.",
    "This agency has ended.",
    "Buat hubungan baru bila kedua pihak masih ingin.",
    "Make a new one if both still want it.",
)
NOT_IN_FORCE = Refusal(
    "agency-not-in-force",
    "Baja {owner} tidak boleh dijual pada {day}: belum ada syarat yang disetujui, atau hubungannya sudah berakhir.",
    "Steel of {owner} may not be sold on {day}: no terms were agreed to, or the agency has ended.",
    "Pilih lot lain, atau sepakati syarat titip jual dengan pemiliknya.",
    "Choose another lot, or agree on terms with its owner.",
)

OWNER_BRINGS = Refusal(
    "agency-owner-brings",
    "Hanya pemilik yang mencatat baja yang dititipkannya.",
    "Only the owner writes down the steel that it leaves for sale.",
    "Minta pemilik mencatatnya.",
    "Ask the owner to write it down.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """One refusal, ready to be raised."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
