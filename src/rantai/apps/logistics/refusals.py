"""What trips refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

MOVED_ON = Refusal(
    "trip-moved-on",
    "Perjalanan {number} sudah dihitung atau dibatalkan.",
    "Trip {number} is settled or cancelled already.",
    "Buka perjalanannya dan lihat keadaannya; buat perjalanan baru bila perlu.",
    "Open the trip and look how it stands; make a new one if need be.",
)
OVER_CAPACITY = Refusal(
    "trip-over-capacity",
    "Muatan menjadi {mass}, truk ini paling banyak {most} sekali jalan.",
    "The load would be {mass:en}, this truck carries {most:en} one way.",
    "Kurangi muatan, atau pakai truk lain.",
    "Take less, or use another truck.",
)
ON_ANOTHER = Refusal(
    "trip-delivery-on-another",
    "Surat jalan {number} sudah ikut perjalanan lain.",
    "Delivery {number} rides on another trip already.",
    "Keluarkan dari perjalanan itu lebih dahulu.",
    "Take it off that trip first.",
)
NOT_OURS = Refusal(
    "trip-delivery-unknown",
    "Surat jalan itu bukan milik pusat ini.",
    "That delivery is not this centre's.",
    "Pilih surat jalan dari daftar.",
    "Choose a delivery of the list.",
)
MASS_EMPTY = Refusal(
    "trip-mass-empty",
    "Berat muatan harus lebih dari nol.",
    "A load must weigh more than nothing.",
    "Isi beratnya dalam kilogram.",
    "Give its mass in kilograms.",
)
EMPTY = Refusal(
    "trip-empty",
    "Belum ada muatan.",
    "Nothing rides on this trip.",
    "Tambahkan muatan lebih dahulu, atau batalkan perjalanannya.",
    "Add a load first, or cancel the trip.",
)
NO_ACCOUNT = Refusal(
    "trip-no-account",
    "{firm} belum menjadi pelanggan, jadi tidak dapat ditagih.",
    "{firm} is no customer yet and cannot be invoiced.",
    "Buka akun pelanggannya, atau tanggung biayanya.",
    "Open an account for it, or bear the cost.",
)

FAR_ABOVE_PLAN = Refusal(
    "trip-far-above-plan",
    "Biayanya {cost}, lebih dari dua kali rencananya, {planned}.",
    "It cost {cost:en}, more than twice the plan of {planned:en}.",
    "Periksa nota angkutnya; bila memang sebesar itu, centang bahwa ini sudah diperiksa.",
    "Look at the carrier's note; if it is so, tick that this was looked at.",
)
FREIGHT_BEYOND_LIMIT = Refusal(
    "trip-freight-beyond-limit",
    "Ongkos angkut untuk {firm} melewati batas kreditnya.",
    "The freight of {firm} goes beyond its credit limit.",
    "Keluarkan muatannya dan tambahkan lagi sebagai biaya pusat, atau centang bahwa ini sudah diperiksa: itu dicatat.",
    "Take its load off and add it again at the centre's cost, or tick that this was looked at: it is noted.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
