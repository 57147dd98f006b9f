"""Heats and their limits: what is inside, what is outside, what nobody can say; and what a file may hold."""

import zlib
from pathlib import Path

import pytest

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.certificates import actions, queries, scans, sheet
from rantai.apps.certificates.models import Certificate, Heat
from rantai.apps.certificates.properties import PROPERTIES
from rantai.apps.certificates.verdicts import judge, limits
from rantai.core.problems import InvalidInput
from tests.apps.drawings.files import JPEG
from tests.cast import SmallSentra
from tests.web.certificates.world import AT, PDF, VALUES, given, kept_heat, record


def verdicts(grade: str, thickness_um: int, **values: int) -> dict[str, str]:
    return {one.property.code: one.verdict for one in judge(grade, thickness_um, values)}


@pytest.mark.parametrize(
    ("thickness_um", "yield_kpa", "verdict"),
    [
        (16_000, 245_000, "passed"),  # the limit itself is inside
        (16_000, 244_999, "outside"),
        (16_001, 244_999, "passed"),  # thicker than 16 mm: 235
        (40_000, 234_000, "outside"),
        (40_001, 215_000, "passed"),
        (0, 400_000, "not_assessed"),  # the thickness is unknown, so is the limit
    ],
)
def test_a_yield_strength_is_judged_by_thickness(thickness_um: int, yield_kpa: int, verdict: str) -> None:
    assert verdicts("SS400", thickness_um, yield_strength=yield_kpa) == {"yield_strength": verdict}


def test_a_value_without_a_limit_is_never_passed() -> None:
    assert verdicts("SS400", 4_500, chem_c=1_600) == {"chem_c": "not_assessed"}
    assert verdicts("SPCC", 1_000, tensile_strength=300_000) == {"tensile_strength": "not_assessed"}
    every = {code: 1 for code in PROPERTIES}
    assert set(verdicts("BAJA-LAIN", 4_500, **every).values()) == {"not_assessed"}
    assert verdicts("SAPH440", 20_000, yield_strength=500_000) == {"yield_strength": "not_assessed"}  # beyond 14 mm


def test_limits_have_both_ends() -> None:
    assert verdicts("S45C", 0, chem_c=4_199)["chem_c"] == "outside"
    assert verdicts("S45C", 0, chem_c=4_200)["chem_c"] == verdicts("S45C", 0, chem_c=4_800)["chem_c"] == "passed"
    assert verdicts("S45C", 0, chem_c=4_801)["chem_c"] == "outside"


def test_the_table_of_limits_is_sound() -> None:
    for one in limits():
        assert one.property_code in PROPERTIES and one.source.startswith("http")
        assert (one.low is not None) or (one.high is not None)
        assert one.low is None or one.high is None or one.low < one.high
    for one in limits():
        same = [
            two for two in limits() if (two.grade, two.property_code) == (one.grade, one.property_code) and two != one
        ]
        assert not any(two.covers(one.from_um) for two in same), one


def test_a_heat_with_the_same_values_is_the_same_heat(small_sentra: SmallSentra) -> None:
    first = record(small_sentra, given(small_sentra))
    again = record(small_sentra, given(small_sentra, number="MTC-2", values={**VALUES, "elongation": 250_000}))
    assert first == again
    row = queries.heats(small_sentra.organisations["centre"])[0]
    assert (row.numbers, row.values, row.outside, row.not_assessed) == ("MTC-1, MTC-2", 5, 0, 1)


def test_a_heat_with_other_values_is_refused_with_both(small_sentra: SmallSentra) -> None:
    record(small_sentra, given(small_sentra))
    other = given(small_sentra, number="MTC-9", grade="SPHC", values={**VALUES, "chem_c": 1_700, "chem_p": 210})
    with pytest.raises(InvalidInput) as refused:
        record(small_sentra, given(small_sentra, heat="H-2"), other)
    assert [one.code for one in refused.value.problems] == ["heat-differs"] * 3
    told = " ".join(one.text("en") for one in refused.value.problems)
    assert "C 0.16 %, not 0.17 %" in told and "P 0.02 %, not 0.021 %" in told and "SS400, not SPHC" in told
    assert Heat.objects.count() == 1  # nothing half done: neither the second heat nor its certificate
    assert Certificate.objects.count() == 1


def test_the_same_number_of_another_supplier_is_another_heat(small_sentra: SmallSentra) -> None:
    other = given(small_sentra, supplier_id=small_sentra.organisations["buyer"], values={"chem_c": 900})
    assert len(set(record(small_sentra, given(small_sentra), other))) == 2


def test_every_problem_is_told_at_once(small_sentra: SmallSentra) -> None:
    wrong = [
        given(small_sentra, kind="4.1", heat="", row=2),
        given(small_sentra, values={}, heat="H" * 81, row=3),
        given(small_sentra, values={"chem_c": 600_000, "chem_mn": 600_000}, row=4),
        given(small_sentra, values={"tensile_strength": 43_000_000}, row=5),
    ]
    with pytest.raises(InvalidInput) as refused:
        record(small_sentra, *wrong)
    assert {(one.where.row, one.code) for one in refused.value.problems} == {
        (2, "certificate-type-unknown"),
        (2, "certificate-cell-empty"),
        (3, "certificate-cell-long"),
        (3, "heat-without-values"),
        (4, "heat-chemistry-beyond"),
        (5, "heat-value-beyond"),
    }


@pytest.mark.parametrize(
    ("kind", "needs", "reason"),
    [("3.1", "3.1", ""), ("3.2", "3.1", ""), ("2.2", "3.1", "weaker"), ("3.1", "2.1", "")],
)
def test_a_piece_is_certified_by_its_heat(small_sentra: SmallSentra, kind: str, needs: str, reason: str) -> None:
    record(small_sentra, given(small_sentra, kind=kind))
    found = queries.certification(small_sentra.organisations["centre"], "H-1", needs=needs)
    assert (found.is_certified, found.reason) == (not reason, reason)


def test_what_proves_nothing_is_not_certified(small_sentra: SmallSentra) -> None:
    centre, mill = small_sentra.organisations["centre"], small_sentra.organisations["mill"]
    record(small_sentra, given(small_sentra))
    record(small_sentra, given(small_sentra, heat="H-2", values={"yield_strength": 100_000}))
    ask = queries.certification
    assert ask(centre, "", needs="3.1").reason == "no_heat"
    assert ask(centre, "H-9", needs="3.1").reason == "unknown"
    assert ask(centre, "H-2", needs="3.1").reason == "outside"
    assert ask(small_sentra.organisations["consortium"], "H-1", needs="3.1").reason == "unknown"
    record(small_sentra, given(small_sentra, supplier_id=small_sentra.organisations["buyer"]))
    assert ask(centre, "H-1", needs="3.1").reason == "ambiguous"
    assert ask(centre, "H-1", needs="3.1", supplier_id=mill).is_certified
    with pytest.raises(ValueError, match="not in tuple"):
        ask(centre, "H-1", needs="4.1")


def test_a_revoked_link_is_as_missing_as_one_that_never_was(small_sentra: SmallSentra) -> None:
    heat, file, token = kept_heat(small_sentra)
    assert actions.open_link(heat_id=heat, by=SYSTEM, at=AT) == token
    shown = queries.public_heat(token)
    assert shown is not None and shown.heat == "H-1" and queries.public_file(token, file) is not None
    actions.revoke_link(heat_id=heat, by=SYSTEM, at=AT)
    assert queries.public_heat(token) is queries.public_heat("tidak-ada") is None
    assert queries.public_file(token, file) is None
    assert actions.open_link(heat_id=heat, by=SYSTEM, at=AT) != token
    actions.revoke_link(heat_id=heat, by=SYSTEM, at=AT)
    with pytest.raises(InvalidInput, match="heat-link-none"):
        actions.revoke_link(heat_id=heat, by=SYSTEM, at=AT)


def png(wide: int, high: int) -> bytes:
    head = b"IHDR" + wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    end = b"IEND"
    parts = [(13).to_bytes(4, "big") + head + zlib.crc32(head).to_bytes(4, "big")]
    parts.append((0).to_bytes(4, "big") + end + zlib.crc32(end).to_bytes(4, "big"))
    return scans.PNG + b"".join(parts)


@pytest.mark.parametrize(("content", "kind"), [(PDF, "pdf"), (png(10, 10), "png"), (JPEG, "jpeg")])
def test_a_file_is_what_it_holds(content: bytes, kind: str) -> None:
    assert scans.kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "certificate-file-kind"),
        (b"MZ program", "certificate-file-kind"),
        (b"<html><script>alert(1)</script>", "certificate-file-kind"),
        (PDF[:20], "certificate-file-kind"),
        (png(60_000, 60_000), "certificate-file-kind"),  # a small file that unpacks into gigabytes
        (JPEG[:-2], "certificate-file-kind"),
        (PDF.replace(b"<</Type", b"<</OpenAction<</S/JavaScript/JS(x)>>/Type"), "certificate-file-active"),
        (PDF.replace(b"<</Type", b"<</OpenAction<</S/J#61vaScript>>/Type"), "certificate-file-active"),
        (PDF.replace(b"<</Type", b"<</Launch 1/Type"), "certificate-file-active"),
        (b"%PDF-" + b"0" * scans.MOST_BYTES, "certificate-file-large"),
    ],
)
def test_what_is_no_scan_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        scans.kind_of(content)
    assert [one.code for one in refused.value.problems] == [code]


def test_a_file_that_was_changed_on_the_disk_is_not_shown(settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    digest = scans.keep(PDF)
    assert scans.keep(PDF) == digest and scans.content_of(digest) == PDF
    place = next(path for path in tmp_path.rglob(digest))
    assert place.stat().st_mode & 0o111 == 0
    place.write_bytes(PDF + b"more")
    assert scans.content_of(digest) is None


def test_a_list_is_read_by_its_headings() -> None:
    rows = [
        ["Pemasok", "Sertifikat", "Tipe", "Heat", "Mutu", "Tebal (mm)", "C (%)", "TS (MPa)"],
        ["Pabrik", "MTC-1", "3,1", "H-1", "ss400", "4,5", "0,16", "430"],
        ["Entah", "MTC-1", "3.1", "H-2", "SS400", "4,5", "nol", "430"],
        ["", "", "", "", "", "", "", ""],
        ["PABRIK", "MTC-2", "3.1", "H-3", "SPHC", "", "0,045", "1.500"],
    ]
    read = sheet.read_rows(rows, {"pabrik": 7})
    assert [(one.heat, one.kind, one.grade, one.thickness_um, dict(one.values)) for one in read.rows] == [
        ("H-1", "3.1", "SS400", 4_500, {"chem_c": 1_600, "tensile_strength": 430_000})
    ]
    assert {(one.where.row, one.code) for one in read.problems} == {
        (3, "certificate-supplier-unknown"),
        (3, "N002"),
        (5, "N004"),  # 1.500 may be one and a half or fifteen hundred
    }
    missing = sheet.read_rows([["Heat"], ["H-1"]], {})
    assert {one.where.column for one in missing.problems} == {"supplier", "number", "kind", "grade"}
