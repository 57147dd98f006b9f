"""What planning refuses, with the way out."""

from rantai.core.problems import Refusal

TEXT_TOO_LONG = Refusal(
    "L101",
    "“{text}” lebih panjang dari {longest} huruf.",
    "“{text}” is longer than {longest} letters.",
    "Pendekkan menjadi {longest} huruf atau kurang.",
    "Shorten it to {longest} letters or fewer.",
)
CODE_NOT_KEPT = Refusal(
    "L102",
    "Kode “{text}” tidak dapat disimpan.",
    "The code “{text}” cannot be kept.",
    "Pakai huruf besar, angka, titik, garis; paling panjang 40.",
    "Use capital letters, digits, dots, dashes; 40 at most.",
)
RUN_NOT_OPEN = Refusal(
    "plan-not-open",
    "Rencana ini sudah selesai atau sudah dibatalkan.",
    "This plan is finished or cancelled already.",
    "Buka rencananya, atau hitung rencana baru.",
    "Open the plan, or compute a new one.",
)
SCENARIO_UNKNOWN = Refusal(
    "scenario-unknown",
    "Skenario {code} tidak ada di program ini.",
    "This programme has no scenario {code}.",
    "Pilih salah satu: {choices}.",
    "Choose one of: {choices}.",
)
ENGINE_STOPPED = Refusal(
    "plan-engine-stopped",
    "Perhitungan berhenti mendadak ({times} kali).",
    "The computation stopped abruptly ({times} times).",
    "Coba lagi; bila terulang, kirim berkas catatan kepada pengelola.",
    "Try again; if it happens again, send the log to whoever runs the system.",
)
