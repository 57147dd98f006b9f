"""A cutting plan on A4 as PDF: a leaf a pattern for the people at the shear or saw, and a leaf with the sums."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import typst

from rantai.engine.cutting.drawing.job import Document, clean, read
from rantai.engine.cutting.papers.codes import qr
from rantai.engine.cutting.papers.leaf import headings, pattern_leaf, summary, told

FOLDER = Path(__file__).resolve().parent
_NEVER = 0  # the moment of making that stands in the file: the same plan is the same bytes
_WORDS = (
    "across along alone at cost cost_by_owner count cut cuts cuts_none done each format gauge heat_title in_all "
    "left_over legend level mass nearest of owner page piece pieces quantity reason remnants_all result saved size "
    "stock stock_used unplaced way place_kept"
).split()


def pdf(
    document: Document,
    plan: Document,
    language: str = "id",
    *,
    code: str = "",
    link: str = "",
    pattern: int | None = None,
) -> bytes:
    """The plan as A4 PDF: a leaf or more for each pattern, then the summary; or one pattern alone (0 is the first).

    document and plan: as the contract writes them, both sound. code: the job's name in the head. link: what the QR code
    leads to; without it there is none. Same documents: same bytes, on machines with the same fonts. Raises IndexError
    when there is no such pattern, KeyError for ids that the document does not name.
    """
    return compiled("leaves.typ", leaves(document, plan, language, code=code, link=link, pattern=pattern))


def leaves(
    document: Document, plan: Document, language: str, *, code: str, link: str, pattern: int | None
) -> dict[str, Any]:
    """What the template lays out."""
    job = read(document, plan)
    patterns = job.patterns if pattern is None else (job.patterns[pattern],)
    return {
        "language": language,
        "code": told(clean(code)),
        "qr": qr(link) if link else "",
        "words": headings(_WORDS, language),
        "patterns": [pattern_leaf(job, one, language) for one in patterns],
        "summary": summary(job, language) if pattern is None else None,
        "is_bar": job.kind == "bar",
    }


def compiled(template: str, data: dict[str, Any]) -> bytes:
    """A template of this folder laid out with the data, as PDF bytes."""
    inputs = {"paper": json.dumps(data, ensure_ascii=False)}
    return typst.compile(str(FOLDER / template), root=str(FOLDER), sys_inputs=inputs, timestamp=_NEVER)
