"""Recounts the cutting: every blank of every job, and every pattern as a sheet or bar that a shear or saw must cut."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from operator import itemgetter
from typing import Any

import numpy as np

from rantai.core.tables import Flags
from rantai.engine.plan.faults import Fault, fault
from rantai.engine.plan.ledger import Ledger, Row
from rantai.engine.plan.row_books import Groups

Found = Iterator[Fault]
Rows = np.ndarray[Any, np.dtype[np.int64]]
Boxes = np.ndarray[Any, np.dtype[np.int64]]  # rows: x low, y low, x high, y high
STAGES = 3
NO_ROWS = np.zeros(0, dtype=np.int64)


def cutting(ledger: Ledger) -> Found:
    """Every fault of patterns, their blanks, and the jobs that the blanks go to."""
    yield from _jobs_get_their_blanks(ledger)
    yield from _uses_equal_what_is_cut(ledger)
    doubtful = _doubtful_blanks(ledger)
    for code, pattern in ledger.patterns.items():
        yield from _stock_of_pattern(ledger, code, pattern)
        rows = ledger.pieces_of_pattern.get(code)
        if rows is not None:
            for row in rows[doubtful[rows]].tolist():
                yield from _blank(ledger, code, pattern, row)
            yield from _pattern(ledger, code, pattern, rows)


def blank_of(ledger: Ledger, item: str, material: str) -> Row | None:
    """The blank that an item needs of a material, if any."""
    return next((blank for blank in ledger.blanks.get(item, []) if blank["material_code"] == material), None)


def material_of(ledger: Ledger, pattern: Row) -> str:
    return str(ledger.formats[pattern["format_code"]]["material_code"])


def _jobs_get_their_blanks(ledger: Ledger) -> Found:
    got: dict[tuple[str, str], int] = defaultdict(int)
    materials = {code: material_of(ledger, pattern) for code, pattern in ledger.patterns.items()}
    for use in ledger.plan.blank_uses.each_row():
        got[use["job_code"], materials[use["pattern_code"]]] += use["quantity_blanks"]
    for code, job in ledger.jobs.items():
        for blank in ledger.blanks.get(job["item_code"], []):
            if not blank["length_um"]:
                continue
            want = -(-job["quantity_pieces"] * blank["blanks_each"] // blank["parts_per_blank"])
            have = got.pop((code, blank["material_code"]), 0)
            is_excused = have < want and "unplaced" in ledger.reasons_of[code]
            if have != want and not is_excused:
                yield fault("blanks_differ", "blank_uses", code, got=have, want=want)
    for (code, material), _ in sorted(got.items()):
        item = ledger.jobs[code]["item_code"]
        yield fault("wrong_material", "blank_uses", code, item=item, material=material)


def _uses_equal_what_is_cut(ledger: Ledger) -> Found:
    """All blanks of a pattern go to jobs for the same item, owner and a week that is not earlier."""
    uses = Groups(ledger.plan.blank_uses, "pattern_code")
    items = ledger.piece_items
    for code, pattern in ledger.patterns.items():
        cut: dict[str, int] = {}
        which, counts = np.unique(items.at[ledger.pieces_of_pattern.get(code, NO_ROWS)], return_counts=True)
        for item, count in zip(items.codes[which].astype(np.str_).tolist(), counts.tolist(), strict=True):
            cut[item] = count * pattern["count_pieces"]
        for use in uses.get(code, ()):
            yield from _use(ledger, pattern, use, cut)
        for left in cut.values():
            if left:
                yield fault("blanks_differ", "patterns", code, got=-left, want=0)


def _use(ledger: Ledger, pattern: Row, use: Row, cut: dict[str, int]) -> Found:
    """Blanks of a pattern that go to a job; what is left to give of each item in `cut` becomes less."""
    job = ledger.jobs[use["job_code"]]
    if job["item_code"] not in cut:
        yield fault("blank_of_others", "blank_uses", use["pattern_code"], item=job["item_code"])
    cut[job["item_code"]] = cut.get(job["item_code"], 0) - use["quantity_blanks"]
    owner = ledger.orders[job["order_code"]]["material_owner_code"]
    if owner != pattern["owner_code"]:
        values = {"owner": pattern["owner_code"] or "-", "consumer": use["job_code"]}
        yield fault("lot_of_others", "blank_uses", use["pattern_code"], **values)
    if pattern["week"] > job["material_week"]:
        values = {"got": pattern["week"], "want": job["material_week"]}
        yield fault("cut_too_late", "blank_uses", use["pattern_code"], **values)


def _stock_of_pattern(ledger: Ledger, code: str, pattern: Row) -> Found:
    """A pattern is as large as its format or remnant, and says its area."""
    source: Row = ledger.formats[pattern["format_code"]]
    want = {"length_um": source["length_um"], "width_um": source["width_um"] if source["kind"] == "sheet" else 0}
    remnant = ledger.steel_lots.get(pattern["remnant_code"])
    if remnant:
        want = {name: remnant[name] or want[name] for name in want}
    rows = ledger.pieces_of_pattern.get(code, NO_ROWS)
    table = ledger.plan.pattern_pieces
    widths = table.width_um[rows] if source["kind"] == "sheet" else np.ones(len(rows), dtype=np.int64)
    want["used_um2"] = int((table.length_um[rows] * widths).sum())
    for column, value in want.items():
        if pattern[column] != value:
            yield fault("wrong_figure", "patterns", code, column=column, got=pattern[column], want=value)


def _pattern(ledger: Ledger, code: str, pattern: Row, rows: Rows) -> Found:
    """The blanks of one pattern: their places, and whether they can be cut apart."""
    table, kind = ledger.plan.pattern_pieces, ledger.formats[pattern["format_code"]]["kind"]
    rule = ledger.rules[kind]
    x, y, length, width = (getattr(table, name)[rows] for name in ("x_um", "y_um", "length_um", "width_um"))
    boxes = np.stack([x, y, x + length, y + width], axis=1)
    trim, kerf = rule["trim_um"], rule["kerf_um"]
    out = (boxes[:, 0] < trim) | (boxes[:, 2] > pattern["length_um"] - trim)
    if kind == "sheet":
        out |= (boxes[:, 1] < trim) | (boxes[:, 3] > pattern["width_um"] - trim)
    for row in np.flatnonzero(out).tolist():
        yield fault("outside_stock", "pattern_pieces", code, piece=int(table.piece[rows[row]]))
    if kind != "sheet":
        in_order = boxes[np.argsort(boxes[:, 0], kind="stable")]
        if (in_order[1:, 0] < in_order[:-1, 2] + kerf).any():
            yield fault("too_close", "pattern_pieces", code)
    elif not is_cuttable(boxes, kerf, STAGES):
        # Blanks that can be cut apart lie apart; which of the two is wrong is asked only when something is.
        close = _lie_too_close(boxes, kerf)
        yield (
            fault("too_close", "pattern_pieces", code)
            if close
            else fault("not_guillotine", "pattern_pieces", code, stages=STAGES)
        )


def _doubtful_blanks(ledger: Ledger) -> Flags:
    """Rows of the pattern pieces that are not plainly the blank of their item: all at once, because there are many."""
    table, items = ledger.plan.pattern_pieces, ledger.piece_items
    patterns = table.coded("pattern_code")
    used, place = np.unique(patterns.at, return_inverse=True)
    codes = patterns.codes[used].astype(np.str_).tolist()
    names = np.array([material_of(ledger, ledger.patterns[code]) for code in codes], dtype=np.str_)
    materials, number = np.unique(names, return_inverse=True)
    keys = items.at.astype(np.int64) * max(1, len(materials)) + number[place]
    pairs, kind = np.unique(keys, return_inverse=True)
    named = items.codes.astype(np.str_)
    asked = ((str(named[pair // len(materials)]), str(materials[pair % len(materials)])) for pair in pairs.tolist())
    blanks = [blank_of(ledger, item, material) for item, material in asked]
    sides = [(-1, -1, False) if b is None else (b["length_um"], b["width_um"], b["grain_locked"]) for b in blanks]
    along, up, locked = (np.array(column)[kind] for column in zip(*sides, strict=True)) if sides else (kind,) * 3
    turned = table.is_turned
    fits = np.where(turned, (table.length_um == up) & (table.width_um == along), False)
    fits &= (locked == 0) & (up > 0)
    fits |= ~turned & (table.length_um == along) & (table.width_um == up)
    return ~fits


def _blank(ledger: Ledger, code: str, pattern: Row, row: int) -> Found:
    table = ledger.plan.pattern_pieces
    item, piece = ledger.piece_items.cell(row), int(table.piece[row])
    blank = blank_of(ledger, item, material_of(ledger, pattern))
    if blank is None:
        yield fault("wrong_material", "pattern_pieces", code, item=item, material=material_of(ledger, pattern))
        return
    turned = bool(table.is_turned[row])
    size = (int(table.length_um[row]), int(table.width_um[row]))
    if size != ((blank["width_um"], blank["length_um"]) if turned else (blank["length_um"], blank["width_um"])):
        yield fault("blank_size", "pattern_pieces", code, piece=piece, item=item)
    if turned and (blank["grain_locked"] or not blank["width_um"]):
        yield fault("against_grain", "pattern_pieces", code, piece=piece, item=item)


def _lie_too_close(boxes: Boxes, kerf: int) -> bool:
    low, high = boxes[:, :2], boxes[:, 2:]
    apart = (high[:, None, :] + kerf <= low[None, :, :]) | (low[:, None, :] >= high[None, :, :] + kerf)
    touching = ~apart.any(axis=2)
    return bool(touching.sum() > len(boxes))  # every box touches itself


def is_cuttable(boxes: Boxes, kerf: int, stages: int) -> bool:
    """Whether straight cuts from edge to edge part all boxes in so many stages.

    A stage is a set of parallel cuts through what the stage before left. Squaring the stock and trimming waste off a
    single blank are not counted. Cutting as much apart as possible at each stage is never worse than cutting less, so
    only the direction of the first stage is a choice.
    """
    rows = boxes.tolist()
    return any(_parts(rows, kerf, stages, axis) for axis in (0, 1))


def _parts(boxes: list[list[int]], kerf: int, stages: int, axis: int) -> bool:
    if len(boxes) <= 1:
        return True
    if stages == 0:
        return False
    ordered = sorted(boxes, key=itemgetter(axis))
    parts, start, reach = [], 0, ordered[0][axis + 2]
    for at, box in enumerate(ordered):
        if box[axis] >= reach + kerf:
            parts.append(ordered[start:at])
            start = at
        reach = max(reach, box[axis + 2])
    return all(_parts(part, kerf, stages - 1, 1 - axis) for part in [*parts, ordered[start:]])
