"""One layout for every kind of paper: figures stay figures until they are written, so PDF and Excel never differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.http import HttpResponse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rantai.apps.papers.documents import Firm
from rantai.web.layout import cells, excel, formats, papers
from rantai.web.layout.columns import Column
from rantai.web.layout.papers import Paper, PaperColumn, Party, Signature, Size
from rantai.web.layout.pieces import Words

# How wide a column is against the others; money and masses never break, so they need their room.
SHARES = {"what": 6, "size": 5, "heat": 3, "certificate": 3, "pieces": 2, "mass_g": 4, "price_idr": 4, "per": 2}
SHARE = 5


@dataclass(frozen=True)
class Layout:
    """Everything that stands on a paper, not yet written. `totals`: (label, whole rupiah).

    `drawn`: position among the signatures -> the PNG that was signed on a screen.
    """

    title: Words
    number: str
    dated_on: date
    issuer: Firm
    parties: tuple[tuple[Words, Firm], ...] = ()
    facts: tuple[tuple[Words, str | date], ...] = ()
    columns: tuple[Column, ...] = ()
    rows: Sequence[object] = ()
    sums: dict[str, int] = field(default_factory=dict)
    totals: tuple[tuple[Words, int], ...] = ()
    notes: tuple[Words, ...] = ()
    in_words: str = ""
    stamp: Words = ""
    signatures: tuple[tuple[Words, str], ...] = ()
    drawn: Mapping[int, bytes] = field(default_factory=dict)
    plies: tuple[Words, ...] = ()


def as_paper(layout: Layout, *, sample: bool = False) -> Paper:
    """The layout in the reader's language. A column in which nothing stands is left out."""
    columns = [one for one in layout.columns if any(getattr(row, one.key) for row in layout.rows)]
    facts = [f"{label}: {_written(value)}" for label, value in layout.facts if value]
    summed = [one for one in columns if one.key in layout.sums]
    return Paper(
        title=layout.title,
        number=layout.number,
        date=formats.day(layout.dated_on),
        issuer=Party("", layout.issuer.name, _lines(layout.issuer)),
        parties=tuple(Party(role, firm.name, _lines(firm)) for role, firm in layout.parties),
        intro=" · ".join(facts),
        columns=tuple(PaperColumn(one.heading, one.numeric, SHARES.get(one.key, SHARE)) for one in columns),
        rows=tuple(tuple(_cell(one, getattr(row, one.key)) for one in columns) for row in layout.rows),
        totals=(
            *((one.heading, _cell(one, layout.sums[one.key])) for one in summed),
            *((label, formats.rupiah(value)) for label, value in layout.totals),
        ),
        notes=layout.notes,
        signatures=tuple(
            Signature(role, name, list(layout.drawn.get(at, b""))) for at, (role, name) in enumerate(layout.signatures)
        ),
        sample=sample,
        in_words=layout.in_words,
        stamp=layout.stamp,
        plies=layout.plies,
    )


def pdf(layout: Layout, size: Size = "a4", *, sample: bool = False) -> HttpResponse:
    """The paper as a PDF to save, named after its number."""
    return papers.download(as_paper(layout, sample=sample), f"{_name(layout)}.pdf", size=size)


def workbook(layout: Layout) -> bytes:
    """The same paper as Excel: its head, its lines as numbers, its totals, its amount in words."""
    head: list[tuple[object, object]] = [(layout.title, layout.number), (_("Date"), layout.dated_on)]
    head += [(_("Issued by"), layout.issuer.name)]
    head += [(role, firm.name) for role, firm in layout.parties]
    head += [(label, value) for label, value in layout.facts if value]
    foot: list[tuple[object, object]] = list(layout.totals)
    foot += [(_("In words"), layout.in_words)] if layout.in_words else []
    foot += [("", str(note)) for note in layout.notes]
    return excel.sheet(str(layout.title), layout.columns, layout.rows, layout.sums, head=head, foot=foot)


def spreadsheet(layout: Layout) -> HttpResponse:
    """The Excel file to save, named after its number."""
    return excel.download(workbook(layout), f"{_name(layout)}.xlsx")


def _name(layout: Layout) -> str:
    return slugify(layout.number.replace("/", "-")) or "dokumen"


def _lines(firm: Firm) -> tuple[str, ...]:
    return (*firm.address, f"NPWP {firm.npwp}") if firm.npwp else firm.address


def _cell(column: Column, value: object) -> str:
    """A figure as people write it; nothing and zero are a dash."""
    return str(cells.words(column, value or None))


def _written(value: str | date) -> str:
    return formats.day(value) if isinstance(value, date) else value
