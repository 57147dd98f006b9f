"""What is refused about the changes of a what-if, and the way out."""

from rantai.core.problems import Refusal

KIND_UNKNOWN = Refusal(
    "P301",
    "Jenis perubahan “{kind}” tidak dikenal.",
    "The kind of change “{kind}” is unknown.",
    "Pilih salah satu: {kinds}.",
    "Choose one of: {kinds}.",
)
CODE_UNKNOWN = Refusal(
    "P302",
    "Kode {code} tidak ada.",
    "There is no code {code}.",
    "Periksa ejaannya; yang mirip: {near}.",
    "Check its spelling; similar ones: {near}.",
)
SCOPE_EMPTY = Refusal(
    "P303",
    "Perubahan ini tidak mengenai apa pun: tidak ada baris yang cocok dengan {scope}.",
    "This change touches nothing: no row matches {scope}.",
    "Perluas cakupannya, atau hapus perubahan ini.",
    "Widen its scope, or remove this change.",
)
SCOPE_KEY = Refusal(
    "P304",
    "Perubahan {kind} tidak memakai {key}.",
    "The change {kind} does not use {key}.",
    "Hapus; yang bisa dipakai: {keys}.",
    "Remove it; it can use: {keys}.",
)
GOALS_WRONG = Refusal(
    "P305",
    "Urutan tujuan harus memuat {goals}, masing-masing sekali.",
    "The order of goals must hold {goals}, each once.",
    "Tulis keempatnya, yang terpenting dahulu.",
    "Write all four, the most important first.",
)
CONTRADICTION = Refusal(
    "P306",
    "Perubahan ini menetapkan hal yang sama dengan perubahan ke-{other}.",
    "This change sets the same thing as change {other}.",
    "Hapus salah satu, atau pisahkan cakupan atau tanggalnya.",
    "Remove one of them, or part their scopes or dates.",
)
PERIOD_MISSING = Refusal(
    "P307",
    "Perubahan {kind} memerlukan tanggal mulai dan tanggal akhir.",
    "The change {kind} needs a first and a last date.",
    "Isi keduanya.",
    "Give both.",
)
PERIOD_UNUSED = Refusal(
    "P308",
    "Perubahan {kind} berlaku selama seluruh rencana dan tidak memakai tanggal.",
    "The change {kind} holds for the whole plan and takes no dates.",
    "Kosongkan tanggalnya.",
    "Leave the dates out.",
)
PERIOD_TURNED = Refusal(
    "P309",
    "Berakhir {last}, sebelum mulai {first}.",
    "It ends on {last}, before it starts on {first}.",
    "Tukar atau perbaiki kedua tanggal itu.",
    "Swap or mend the two dates.",
)
PERIOD_OUTSIDE = Refusal(
    "P310",
    "Dari {first} sampai {last} tidak ada minggu rencana; rencana berjalan {start} sampai {end}.",
    "From {first} to {last} holds no week of the plan, which runs from {start} to {end}.",
    "Pilih tanggal di dalam rencana.",
    "Choose dates inside the plan.",
)
VALUE_RANGE = Refusal(
    "P311",
    "{name} {value} di luar batas {low} sampai {high}.",
    "{name} {value} is outside {low} to {high}.",
    "Beri angka dari {low} sampai {high}.",
    "Give a number from {low} to {high}.",
)
SCOPE_MISSING = Refusal(
    "P312",
    "Perubahan {kind} memerlukan {key}.",
    "The change {kind} needs {key}.",
    "Isi {key}.",
    "Give {key}.",
)
COMPONENTS_DATED = Refusal(
    "P313",
    "Penjual ini juga menjual komponen, dan harga komponen tidak bertanggal.",
    "This seller also sells components, and their prices carry no dates.",
    "Batasi ke baja (mutu, bahan, atau bentuk), atau kosongkan tanggalnya.",
    "Narrow it to steel (grade, material or form), or leave the dates out.",
)
LESS_THAN_ONE = Refusal(
    "P314",
    "{mass_g} g kurang dari satu {format} ({piece_g} g).",
    "{mass_g} g is less than one {format} ({piece_g} g).",
    "Beri massa sedikitnya satu lembar atau batang, atau 0.",
    "Give the mass of at least one sheet or bar, or 0.",
)
VOLUME_TWICE = Refusal(
    "P315",
    "Skenario {scenario} sudah menetapkan volume program.",
    "The scenario {scenario} sets the programme's volume already.",
    "Hapus perubahan ini, atau jalankan tanpa --scenario.",
    "Remove this change, or run without --scenario.",
)
OTHER_HORIZON = Refusal(
    "P316",
    "Kedua rencana tidak memandang minggu yang sama ({before} dan {after}).",
    "The two plans do not look at the same weeks ({before} and {after}).",
    "Bandingkan rencana dengan tanggal mulai dan jumlah minggu yang sama.",
    "Compare plans with the same start and number of weeks.",
)
NO_FIGURES = Refusal(
    "P317",
    "summary.json rencana ini tidak memuat angka pembanding.",
    "The summary.json of this plan holds no figures to compare.",
    "Hitung rencana itu sekali lagi dengan versi ini.",
    "Compute that plan once more with this version.",
)
NO_SUMMARY = Refusal(
    "P318",
    "Di {folder} tidak ada summary.json yang terbaca.",
    "There is no readable summary.json in {folder}.",
    "Beri folder yang ditulis `rantai plan run`.",
    "Name a folder that `rantai plan run` wrote.",
)
