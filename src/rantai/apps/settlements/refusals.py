"""What settling between owner and seller refuses, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

NO_PRICE = Refusal(
    "settlement-no-price",
    "Harga pindah untuk {format} milik {owner} tidak ada atau nol pada {day}.",
    "There is no transfer price for {format} of {owner} on {day}, or it is nothing.",
    "Minta pemilik mengisi daftar harganya, atau sepakati syarat lain.",
    "Ask the owner to fill in its price list, or agree on other terms.",
)
NOTHING = Refusal(
    "settlement-nothing",
    "Belum ada yang dapat diselesaikan: barang yang kembali sama besar atau lebih besar daripada yang terjual.",
    "There is nothing to settle: what came back is as much as what was sold, or more.",
    "Tunggu penjualan berikutnya; yang kembali dihitung bersama penjualan itu.",
    "Wait for the next sale; what came back is counted with it.",
)
NOT_WAITING = Refusal(
    "settlement-not-waiting",
    "Penyelesaian ini sudah dijawab.",
    "This settlement was answered already.",
    "Muat ulang halaman; untuk yang dikembalikan, ajukan yang baru.",
    "Load the page again; for one that was sent back, ask for a new one.",
)
OWNER_APPROVES = Refusal(
    "settlement-owner-approves",
    "Hanya pemilik baja yang menyetujui penyelesaian.",
    "Only the owner of the steel approves a settlement.",
    "Tunggu persetujuan pemilik.",
    "Wait for the owner.",
)
REASON_MISSING = Refusal(
    "settlement-reason-missing",
    "Alasan pengembalian belum diisi.",
    "The reason for sending it back is missing.",
    "Tulis apa yang tidak cocok.",
    "Write what does not fit.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """One refusal, ready to be raised."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
