"""What work offers refuse, with the way out."""

from rantai.core.problems import Refusal

ALREADY_OFFERED = Refusal(
    "work-already-offered",
    "{item} untuk {maker} ({job}) sudah ada di tawaran kerja nomor {number}.",
    "{item} for {maker} ({job}) stands in work offer {number} already.",
    "Hapus centang bengkel itu, atau cabut dulu tawarannya.",
    "Untick that workshop, or withdraw that offer first.",
)
ALREADY_ACCEPTED = Refusal(
    "work-already-accepted",
    "{maker} sudah menyanggupi {item} ({job}) di tawaran kerja nomor {number}.",
    "{maker} has accepted {item} ({job}) in work offer {number} already.",
    "Hapus centang bengkel itu; pekerjaannya sudah pasti.",
    "Untick that workshop; its work is settled.",
)
NOT_IN_STATE = Refusal(
    "work-offer-moved-on",
    "Tawaran kerja nomor {number} sekarang “{state_id}”; ini tidak bisa lagi.",
    "Work offer {number} is “{state_en}” now; this is no longer possible.",
    "Muat ulang halaman dan lihat keadaannya.",
    "Load the page again and look how it stands.",
)
NOTE_TOO_LONG = Refusal(
    "work-note-too-long",
    "Catatan berisi {length} huruf; paling panjang {most}.",
    "The note has {length} letters; {most} at most.",
    "Pendekkan catatannya.",
    "Shorten the note.",
)
