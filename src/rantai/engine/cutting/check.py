"""A stranger recounts a cutting plan from the input and the answer alone; it knows nothing of how the plan was made."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from rantai.engine.cutting.check_patterns import fits_alone, judge_patterns, suits
from rantai.engine.cutting.fault import Fault
from rantai.engine.cutting.tables import STATUSES, UNLIMITED, CuttingAnswer, CuttingInput

__all__ = ["Fault", "check"]


def check(given: CuttingInput, answer: CuttingAnswer) -> list[Fault]:
    """All faults of an answer; empty when it is sound. Faults of one kind are named at every place they occur."""
    broken = list(_positions(given, answer))
    if broken:
        return broken
    return [
        *_counted(answer),
        *_stock(given, answer),
        *_sizes(given, answer),
        *judge_patterns(given, answer),
        *_pattern_limit(given, answer),
        *_counts(given, answer),
        *_unplaced(given, answer),
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


def _counted(answer: CuttingAnswer) -> Iterator[Fault]:
    held = np.bincount(answer.placement_pattern, minlength=len(answer.pattern_count))
    for pattern, count in enumerate(answer.pattern_count.tolist()):
        if count < 1:
            yield Fault("count_not_positive", f"pattern {pattern}", f"is cut {count} times")
        if not held[pattern]:
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
    """Placed sizes are the blank's, turned where it says so; a locked grain is never turned.

    A strip that is only slit, of length 0, is as long as the room of its coil.
    """
    piece, turned = answer.placement_piece, answer.placement_is_turned
    length, width = given.piece_length_um[piece], given.piece_width_um[piece]
    if given.kind == "coil":
        whole = given.format_length_um - given.trim_left_um - given.trim_right_um
        length = np.where(length == 0, whole[answer.pattern_format[answer.placement_pattern]], length)
    wrong = (answer.placement_length_um != np.where(turned, width, length)) | (
        answer.placement_width_um != np.where(turned, length, width)
    )
    for row in np.flatnonzero(wrong).tolist():
        yield Fault("wrong_size", f"placement {row}", f"is not the size of piece {int(piece[row])}")
    for row in np.flatnonzero(turned & (given.piece_grain_locked[piece] | (given.kind != "sheet"))).tolist():
        yield Fault("against_grain", f"placement {row}", f"piece {int(piece[row])} may not be turned")


def _pattern_limit(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    if given.max_patterns != UNLIMITED and (different := _different(given, answer)) > given.max_patterns:
        yield Fault("too_many_patterns", "plan", f"{different} different patterns, {given.max_patterns} allowed")


def _different(given: CuttingInput, answer: CuttingAnswer) -> int:
    """Patterns that differ in the size of the stock or in what lies where."""
    columns = (answer.placement_piece, answer.placement_x_um, answer.placement_y_um, answer.placement_is_turned)
    placed: dict[int, list[tuple[int, ...]]] = {}
    for pattern, *place in zip(answer.placement_pattern.tolist(), *(c.tolist() for c in columns), strict=True):
        placed.setdefault(pattern, []).append(tuple(place))
    sizes = zip(given.format_length_um.tolist(), given.format_width_um.tolist(), strict=True)
    size_of = dict(enumerate(sizes))
    rows = enumerate(answer.pattern_format.tolist())
    return len({(size_of[position], *sorted(placed.get(pattern, []))) for pattern, position in rows})


def _placed(given: CuttingInput, answer: CuttingAnswer) -> list[int]:
    placed = [0] * len(given.piece_quantity)  # Python's numbers: totals of a spoiled plan may pass 64 bits
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
    """What is left out fits nothing, or the steel that would hold it is all cut, or no more patterns are allowed."""
    used = _used(given, answer)
    available = given.format_available.tolist()
    left = [top == UNLIMITED or cut < top for top, cut in zip(available, used, strict=True)]
    may_add = given.max_patterns == UNLIMITED or _different(given, answer) < given.max_patterns
    for row, piece in enumerate(answer.unplaced_piece.tolist()):
        gaps = {position: _missing(given, piece, position) for position in np.flatnonzero(suits(given, piece)).tolist()}
        for position, gap in gaps.items():
            if gap == (0, 0) and left[position] and may_add and fits_alone(given, piece, position):
                yield Fault("fits_after_all", f"piece {piece}", f"fits format {position}, of which there is some left")
        named = int(answer.unplaced_format[row])
        said = int(answer.unplaced_missing_length_um[row]), int(answer.unplaced_missing_width_um[row])
        if named < 0 and gaps:
            yield Fault("wrong_missing", f"piece {piece}", "names no format although there are some")
        if named >= 0 and (named not in gaps or not sum(gaps[named]) == sum(said) == min(map(sum, gaps.values()))):
            yield Fault("wrong_missing", f"piece {piece}", f"says {said} are missing on format {named}")


def _missing(given: CuttingInput, piece: int, position: int) -> tuple[int, int]:
    """By how much a format is too small for a blank, the better way round."""
    x_low, y_low, x_high, y_high = given.room(position)
    if given.is_bar and given.bed_um and given.format_length_um[position] > given.bed_um:
        x_high = x_low
    length, width = int(given.piece_length_um[piece]), int(given.piece_width_um[piece])
    ways = [(length, width)]
    if given.kind == "sheet" and not given.piece_grain_locked[piece]:
        ways.append((width, length))
    return min(((max(0, a - (x_high - x_low)), max(0, b - (y_high - y_low))) for a, b in ways), key=sum)


def _money(given: CuttingInput, answer: CuttingAnswer) -> Iterator[Fault]:
    cost = sum(count * int(price) for count, price in zip(_used(given, answer), given.format_cost, strict=True))
    if cost != answer.objective:
        yield Fault("wrong_cost", "objective", f"opened stock costs {cost}, the answer says {answer.objective}")
    if answer.bound < 0:
        yield Fault("bound_below_zero", "bound", f"{answer.bound} is no cost")
    if answer.bound > answer.objective:
        yield Fault("bound_above_cost", "bound", f"{answer.bound} is above the cost {answer.objective}")
    if (answer.status == "infeasible") != bool(len(answer.unplaced_piece)):
        yield Fault(
            "wrong_status", answer.status, "infeasible means that something is unplaced, and the other way round"
        )
    if answer.status == "optimal" and answer.bound != answer.objective:
        yield Fault("wrong_status", answer.status, "optimal means that the cost meets the bound")
