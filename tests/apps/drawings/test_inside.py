"""What a drawing really is, and which files would burst on the phone that opens them."""

from __future__ import annotations

import pytest

from rantai.apps.drawings.inside import MOST_BYTES, kind_of
from rantai.core.problems import InvalidInput
from tests.apps.drawings.files import dxf, nested, pdf, picture

LINE = (("0", "LINE"), ("8", "0"))


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (pdf(), "pdf"),
        (picture(800, 600), "png"),
        (dxf(*LINE), "dxf"),
        (nested(3), "dxf"),
        (dxf(("0", "INSERT"), ("2", "B0"), ("70", "??")).replace(b"??", b"\xb2"), "dxf"),
        (dxf(*LINE).replace(b"0\r\nSECTION", b"999\r\nby hand\r\n0\r\nSECTION", 1), "dxf"),
    ],
)
def test_a_whole_drawing_is_known_by_what_is_inside(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "drawing-kind"),
        (b"MZ" + b"\x00" * 100, "drawing-kind"),
        (b"<svg onload=alert(1)>", "drawing-kind"),
        (pdf()[:-8], "drawing-kind"),
        (dxf(*LINE)[:-6], "drawing-kind"),
        (pdf(extra=b"/Open#41ction <</S /JavaScript /JS (x)>>"), "drawing-active"),
        (pdf(b"\x00" * 80_000_000), "drawing-bomb"),
        (picture(40_000, 40_000), "drawing-bomb"),
        (nested(8), "drawing-bomb"),
        (pdf(extra=b"stream\n" * 400_000, stream=b"\x00" * 80_000_000), "drawing-bomb"),
        (
            dxf(("0", "BLOCK"), ("2", "A"), ("0", "INSERT"), ("2", "A"), ("0", "ENDBLK"), ("0", "INSERT"), ("2", "A")),
            "drawing-bomb",
        ),
        (
            dxf(
                ("0", "INSERT"),
                ("2", "A"),
                ("70", "9999"),
                ("71", "9999"),
                ("0", "BLOCK"),
                ("2", "A"),
                *LINE,
                ("0", "ENDBLK"),
            ),
            "drawing-bomb",
        ),
        (b"x" * (MOST_BYTES + 1), "drawing-large"),
    ],
)
def test_what_is_no_drawing_is_refused_with_its_reason(content: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        kind_of(content)
    assert [problem.code for problem in refused.value.problems] == [code]


@pytest.mark.parametrize("opening", [b"stream\n", b"/OpenAction<<", b"/OpenAction                "])
def test_a_file_of_openings_that_never_close_is_looked_through_once(opening: bytes) -> None:
    content = b"%PDF-1.4\n" + opening * (MOST_BYTES // len(opening) - 8) + b"\n%%EOF\n"
    assert kind_of(content) == "pdf"
