"""A stranger recounts a cutting plan from the input and the answer alone; it knows nothing of how the plan was made."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from rantai.engine.cutting.guillotine import is_cuttable
from rantai.engine.cutting.tables import STATUSES, UNLIMITED, CuttingAnswer, CuttingInput


class Fault(NamedTuple):
    """One thing that is wrong: a stable code, where, and a sentence."""

    code: str
    place: str
    text: str


def check(given: CuttingInput, answer: CuttingAnswer) -> list[Fault]:
    """All faults of an answer; empty when it is sound. Faults of one kind are named at every place they occur."""
    broken = list(_positions(given, answer))
    if broken:
        return broken
    return [
        *_patterns(answer),
        *_stock(given, answer),
        *_sizes(given, answer),
        *_inside(given, answer),
        *_apart(given, answer),
        *_cuttable(given, answer),
        *_counts(given, answer),
        *_unplaced(given, answer),
        *_remnants(given, answer),
        *_money(given, answer),
    ]


def _positions(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    """Every position points at something, and columns of one table are equally long."""
    tops = {
        "pattern_format": (0, len(given.format_cost)),
        "placement_pattern": (0, len(answer.pattern_format)),
        "placement_piece": (0, len(given.piece_quantity)),
        "unplaced_piece": (0, len(given.piece_quantity)),
        "unplaced_format": (-1, len(given.format_cost)),
        "remnant_pattern": (0, len(answer.pattern_format)),
    }
    for name, (low, top) in tops.items():
        values = getattr(answer, name)
        if len(values) and (values.min() < low or values.max() >= top):
            yield Fault("unknown_position", name, "points at a row that does not exist")
    for table in ("pattern_", "placement_", "unplaced_", "remnant_"):
        if len({len(value) for name, value in vars(answer).items() if name.startswith(table)}) > 1:
            yield Fault("unequal_columns", table, "columns of one table differ in length")
    if answer.status not in STATUSES:
        yield Fault("unknown_status", answer.status, f"status must be one of {STATUSES}")


def _patterns(answer: CuttingAnswer) -> Iterator[Fault]:
    for pattern, count in enumerate(answer.pattern_count.tolist()):
        if count < 1:
            yield Fault("count_not_positive", f"pattern {pattern}", f"is cut {count} times")
        if not (answer.placement_pattern == pattern).any():
            yield Fault("empty_pattern", f"pattern {pattern}", "opens stock and cuts nothing from it")


def _stock(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    for position, used in enumerate(_used(given, answer)):
        available = int(given.format_available[position])
        if available != UNLIMITED and used > available:
            yield Fault("stock_exceeded", f"format {position}", f"{used} cut, {available} available")


def _used(given: CuttingInput, answer: CuttingAnswer) -> list[int]:
    used = [0] * len(given.format_cost)
    for position, count in zip(answer.pattern_format.tolist(), answer.pattern_count.tolist(), strict=True):
        used[position] += count
    return used


def _sizes(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    """Placed sizes are the blank's, turned where it says so; a locked grain is never turned."""
    piece, turned = answer.placement_piece, answer.placement_is_turned
    length, width = given.piece_length_um[piece], given.piece_width_um[piece]
    wrong = (answer.placement_length_um != np.where(turned, width, length)) | (
        answer.placement_width_um != np.where(turned, length, width)
    )
    for row in np.flatnonzero(wrong).tolist():
        yield Fault("wrong_size", f"placement {row}", f"is not the size of piece {int(piece[row])}")
    for row in np.flatnonzero(turned & (given.piece_grain_locked[piece] | given.is_bar)).tolist():
        yield Fault("against_grain", f"placement {row}", f"piece {int(piece[row])} may not be turned")


def _boxes(answer: CuttingAnswer, table: str, pattern: int) -> np.ndarray:
    """Rows (x low, y low, x high, y high) of the placements or remnants on one pattern."""
    rows = np.flatnonzero(getattr(answer, f"{table}_pattern") == pattern)
    x, y, length, width = (
        getattr(answer, f"{table}_{name}")[rows] for name in ("x_um", "y_um", "length_um", "width_um")
    )
    return np.stack([x, y, x + length, y + width], axis=1)


def _room(given: CuttingInput, position: int) -> tuple[int, int, int, int]:
    """The trimmed stock as a box; a bar has no width and no side trim."""
    return given.room(position)


def _inside(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    for pattern, position in enumerate(answer.pattern_format.tolist()):
        x_low, y_low, x_high, y_high = _room(given, position)
        boxes = _boxes(answer, "placement", pattern)
        out = (boxes[:, 0] < x_low) | (boxes[:, 1] < y_low) | (boxes[:, 2] > x_high) | (boxes[:, 3] > y_high)
        if out.any():
            yield Fault("outside", f"pattern {pattern}", f"{int(out.sum())} blanks lie outside the trimmed stock")


def _apart(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    for pattern in range(len(answer.pattern_format)):
        boxes = _boxes(answer, "placement", pattern)
        touching = _touching(boxes, boxes, int(given.kerf_um), bars=given.is_bar)
        clashes = int(np.triu(touching, 1).sum())
        if clashes:
            yield Fault("overlap", f"pattern {pattern}", f"{clashes} pairs of blanks lie closer than the kerf")


def _touching(one: np.ndarray, other: np.ndarray, kerf: int, *, bars: bool) -> np.ndarray:
    """Which boxes of `one` lie closer than the kerf to which of `other`."""
    apart = (one[:, None, 2] + kerf <= other[None, :, 0]) | (other[None, :, 2] + kerf <= one[:, None, 0])
    if not bars:
        apart |= (one[:, None, 3] + kerf <= other[None, :, 1]) | (other[None, :, 3] + kerf <= one[:, None, 1])
    return ~apart


def _cuttable(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    if given.is_bar:
        return
    for pattern, position in enumerate(answer.pattern_format.tolist()):
        boxes = np.concatenate([_boxes(answer, table, pattern) for table in ("placement", "remnant")])
        if not is_cuttable(boxes, _room(given, position), int(given.kerf_um), given.stages):
            text = f"blanks and remnants cannot be cut edge to edge in {given.stages} stages"
            yield Fault("not_guillotine", f"pattern {pattern}", text)


def _placed(given: CuttingInput, answer: CuttingAnswer) -> list[int]:
    placed = [0] * len(given.piece_quantity)
    times = answer.pattern_count[answer.placement_pattern].tolist()
    for piece, count in zip(answer.placement_piece.tolist(), times, strict=True):
        placed[piece] += count
    return placed


def _counts(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    """Placed and unplaced together are exactly what is wanted."""
    total = _placed(given, answer)
    for piece, quantity in zip(answer.unplaced_piece.tolist(), answer.unplaced_quantity.tolist(), strict=True):
        total[piece] += quantity
        if quantity < 1:
            yield Fault("count_not_positive", f"piece {piece}", f"{quantity} unplaced")
    for piece, (have, want) in enumerate(zip(total, given.piece_quantity.tolist(), strict=True)):
        if have != want:
            yield Fault("wrong_count", f"piece {piece}", f"{have} placed or named unplaced, {want} wanted")


def _unplaced(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    """What is left out fits nothing, or the steel that would hold it is all cut."""
    used = _used(given, answer)
    for row, piece in enumerate(answer.unplaced_piece.tolist()):
        gaps = [_missing(given, piece, position) for position in range(len(used))]
        for position, gap in enumerate(gaps):
            available = int(given.format_available[position])
            if gap == (0, 0) and (available == UNLIMITED or used[position] < available):
                yield Fault("fits_after_all", f"piece {piece}", f"fits format {position}, of which there is some left")
        named = int(answer.unplaced_format[row])
        said = int(answer.unplaced_missing_length_um[row]), int(answer.unplaced_missing_width_um[row])
        if named >= 0 and (sum(said) != min(map(sum, gaps)) or sum(gaps[named]) != sum(said)):
            yield Fault("wrong_missing", f"piece {piece}", f"says {said} are missing on format {named}")
        if named < 0 and gaps:
            yield Fault("wrong_missing", f"piece {piece}", "names no format although there are some")


def _missing(given: CuttingInput, piece: int, position: int) -> tuple[int, int]:
    """By how much a format is too small for a blank, the better way round."""
    x_low, y_low, x_high, y_high = _room(given, position)
    length, width = int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
    ways = [(length, width)]
    if not given.is_bar and not given.piece_grain_locked[piece]:
        ways.append((width, length))
    return min(((max(0, a - (x_high - x_low)), max(0, b - (y_high - y_low))) for a, b in ways), key=sum)


def _remnants(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    for pattern, position in enumerate(answer.pattern_format.tolist()):
        kept = _boxes(answer, "remnant", pattern)
        blanks = _boxes(answer, "placement", pattern)
        if not len(kept):
            continue
        place = f"pattern {pattern}"
        x_low, y_low, x_high, y_high = _room(given, position)
        if (kept[:, :2] < (x_low, y_low)).any() or (kept[:, 2:] > (x_high, y_high)).any():
            yield Fault("remnant_outside", place, "a remnant lies outside the trimmed stock")
        between = np.triu(_touching(kept, kept, 0, bars=given.is_bar), 1).any()
        if between or _touching(kept, blanks, int(given.kerf_um), bars=given.is_bar).any():
            yield Fault("remnant_overlap", place, "a remnant lies on a blank, its kerf or another remnant")
        for side in np.sort(kept[:, 2:] - kept[:, :2], axis=1).tolist():
            if not _is_worth_keeping(given, side):
                yield Fault("remnant_too_small", place, f"{side} is smaller than what is kept")


def _is_worth_keeping(given: CuttingInput, side: list[int]) -> bool:
    short, long = side
    reaches = long > 0 and long >= given.min_remnant_length_um
    return reaches and (given.is_bar or (short > 0 and short >= given.min_remnant_width_um))


def _money(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    cost = sum(count * int(price) for count, price in zip(_used(given, answer), given.format_cost, strict=True))
    if cost != answer.objective:
        yield Fault("wrong_cost", "objective", f"opened stock costs {cost}, the answer says {answer.objective}")
    if answer.bound > answer.objective:
        yield Fault("bound_above_cost", "bound", f"{answer.bound} is above the cost {answer.objective}")
    if (answer.status == "infeasible") != bool(len(answer.unplaced_piece)):
        yield Fault(
            "wrong_status", answer.status, "infeasible means that something is unplaced, and the other way round"
        )
    if answer.status == "optimal" and answer.bound != answer.objective:
        yield Fault("wrong_status", answer.status, "optimal means that the cost meets the bound")
