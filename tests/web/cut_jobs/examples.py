"""Cutting lists: the centre's with pieces of both workshops, and a workshop's own."""

from collections.abc import Iterator

import pytest

from rantai.apps.cutting_jobs import queries, solving
from tests.apps.cutting_jobs import simple
from tests.cast import SmallSentra
from tests.web.cut_jobs.world import own, shared
from tests.web.matrix.examples import Example

CENTRE = {"centre_staff"}
READERS = {"centre_staff", "consortium_manager"}
EVERYBODY = READERS | {"maker_owner", "rival_maker"}
PIECES = ("record", "plan", "labels")  # what a workshop opens to see pieces of its own
PATTERN = ("pattern", "pattern_labels")  # the first one has pieces of one workshop only
WHOLE = ("compare", "work", "drawing_pdf", "drawing_dxf", "cut_list", "sheet_pdf")
OWN = ("archive", "restore", "fill", "take", "add_piece", "remove_piece", "stock", "add_stock", "remove_stock", "rules")
ACTS = ("ask", "compute", "approve", "cancel", "mark", "weigh")


def examples(cast: SmallSentra) -> list[Example]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(solving, "solve", simple.solve)
        centres, workshops = shared(cast), own(cast, "maker_a")
    people = {PIECES: EVERYBODY, PATTERN: READERS | {"maker_owner"}, WHOLE: READERS, (*OWN, *ACTS): CENTRE}
    return [*_of(centres, 1, people), *_of(workshops, 2, {key: {"maker_owner"} for key in people})]


def _of(job_id: int, number: int, people: dict[tuple[str, ...], set[str]]) -> Iterator[Example]:
    posts = {
        "take": {"text": "panjang\tlebar\tjumlah\n700\t300\t4", "column-0": "length", "act": "take", "heading": "yes"},
        "add_piece": {"length_um": "700", "width_um": "300", "quantity": "4"},
        "add_stock": {"length_um": "2438", "width_um": "1219"},
        "mark": {"done": "more"},
        "weigh": {"pieces": "1", "blanks_g": "30,5"},
        "ask": {"base": str(number), "pin": "1"},
    }
    for names, seen_by in people.items():
        for name in names:
            yield Example(f"cut_jobs:{name}", _arguments(name, job_id, number), seen_by, posts.get(name, {}))


def _arguments(name: str, job_id: int, number: int) -> dict[str, int]:
    made = {"job_id": job_id}
    if name in ("plan", *PATTERN, "labels", *WHOLE[1:], *ACTS[1:]):
        made["number"] = number
    if name in (*PATTERN, "mark", "weigh", "sheet_pdf"):
        made["position"] = 1
    if name == "remove_piece":
        made["piece_id"] = queries.pieces(job_id)[0].piece_id
    if name == "remove_stock":
        made["stock_id"] = queries.stock(job_id)[0].stock_id
    return made
