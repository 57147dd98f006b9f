"""What planning refuses, with the way out."""

from rantai.core.problems import Refusal
from rantai.core.table_files import CELL_NOT_DATE, CELL_NOT_FLAG

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

# --- sheets ---------------------------------------------------------------------------------------------------------

SHEET_NOT_EXCEL = Refusal(
    "sheet-not-excel",
    "Berkas {file} bukan Excel (.xlsx).",
    "The file {file} is not Excel (.xlsx).",
    "Simpan sebagai “Buku Kerja Excel (.xlsx)” lalu unggah lagi.",
    "Save it as “Excel workbook (.xlsx)” and upload it again.",
)
SHEET_UNSAFE = Refusal(
    "sheet-unsafe",
    "Isi berkas {file} tidak wajar (terlalu besar setelah dibuka, atau memuat makro, tautan luar, atau berkas lain).",
    "The content of {file} is not plausible (too large when opened, or it holds macros, outside links or other files).",
    "Salin datanya ke berkas .xlsx baru yang hanya berisi sel.",
    "Copy the data into a new .xlsx file that holds cells only.",
)
SHEET_TOO_LARGE = Refusal(
    "sheet-too-large",
    "Berkas {file} lebih dari {rows} baris atau {columns} kolom.",
    "The file {file} has more than {rows} rows or {columns} columns.",
    "Bagi menjadi beberapa berkas.",
    "Split it into several files.",
)
SHEET_FORMULA = Refusal(
    "sheet-formula",
    "Berkas {file} memuat rumus.",
    "The file {file} holds formulas.",
    "Salin, lalu tempel sebagai nilai.",
    "Copy, then paste as values.",
)
SHEET_UNREADABLE = Refusal(
    "sheet-unreadable",
    "Berkas {file} tidak dapat dibaca.",
    "The file {file} cannot be read.",
    "Buka di Excel, simpan ulang sebagai .xlsx, lalu unggah lagi.",
    "Open it in Excel, save it again as .xlsx, and upload it once more.",
)
CODE_AS_NUMBER = Refusal(
    "sheet-code-as-number",
    "Kode {text} tersimpan sebagai angka, nol di belakangnya bisa hilang.",
    "The code {text} is stored as a number; zeros at its end may be lost.",
    "Ubah format kolom menjadi Teks, lalu ketik ulang kodenya.",
    "Format the column as Text and type the code again.",
)
DAY_UNREADABLE = Refusal(  # a machine's file wants YYYY-MM-DD; a person writes a date as people do
    CELL_NOT_DATE.code,
    CELL_NOT_DATE.text_id,
    CELL_NOT_DATE.text_en,
    "Tulis misalnya 4 Jan 2027 atau 4/1/2027.",
    "Write for example 4 Jan 2027 or 4/1/2027 (day first).",
)
FLAG_UNREADABLE = Refusal(
    CELL_NOT_FLAG.code,
    "“{text}” bukan ya atau tidak.",
    "“{text}” is neither yes nor no.",
    "Tulis ya atau tidak.",
    "Write yes or no.",
)
TABLE_UNKNOWN = Refusal(
    "sheet-table-unknown",
    "Tabel {table} tidak dapat diisi dari Excel.",
    "The table {table} cannot be filled from Excel.",
    "Pilih salah satu: {choices}.",
    "Choose one of: {choices}.",
)
SHEET_OVERTAKEN = Refusal(
    "sheet-overtaken",
    "Datanya sudah berubah sejak pratinjau.",
    "The data has changed since the preview.",
    "Unggah berkasnya sekali lagi dan periksa pratinjaunya.",
    "Upload the file once more and check the preview.",
)
SHEET_GONE = Refusal(
    "sheet-gone",
    "Pratinjau ini sudah tidak ada.",
    "This preview is gone.",
    "Unggah berkasnya sekali lagi.",
    "Upload the file once more.",
)
NOTHING_CHOSEN = Refusal(
    "approval-nothing-chosen",
    "Belum ada baris yang dicentang.",
    "No line is ticked.",
    "Centang sedikitnya satu pesanan atau satu bengkel.",
    "Tick at least one order or one workshop.",
)
LINE_UNKNOWN = Refusal(
    "approval-line-unknown",
    "Rencana {number} tidak punya baris {code}.",
    "Plan {number} has no line {code}.",
    "Muat ulang halaman persetujuan, lalu pilih lagi.",
    "Load the approval page again and choose anew.",
)
PLAN_NOT_NEWEST = Refusal(
    "approval-plan-not-newest",
    "Rencana {number} sudah digantikan rencana {newest}.",
    "Plan {number} has been replaced by plan {newest}.",
    "Setujui dari rencana yang terbaru.",
    "Approve from the newest plan.",
)

# --- scenarios ------------------------------------------------------------------------------------------------------

NO_BASE_PLAN = Refusal(
    "what-if-no-plan",
    "Belum ada rencana yang bisa diubah.",
    "There is no plan yet that could be changed.",
    "Hitung rencana dahulu, lalu buat skenario.",
    "Compute a plan first, then make a scenario.",
)
WHAT_IF_BASE_GONE = Refusal(
    "what-if-base-gone",
    "Rencana dasar skenario ini sudah dihapus.",
    "The plan that this scenario is based on is gone.",
    "Salin skenario ini ke rencana terbaru.",
    "Copy this scenario onto the newest plan.",
)
WHAT_IF_ARCHIVED = Refusal(
    "what-if-archived",
    "Skenario ini sudah disimpan di arsip.",
    "This scenario is archived.",
    "Keluarkan dari arsip, atau salin.",
    "Take it out of the archive, or copy it.",
)
NOTHING_CHANGED = Refusal(
    "what-if-empty",
    "Skenario ini belum mengubah apa pun.",
    "This scenario changes nothing yet.",
    "Tambahkan sedikitnya satu perubahan.",
    "Add at least one change.",
)
NOTHING_TO_UNDO = Refusal(
    "what-if-nothing-to-undo",
    "Tidak ada lagi yang bisa diurungkan.",
    "There is nothing left to undo.",
    "Tambah atau hapus perubahan.",
    "Add or remove a change.",
)
NAME_MISSING = Refusal(
    "what-if-no-name",
    "Nama skenario belum diisi.",
    "The scenario has no name.",
    "Isi nama singkat, misalnya “Baja naik 20 %”.",
    "Give a short name, for example “Steel up 20 %”.",
)

# --- terms, one by one ----------------------------------------------------------------------------------------------

TERM_THERE = Refusal(
    "term-there",
    "Syarat untuk pilihan ini sudah ada.",
    "There is a term for this choice already.",
    "Buka syarat itu di daftar dan ubah di sana.",
    "Open that term in the list and change it there.",
)
TERM_CHANGED = Refusal(
    "term-changed",
    "Orang lain mengubah syarat ini sesudah Anda membukanya.",
    "Somebody else changed this term after you opened it.",
    "Lihat yang tertulis sekarang di bawah tiap isian, lalu simpan lagi bila isian Anda yang benar.",
    "Look at what it says now below each field, and save again if yours is right.",
)
TERM_GONE = Refusal(
    "term-gone",
    "Syarat ini baru saja diakhiri oleh orang lain.",
    "Somebody else has just ended this term.",
    "Pulihkan dari daftar syarat yang diakhiri, atau tambahkan yang baru.",
    "Bring it back from the list of ended terms, or add a new one.",
)
