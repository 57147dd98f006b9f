"""Papers people print and sign: one letterhead, one table paper, as PDF by Typst and as the same leaf on screen.

Sizes: A4, and the continuous three-ply forms of dot-matrix printers, 9.5 × 11 inches and half of it (5.5 high).
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import typst
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext

from rantai.web.layout import formats
from rantai.web.layout.pieces import Words

Size = Literal["a4", "continuous", "half"]
SIZES: tuple[Size, ...] = ("a4", "continuous", "half")
TEMPLATE = Path(__file__).resolve().parent / "data" / "paper.typ"


@dataclass(frozen=True)
class Party:
    """Who stands on a paper: role ("Seller"), name, and address lines."""

    role: Words
    name: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaperColumn:
    """A column of a paper; figures are right-aligned. `share` is its width against the others."""

    heading: Words
    figure: bool = False
    share: int = 1


@dataclass(frozen=True)
class Signature:
    """A place to sign: in which role, the name when it is known, the bytes of a PNG when it was signed on a screen."""

    role: Words
    name: str = ""
    drawn: Sequence[int] = ()


@dataclass(frozen=True)
class Paper:
    """Everything that stands on one paper, already written as people read it. `sample` prints "contoh" across it.

    in_words: an amount in words (terbilang), framed. stamp: what stands in the square for a duty stamp. plies: who gets
    which sheet of a form in several plies.
    """

    title: Words
    number: str
    date: str
    issuer: Party
    parties: tuple[Party, ...] = ()
    intro: Words = ""
    columns: tuple[PaperColumn, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[tuple[Words, str], ...] = ()
    notes: tuple[Words, ...] = ()
    signatures: tuple[Signature, ...] = ()
    sample: bool = False
    in_words: str = ""
    stamp: Words = ""
    plies: tuple[Words, ...] = ()

    @property
    def marked_rows(self) -> list[list[tuple[bool, str]]]:
        """The rows with, for each cell, whether it is a figure."""
        return [[(column.figure, cell) for column, cell in zip(self.columns, row, strict=True)] for row in self.rows]


def pdf(paper: Paper, size: Size = "a4") -> bytes:
    """The paper as PDF. Data travels as JSON, so nothing a person typed is read as markup."""
    words = {
        "language": formats.language(),
        "number": gettext("No."),
        "page": gettext("Page"),
        "of": gettext("of"),
        "sample": gettext("EXAMPLE"),
        "in_words": gettext("In words"),
    }
    data = json.dumps({**asdict(paper), "words": words, "size": size}, default=str, ensure_ascii=False)
    return typst.compile(str(TEMPLATE), sys_inputs={"paper": data}, root=str(TEMPLATE.parent))


def download(paper: Paper, filename: str, *, size: Size = "a4", inline: bool = False) -> HttpResponse:
    """The PDF as an answer: saved under `filename`, or shown by the browser with `inline`."""
    headers = {"Content-Disposition": content_disposition_header(as_attachment=not inline, filename=filename) or ""}
    return HttpResponse(pdf(paper, size), content_type="application/pdf", headers=headers)
