"""The drawing of a plan: all its patterns one below the other, or one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from rantai.engine.cutting.drawing import words
from rantai.engine.cutting.drawing.canvas import FONTS, SCREEN, Look
from rantai.engine.cutting.drawing.job import Document, Job, Pattern, read
from rantai.engine.cutting.drawing.picture import picture, title_parts


def svg(
    document: Document,
    plan: Document,
    language: str = "id",
    *,
    pattern: int | None = None,
    only_owner: str | None = None,
    is_titled: bool = True,
) -> str:
    """The plan's patterns to scale as SVG text, or the one at position `pattern` (0 is the first).

    document and plan: as the contract writes them, both sound. With `only_owner`, pieces of others are grey without id
    or size, and cuts and remnant sizes, which would tell them, are left out; patterns without a piece of that owner
    are not drawn. Without `is_titled` the drawing does not name its stock: the page does, or may not. Raises IndexError
    when there is no such pattern, KeyError for ids the document does not name.
    """
    job = read(document, plan)
    patterns = job.patterns if pattern is None else (job.patterns[pattern],)
    if only_owner is not None:
        patterns = tuple(one for one in patterns if any(place.blank.owner == only_owner for place in one.places))
    return drawn(job, patterns, language, replace(SCREEN, is_titled=is_titled), only_owner)


def drawn(job: Job, patterns: Sequence[Pattern], language: str, look: Look, only_owner: str | None = None) -> str:
    """Some patterns of a job as one SVG."""
    parts, bottom = [], 0.0
    for one in patterns:
        made = picture(job, one, language, look, bottom, only_owner)
        parts.append(made.marks)
        bottom = made.bottom + (0 if look.is_leaf else look.letter)
    named = ["; ".join(" · ".join(title_parts(one, job.kind, language)) for one in patterns)] if look.is_titled else []
    told = "".join(named) or words.word("patterns", language)
    body = "\n".join(parts)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="cut-drawing" role="img" '
        f'viewBox="0 0 {look.wide:g} {max(bottom, 1):.0f}" font-family="{FONTS}">\n'
        f"<title>{escape(told)}</title>\n{body}\n</svg>"
    )
