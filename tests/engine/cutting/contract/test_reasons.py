"""Why a piece is left out: the quick answer is that of the judge who cuts the piece alone from the stock."""

import numpy as np
import pytest

from rantai.engine.cutting.check_patterns import fits_alone
from rantai.engine.cutting.contract.question import question
from rantai.engine.cutting.contract.read import read_list
from rantai.engine.cutting.contract.reasons import Reasons


def random_list(draw, kind):
    """Three pieces of stock and four pieces, with limits that are often too narrow for one piece alone."""

    def size(low, high):
        return int(draw.integers(low, high)) * 10

    def width(low, high):
        return {} if kind == "bars" else {"width_mm": size(low, high)}

    thick = {"thickness_mm": 2} if kind == "coils" else {}
    pieces = [{"id": at, "length_mm": size(1, 9), **width(1, 9), "quantity": 1} for at in range(4)]
    made = {
        "stock": [{"id": at, "length_mm": size(5, 9), **width(5, 9), **thick, "quantity": 1} for at in range(3)],
        "pieces": pieces,
        "kerf_mm": int(draw.integers(0, 4)),
        "max_cuts": int(draw.integers(1, 4)),
    }
    if kind == "sheets":
        made |= {"bed_mm": size(2, 9), "first_cut": str(draw.choice(["any", "length", "width"]))}
        made |= {"stages": [None, 2, 3][int(draw.integers(0, 3))]}
        for piece in pieces:
            piece["rotatable"] = bool(draw.random() < 0.5)
    if kind == "coils":
        made |= {"max_knives": int(draw.integers(1, 4)), "edge_trim_mm": int(draw.integers(0, 2))}
        del pieces[0]["length_mm"]
    return made


@pytest.mark.parametrize("kind", ["bars", "sheets", "coils"])
def test_a_limit_is_the_reason_only_where_it_forbids_the_piece_alone(kind):
    draw = np.random.default_rng(8)
    seen = {True: 0, False: 0}
    for _ in range(150):
        given = question(read_list(kind, random_list(draw, kind))).given
        formats = range(len(given.format_cost))
        reasons = Reasons(given, [0] * len(formats))
        for piece in range(len(given.piece_quantity)):
            quick = reasons.may_be_cut(piece).tolist()
            slow = [_fits(given, reasons, piece, row) and fits_alone(given, piece, row) for row in formats]
            assert quick == slow, (given, piece)
            seen[any(quick)] += 1
    assert min(seen.values()) > 10


def _fits(given, reasons, piece, row):
    straight, turned = reasons._fits(piece)
    return bool(straight[row] or (turned[row] and reasons._may_turn(piece)))
