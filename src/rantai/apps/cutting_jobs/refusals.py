"""What cutting jobs refuse, with the way out."""

from rantai.core.problems import InvalidInput, Problem, Refusal, Where

NAME_EMPTY = Refusal(
    "cut-name-empty",
    "Daftar potong belum diberi nama.",
    "The cutting list has no name.",
    "Tulis nama yang dikenali regu, misalnya “Bak muatan, minggu 12”.",
    "Give a name that the crew recognises, such as “Load beds, week 12”.",
)
NOTHING_TO_CUT = Refusal(
    "cut-nothing-wanted",
    "Daftar ini belum berisi potongan.",
    "This list has no pieces yet.",
    "Tempel daftar dari Excel, atau ketik ukurannya.",
    "Paste a list from Excel, or type the sizes.",
)
NO_STOCK = Refusal(
    "cut-no-stock",
    "Belum ada bahan untuk dipotong.",
    "There is no stock to cut from.",
    "Pilih ukuran yang dijual, lembar atau batang di gudang, atau ketik ukurannya.",
    "Choose sizes that are sold, pieces in the store, or type a size.",
)
TOO_MANY_ROWS = Refusal(
    "cut-too-many-rows",
    "Daftar berisi {rows} baris; paling banyak {most}.",
    "The list has {rows} rows; at most {most}.",
    "Bagi daftar menjadi beberapa pekerjaan.",
    "Split the list into several jobs.",
)
COLUMN_NOT_FOUND = Refusal(
    "cut-column-missing",
    "Kolom {column} belum ditunjuk.",
    "No column is marked as {column}.",
    "Pilih kolom mana yang berisi {column}.",
    "Choose which column holds the {column}.",
)
COLUMN_TWICE = Refusal(
    "cut-column-twice",
    "{column} ditunjuk pada lebih dari satu kolom.",
    "{column} is marked on more than one column.",
    "Biarkan satu kolom saja; kosongkan yang lain.",
    "Leave one column only; clear the others.",
)
MARK_TWICE = Refusal(
    "cut-mark-twice",
    "Tanda “{code}” sudah dipakai di baris {first}.",
    "The mark “{code}” is used in row {first} already.",
    "Beri setiap ukuran tanda sendiri, atau kosongkan kolom tanda.",
    "Give each size a mark of its own, or leave the marks empty.",
)
TEXT_LONG = Refusal(
    "cut-text-long",
    "“{text}…” terlalu panjang ({signs} tanda).",
    "“{text}…” is too long ({signs} signs).",
    "Tulis paling banyak {most} tanda.",
    "Write at most {most} signs.",
)
DAY_UNREADABLE = Refusal(
    "cut-day-unreadable",
    "“{text}” bukan tanggal.",
    "“{text}” is not a day.",
    "Tulis seperti 21/11/2026 atau 2026-11-21.",
    "Write it like 21/11/2026 or 2026-11-21.",
)
TURN_UNREADABLE = Refusal(
    "cut-turn-unreadable",
    "“{text}” bukan ya atau tidak.",
    "“{text}” is not yes or no.",
    "Tulis ya bila potongan boleh diputar, tidak bila arah seratnya tetap.",
    "Write yes when the piece may be turned, no when its grain is fixed.",
)
FILE_UNREADABLE = Refusal(
    "cut-file-unreadable",
    "{file} tidak dapat dibaca.",
    "{file} cannot be read.",
    "Simpan sebagai .xlsx atau .csv, lalu kirim lagi; atau salin barisnya dan tempel.",
    "Save it as .xlsx or .csv and send it again; or copy the rows and paste them.",
)
LIST_LONG = Refusal(
    "cut-list-long",
    "Daftar terlalu panjang: {signs} tanda, paling banyak {most}.",
    "The list is too long: {signs} signs, at most {most}.",
    "Sisakan kolom yang perlu saja (ukuran, jumlah, nama, pemilik), atau bagi daftarnya.",
    "Keep only the columns that matter (sizes, quantity, name, owner), or split the list.",
)
LIST_EMPTY = Refusal(
    "cut-list-empty",
    "Tidak ada baris yang dapat dibaca.",
    "There is no row to read.",
    "Tempel baris dari Excel, atau pilih berkasnya.",
    "Paste rows from Excel, or choose the file.",
)
SIZE_TYPED = Refusal(
    "cut-size-empty",
    "Ukuran bahan belum lengkap.",
    "The size of the stock is not complete.",
    "Isi panjang, dan lebar untuk lembar; koil memerlukan lebar.",
    "Give the length, and the width of a sheet; a coil needs its width.",
)
CODE_TAKEN = Refusal(
    "cut-code-taken",
    "Kode “{code}” sudah dipakai dalam daftar ini.",
    "The code “{code}” is used in this list already.",
    "Pilih kode lain.",
    "Choose another code.",
)
LOT_NOT_THERE = Refusal(
    "cut-lot-short",
    "Lot {lot}: rencana memakai {needed} buah, yang masih bebas {free}.",
    "Lot {lot}: the plan takes {needed} pieces, {free} are still free.",
    "Hitung ulang dengan stok sekarang, atau jangan pakai lot ini.",
    "Solve again with the stock of now, or leave this lot out.",
)
NOT_READY = Refusal(
    "cut-plan-not-ready",
    "Rencana {number} belum selesai dihitung.",
    "Plan {number} has not been computed.",
    "Tunggu sampai selesai, atau hitung ulang.",
    "Wait until it is done, or solve again.",
)
OUTDATED = Refusal(
    "cut-plan-outdated",
    "Daftar berubah sesudah rencana {number} dihitung.",
    "The list has changed since plan {number} was computed.",
    "Hitung ulang, lalu setujui rencana yang baru.",
    "Solve again, then approve the new plan.",
)
PATTERN_LOST = Refusal(
    "cut-pattern-lost",
    "Pola {pattern} tidak dapat dipertahankan: bahannya tidak dipakai lagi, atau potongannya berubah.",
    "Pattern {pattern} cannot be kept: its stock is left out, or its pieces have changed.",
    "Hapus tanda pada pola itu, atau pakai lagi bahannya.",
    "Clear the mark at that pattern, or use its stock again.",
)
ALREADY_APPROVED = Refusal(
    "cut-already-approved",
    "Rencana {number} dari daftar ini sudah disetujui.",
    "Plan {number} of this list has been approved.",
    "Batalkan persetujuan itu lebih dahulu; bahannya akan bebas lagi.",
    "Take that approval back first; its steel becomes free again.",
)
NOT_APPROVED = Refusal(
    "cut-not-approved",
    "Rencana {number} tidak sedang disetujui.",
    "Plan {number} is not approved.",
    "Setujui rencananya lebih dahulu.",
    "Approve the plan first.",
)
CUTTING_BEGUN = Refusal(
    "cut-begun",
    "{done} lembar atau batang dari rencana {number} sudah dipotong.",
    "{done} pieces of stock of plan {number} have been cut.",
    "Hapus dahulu tanda “sudah dipotong” bila keliru.",
    "Clear the marks “cut” first if they are wrong.",
)
WEIGHT_ODD = Refusal(
    "cut-weight-odd",
    "Yang ditimbang berbeda {difference_kg} kg dari {taken_kg} kg yang dipotong.",
    "What was weighed is {difference_kg} kg away from the {taken_kg} kg that were cut.",
    "Periksa koma dan timbangannya. Bila memang benar, centang “berat ini sudah diperiksa”.",
    "Check the comma and the scale. If it is right, tick “this weight has been checked”.",
)
MORE_THAN_PLANNED = Refusal(
    "cut-more-than-planned",
    "Pola {pattern} direncanakan {count} kali, bukan {done}.",
    "Pattern {pattern} is planned {count} times, not {done}.",
    "Isi angka dari 0 sampai {count}.",
    "Give a number from 0 to {count}.",
)
JOB_CLOSED = Refusal(
    "cut-job-closed",
    "Daftar ini sudah disetujui; isi, bahan, dan aturannya tidak berubah lagi.",
    "This list has been approved; its pieces, stock and settings do not change any more.",
    "Batalkan persetujuannya lebih dahulu.",
    "Take the approval back first.",
)
BUSY = Refusal(
    "cut-busy",
    "{running} rencana lain sedang dihitung.",
    "{running} other plans are being computed.",
    "Tunggu beberapa detik; rencana ini menyusul.",
    "Wait some seconds; this plan will follow.",
)
ENGINE_STOPPED = Refusal(
    "cut-engine-stopped",
    "Perhitungan berhenti sebelum selesai.",
    "The computation stopped before its end.",
    "Coba lagi; bila terulang, bagi daftar menjadi dua.",
    "Try again; if it happens again, split the list in two.",
)
PLAN_UNSOUND = Refusal(
    "cut-plan-unsound",
    "Rencana yang dihitung tidak lolos pemeriksaan dan tidak dipakai.",
    "The plan that was computed did not stand up to its check and is not used.",
    "Ubah aturan potong atau bahannya, lalu hitung ulang; laporkan daftar ini kepada pengelola.",
    "Change the cutting rules or the stock and compute again; report this list to the administrator.",
)
SETTING_UNKNOWN = Refusal(
    "cut-setting-unknown",
    "“{text}” bukan pilihan untuk {setting}.",
    "“{text}” is no choice for {setting}.",
    "Pilih salah satu: {choices}.",
    "Choose one of: {choices}.",
)


def refuse(refusal: Refusal, column: str = "", **values: object) -> InvalidInput:
    """The exception to raise for one refusal; `column` names the field on the form."""
    return InvalidInput([Problem(refusal, Where(column=column), values)])
