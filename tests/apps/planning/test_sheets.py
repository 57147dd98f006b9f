"""Excel in: everything wrong at once, the change shown before it is made, and bombs that hurt nobody."""

import io
import zipfile
from collections.abc import Sequence
from datetime import date

import pytest
import xlsxwriter
from django.utils import translation

from rantai.apps.audit.actions import SYSTEM, Author
from rantai.apps.audit.models import AuditEntry
from rantai.apps.demand.models import DemandLine
from rantai.apps.planning.sheets import SheetPreview, commit_sheet, preview_sheet, sheet_tables, sheet_template
from rantai.apps.planning.snapshot import snapshot
from rantai.core.problems import InvalidInput
from tests.apps.planning.worlds import AT, one_bar

pytestmark = pytest.mark.django_db

HEADING = (
    *("Line code", "Kind", "Item code", "Customer code", "Place code", "Due date", "Quantity (pieces)"),
    *("Priority (1 goes first)", "Firmness"),
)
KLATEN = ("D-1", "programme", "GEROBAK", "PEMESAN", "33.10", date(2027, 2, 19), 10, 1, "firm")


def line(**other: object) -> tuple[object, ...]:
    """Klaten's line, with other values by heading."""
    return tuple(other.get(name.split(" ")[0], value) for name, value in zip(HEADING, KLATEN, strict=True))


def xlsx(*rows: Sequence[object], heading: Sequence[str] = HEADING) -> bytes:
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as book:
        page = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for number, row in enumerate([heading, *rows]):
            for place, value in enumerate(row):
                page.write_datetime(number, place, value, day) if isinstance(value, date) else page.write(
                    number, place, value
                )
    return memory.getvalue()


def preview(programme: int, content: bytes, table: str = "demand") -> SheetPreview:
    return preview_sheet(
        table_name=table, file_name="isi.xlsx", content=content, programme_id=programme, by=SYSTEM, at=AT
    )


def found(seen: SheetPreview) -> set[tuple[str, int | None]]:
    return {(problem.code, problem.where.row) for problem in seen.problems}


def test_a_preview_changes_nothing_and_the_commit_does_what_it_showed() -> None:
    programme = one_bar()
    seen = preview(programme, xlsx(line(Quantity="1.500"), line(Line="D-2", Due="31/01/2027")))
    assert (seen.problems, seen.counts) == ((), {"added": 1, "changed": 1, "removed": 0, "same": 0})
    assert seen.changed[0][1]["quantity_pieces"] == 1500
    assert snapshot(programme).demand.quantity_pieces.tolist() == [10]
    assert seen.draft_id is not None
    commit_sheet(draft_id=seen.draft_id, by=SYSTEM, at=AT)
    assert snapshot(programme).demand.quantity_pieces.tolist() == [1500, 10]
    assert AuditEntry.objects.filter(verb="import", noun="demand").count() == 1
    with pytest.raises(InvalidInput):
        commit_sheet(draft_id=seen.draft_id, by=SYSTEM, at=AT)


def test_everything_wrong_is_said_at_once_with_its_line() -> None:
    seen = preview(
        one_bar(),
        xlsx(
            line(Quantity="banyak"),
            line(Line="D-2", Quantity=1.5),
            line(Line="D-3", Due="kemarin"),
            line(Line="D-4", Kind="mimpi"),
            line(Line="D-5", Priority=12),
            line(Line="D-6", Quantity=""),
        ),
    )
    assert found(seen) == {("N002", 2), ("N003", 3), ("T113", 4), ("T115", 5), ("N006", 6), ("T110", 7)}
    assert seen.draft_id is None


def test_unknown_codes_are_said_together_with_unreadable_cells() -> None:
    seen = preview(one_bar(), xlsx(line(Line="D-2", Item="NAGA", Quantity="banyak"), line(Line="D-3", Quantity="")))
    assert found(seen) == {("T121", 2), ("N002", 2), ("T110", 3)}


def test_a_sheet_takes_no_more_than_the_form_does() -> None:
    programme = one_bar()
    assert preview(programme, xlsx(line(Quantity=10_000_000))).problems == ()
    (problem,) = preview(programme, xlsx(line(Quantity=10**12))).problems
    assert (problem.code, problem.where.row) == ("N006", 2)
    assert "1 sampai 10.000.000" in problem.text("id")
    heading = ("offer_code", "from_g", "price_idr_t")
    seen = preview(programme, xlsx(("DISTRIBUTOR-16", 0, 10**13), heading=heading), "offer_tiers")
    assert found(seen) == {("N006", 2)}


def test_an_empty_cell_and_a_wrong_choice_are_answered_in_the_readers_words() -> None:
    with translation.override("id"):
        seen = preview(one_bar(), xlsx(line(Quantity="", Due="kemarin", Kind="mimpi")))
    told = " ".join(f"{problem.text('id')} {problem.way_out('id')}" for problem in seen.problems)
    assert "bilangan bulat dari 1 sampai 10.000.000" in told
    assert "4 Jan 2027" in told
    assert "programme" not in told
    assert "2027-01-04" not in told


def test_a_day_before_the_start_is_told_as_people_write_days() -> None:
    with translation.override("id"):
        (problem,) = preview(one_bar(), xlsx(line(Line="D-2", Due="1 Agustus 2026"))).problems
    assert "1 Agu 2026" in problem.text("id")


def test_unknown_codes_doubled_lines_and_days_before_the_start_are_found() -> None:
    programme = one_bar()
    assert found(preview(programme, xlsx(line(), line()))) == {("T120", 3)}
    assert found(preview(programme, xlsx(line(Item="NAGA"), line(Line="D-2", Place="99.99")))) == {
        ("T121", 2),
        ("T121", 3),
    }
    early = preview(programme, xlsx(line(Line="D-2", Due=date(2026, 1, 1))))
    assert [problem.where.row for problem in early.problems] == [2]


def test_a_code_that_excel_made_a_number_is_not_guessed() -> None:
    assert found(preview(one_bar(), xlsx(line(Place=33.1)))) == {("sheet-code-as-number", 2)}


def test_headings_are_known_in_both_languages_and_by_the_tables_own_names() -> None:
    programme = one_bar()
    own = [column for column in preview(programme, xlsx(line())).columns if column != "material_owner_code"]
    assert preview(programme, xlsx(line(), heading=own)).problems == ()
    missing = preview(programme, xlsx(line()[:-1], heading=HEADING[:-1]))
    assert found(missing) == {("T105", 1)}
    assert found(preview(programme, xlsx((*line(), 1), heading=(*HEADING, "Warna")))) == {("T106", 1)}


def test_the_template_comes_back_unchanged_in_every_table() -> None:
    programme = one_bar()
    for table in sheet_tables():
        with translation.override("id"):
            content = sheet_template(table, programme_id=programme)
        seen = preview(programme, content, table)
        assert (table, [str(problem) for problem in seen.problems]) == (table, [])
        assert (seen.added, seen.changed, seen.removed) == ((), (), ())


def test_rows_of_a_parent_that_the_sheet_leaves_out_go() -> None:
    programme = one_bar()
    heading = ("offer_code", "from_g", "price_idr_t")
    seen = preview(programme, xlsx(("DISTRIBUTOR-16", 18940, 13_400_000), heading=heading), "offer_tiers")
    assert seen.counts == {"added": 0, "changed": 1, "removed": 1, "same": 0}


def test_a_preview_that_was_overtaken_is_refused() -> None:
    programme = one_bar()
    seen = preview(programme, xlsx(line(Quantity=50)))
    DemandLine.objects.update(quantity_pieces=70)
    assert seen.draft_id is not None
    with pytest.raises(InvalidInput) as refused:
        commit_sheet(draft_id=seen.draft_id, by=SYSTEM, at=AT)
    assert [problem.code for problem in refused.value.problems] == ["sheet-overtaken"]
    assert DemandLine.objects.get().quantity_pieces == 70


def test_a_draft_of_somebody_else_is_as_good_as_gone() -> None:
    programme = one_bar()
    seen = preview(programme, xlsx(line(Quantity=50)))
    assert seen.draft_id is not None
    with pytest.raises(InvalidInput) as refused:
        commit_sheet(draft_id=seen.draft_id, by=Author(None, 4711, ""), at=AT)
    assert [problem.code for problem in refused.value.problems] == ["sheet-gone"]


# --- files that are not what they seem ------------------------------------------------------------------------------


def repacked(content: bytes, extra: dict[str, bytes]) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, extra.pop(name, None) or old.read(name))
        for name, data in extra.items():
            new.writestr(name, data)
    return memory.getvalue()


def test_a_formula_is_refused() -> None:
    assert found(preview(one_bar(), xlsx(line(Quantity="=1+1")))) == {("sheet-formula", None)}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("xl/vbaProject.bin", b"macro"),
        ("../../etc/passwd", b"climbing"),
        ("inner.zip", b"nested"),
        ("xl/macrosheets/sheet1.xml", b"<old macros/>"),
        ("xl/externalLinks/externalLink1.xml", b"<link/>"),
        ("xl/embeddings/oleObject1.bin", b"embedded"),
        ("xl/embeddings/other.docx", b"embedded"),
        ("xl/printerSettings/vbaProject.bin", b"macro in disguise"),
        ("xl/worksheets/sheet1.xml", b" " * 60_000_000),
    ],
)
def test_a_file_with_odd_content_is_refused_before_it_is_unpacked(name: str, data: bytes) -> None:
    assert found(preview(one_bar(), repacked(xlsx(line()), {name: data}))) == {("sheet-unsafe", None)}


def test_what_excel_remembers_of_a_printer_is_no_macro() -> None:
    printed = repacked(xlsx(line()), {"xl/printerSettings/printerSettings1.bin": b"\0" * 200})
    assert preview(one_bar(), printed).problems == ()


@pytest.mark.parametrize("content", [b"", b"kode;jumlah\n", b"PK\x03\x04 cut off"])
def test_what_is_not_excel_is_refused(content: bytes) -> None:
    assert found(preview(one_bar(), content)) == {("sheet-not-excel", None)}


def test_a_broken_sheet_inside_is_refused() -> None:
    broken = repacked(xlsx(line()), {"xl/workbook.xml": b"<not xml"})
    assert found(preview(one_bar(), broken)) == {("sheet-unreadable", None)}


def test_a_table_that_nobody_fills_from_excel_is_refused() -> None:
    with pytest.raises(InvalidInput):
        preview(one_bar(), xlsx(line()), "pegs")
