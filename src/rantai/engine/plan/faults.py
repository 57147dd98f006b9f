"""What a stranger may find wrong with a plan, in Indonesian and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# code: (Indonesian, English); {…} are the values of a fault
SENTENCES = {
    "not_proven": (
        "Disebut terbaik, padahal baru terbukti sampai {got} dari {want}.",
        "Called optimal, but proven only to {got} of {want}.",
    ),
    "peg_differs": (
        "Kaitan tercatat {got} (buah, gram), seharusnya {want}.",
        "The link carries {got} (pieces, grams), should carry {want}.",
    ),
    "unknown_code": ("{column}: kode {text} tidak ada.", "{column}: the code {text} does not exist."),
    "out_of_horizon": ("{column} = {week} di luar rencana.", "{column} = {week} lies outside the plan."),
    "not_covered": (
        "Menerima {got} potong {item}, seharusnya {want}.",
        "Gets {got} pieces of {item}, should get {want}.",
    ),
    "gives_too_much": ("Memberi {got}, padahal hanya ada {want}.", "Gives {got} but has only {want}."),
    "wrong_item": (
        "Memberi {item}, yang tidak diperlukan {consumer}.",
        "Gives {item}, which {consumer} does not need.",
    ),
    "lot_of_others": ("Milik {owner}, tetapi dipakai untuk {consumer}.", "Owned by {owner} but used for {consumer}."),
    "order_sum": (
        "Dibuat {made} + dibeli {bought} + kurang {short}, seharusnya {want}.",
        "{made} made + {bought} bought + {short} short, should be {want}.",
    ),
    "order_weeks": ("{column} = {got}, seharusnya {want}.", "{column} = {got}, should be {want}."),
    "no_capability": ("{maker} tidak bisa membuat {item}.", "{maker} cannot make {item}."),
    "wrong_figure": ("{column} = {got}, seharusnya {want}.", "{column} = {got}, should be {want}."),
    "starts_too_early": (
        "Bahan diperlukan sebelum minggu {week}, sebelum rencana mulai.",
        "Material is needed before week {week}, before the plan starts.",
    ),
    "share_exceeded": (
        "Mendapat {got} dari {item}, paling banyak {want}.",
        "Gets {got} of {item}, at most {want}.",
    ),
    "trial_exceeded": (
        "Dalam masa coba membuat {got} potong {item}, paling banyak {want}.",
        "On trial it makes {got} pieces of {item}, {want} at most.",
    ),
    "without_score": (
        "Membuat {item} tanpa nilai, padahal barang itu meminta nilai.",
        "Makes {item} without a score, which the item asks for.",
    ),
    "score_too_low": (
        "Membuat {item} dengan {column} {got}, sedikitnya {want}.",
        "Makes {item} with {column} {got}, at least {want}.",
    ),
    "source_exceeded": (
        "Memberi {got} dari {item}, satu sumber paling banyak {want}.",
        "Gives {got} of {item}, one source {want} at most.",
    ),
    "customer_exceeded": (
        "Bekerja {got} ms untuk {consumer}, paling banyak {want} ms untuk satu pelanggan.",
        "Works {got} ms for {consumer}, {want} ms at most for one customer.",
    ),
    "journey_differs": (
        "Perjalanan tercatat {got}, hitung ulang {want}.",
        "{got} journeys recorded, recounted {want}.",
    ),
    "without_tool": ("Membuat {item} tanpa alat khususnya.", "Makes {item} without its tool."),
    "overtime_not_allowed": (
        "Minggu {week}: lembur {got} menit, yang boleh {want}.",
        "Week {week}: {got} minutes of overtime, {want} allowed.",
    ),
    "capacity_exceeded": (
        "Minggu {week}: kerja {got} ms, kapasitas {want} ms.",
        "Week {week}: {got} ms of work, {want} ms of capacity.",
    ),
    "load_differs": (
        "Minggu {week}: beban tercatat {got} menit, hitung ulang {want}.",
        "Week {week}: {got} minutes of load recorded, recounted {want}.",
    ),
    "part_not_ready": (
        "Minggu {week}: memerlukan {want} potong {item}, siap {got}.",
        "Week {week}: needs {want} pieces of {item}, {got} are ready.",
    ),
    "no_item_offer": ("{supplier} tidak menjual {item}.", "{supplier} does not sell {item}."),
    "blanks_differ": ("Mendapat {got} potongan, perlu {want}.", "Gets {got} blanks, needs {want}."),
    "blank_of_others": ("Potongan untuk {item} tidak ada di pola ini.", "No blank for {item} is on this pattern."),
    "wrong_material": ("{item} tidak dibuat dari {material}.", "{item} is not made of {material}."),
    "cut_too_late": (
        "Dipotong untuk minggu {got}, diperlukan sebelum minggu {want}.",
        "Cut for week {got}, needed before week {want}.",
    ),
    "blank_size": ("Potongan {piece} bukan ukuran {item}.", "Blank {piece} is not the size of {item}."),
    "against_grain": (
        "Potongan {piece} untuk {item} tidak boleh diputar.",
        "Blank {piece} for {item} may not be turned.",
    ),
    "outside_stock": ("Potongan {piece} keluar dari bahan.", "Blank {piece} lies outside the trimmed stock."),
    "too_close": ("Potongan berimpit atau kurang dari celah gergaji.", "Blanks overlap or lie closer than the kerf."),
    "not_guillotine": (
        "Tidak bisa dipotong lurus dari tepi ke tepi dalam {stages} tahap.",
        "Cannot be cut from edge to edge in {stages} stages.",
    ),
    "steel_differs": ("Mendapat baja {got}, perlu {want}.", "Gets {got} of steel, needs {want}."),
    "steel_late": (
        "Baja {source} tiba minggu {got}, diperlukan sebelum minggu {want}.",
        "Steel {source} arrives in week {got}, needed before week {want}.",
    ),
    "steel_elsewhere": ("Baja {source} ada di {got}, bukan di {want}.", "Steel {source} lies at {got}, not at {want}."),
    "least_order": ("Dipesan {got} g, sedikitnya {want} g.", "{got} g ordered, at least {want} g."),
    "not_a_multiple": ("{got} bukan kelipatan {want}.", "{got} is no multiple of {want}."),
    "coil_masses": (
        "{pieces} koil tidak mungkin {got} g ({low}–{high} g per koil).",
        "{pieces} coils cannot be {got} g ({low} to {high} g each).",
    ),
    "not_valid_then": ("Penawaran tidak berlaku pada {day}.", "The offer does not hold on {day}."),
    "transfer_differs": (
        "Dikirim {got} g, padahal di sana dipakai {want} g.",
        "{got} g are sent, {want} g are used there.",
    ),
    "no_road": ("Tidak ada jalan dari {first} ke {last}.", "There is no way from {first} to {last}."),
    "sent_too_early": (
        "Dikirim di minggu {got}, baru ada di minggu {want}.",
        "Sent in week {got}, there only from week {want} on.",
    ),
    "order_untold": ("Pesanan utuh atau muatan ini tidak cocok.", "This whole order or load has no match."),
    "trucks_differ": ("{got} truk, seharusnya {want}.", "{got} trucks, should be {want}."),
    "over_credit": ("Utang {got}, paling banyak {want}.", "{got} owed, at most {want}."),
    "over_budget": ("Dibelanjakan {got}, yang tersedia {want}.", "{got} spent, {want} at hand."),
    "not_split": ("Pesanan dipakai {got}, dibayar oleh {want}.", "Used by {got}, paid by {want}."),
    "shares_differ": ("Bagian berjumlah {got}, seharusnya {want}.", "The shares come to {got}, should be {want}."),
    "above_alone": (
        "{payer} membayar {got}, sendiri hanya {want}.",
        "{payer} pays {got}, alone only {want}.",
    ),
    "group_above": (
        "Sebuah kelompok membayar {got} lebih daripada sendiri, tercatat paling banyak {want}.",
        "A group pays {got} more than alone, recorded at most {want}.",
    ),
    "not_shared": (
        "Baja kurang: dibagi untuk {got}, yang memerlukan {want}.",
        "Steel is short: shared among {got}, needed by {want}.",
    ),
    "unfair_share": (
        "Mendapat {got} g, pembagian menurut kebutuhan pasti memberi {want} g.",
        "Gets {got} g, sharing by firm need gives {want} g.",
    ),
    "share_passed": (
        "Membuat barang dari {got} g, bagiannya {want} g.",
        "Makes parts of {got} g, its share is {want} g.",
    ),
    "promise_differs": (
        "{column}: dijanjikan {got}, hitung ulang {want}.",
        "{column}: {got} promised, recounted {want}.",
    ),
    "no_reason": ("{kind} tanpa alasan.", "{kind} without a reason."),
    "bound_above": ("Batas {got} di atas hasil {want}.", "The bound {got} is above the result {want}."),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: a stable code, the place in the plan, and the values that its sentences name."""

    code: str
    table: str
    place: str
    values: tuple[tuple[str, Any], ...] = ()

    def text(self, language: str) -> str:
        """What is wrong, in `language` ("id" or "en")."""
        return SENTENCES[self.code][0 if language == "id" else 1].format(**dict(self.values))

    def as_dict(self) -> dict[str, Any]:
        """The fault as plain data, for JSON."""
        texts = {language: self.text(language) for language in ("id", "en")}
        return {"code": self.code, "table": self.table, "place": self.place, "text": texts}


def fault(code: str, table: str, place: str, **values: Any) -> Fault:
    """A fault at one place of one table."""
    return Fault(code, table, place, tuple(values.items()))


def differing(*, ledger_row: Mapping[str, Any], table: str, code: str, want: Mapping[str, Any]) -> Iterator[Fault]:
    """A fault for each column that is not what it should be."""
    for column, value in want.items():
        if ledger_row[column] != value:
            yield fault("wrong_figure", table, code, column=column, got=ledger_row[column], want=value)
