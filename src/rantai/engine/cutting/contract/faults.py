"""The faults that a judge names: a stable code and a sentence each, in English, as `rantai plan check` has them."""

from __future__ import annotations

from typing import Any

from rantai.engine.cutting.fault import Fault

MOST_FAULTS = 200

FAULTS = {
    "unknown_stock": "no stock of the list is called {name}",
    "unknown_piece": "no piece of the list is called {name}",
    "count_not_positive": "{count} is no number of times",
    "empty_pattern": "opens stock and cuts nothing from it",
    "stock_exceeded": "{used} are cut, {available} are there",
    "not_a_pair": "only triangles lie in pairs",
    "wrong_size": "is {found}, the piece is {wanted}",
    "against_grain": "is turned, but this piece may not be",
    "wrong_owner": "lies on stock of somebody else",
    "wrong_grade": "needs the grade {wanted}, the stock is {found}",
    "wrong_thickness": "needs {wanted} mm of thickness, the stock has {found}",
    "outside": "lies outside the trimmed stock",
    "overlap": "lies on another piece, or closer to it than the kerf",
    "not_guillotine": "cannot be cut edge to edge",
    "too_many_stages": "needs more than {stages} stages of cuts",
    "wrong_first_cut": "its first cuts do not run as first_cut asks",
    "too_many_cuts": "needs more than {most} cuts",
    "bed_too_short": "needs a bed longer than {bed} mm",
    "too_many_knives": "needs {found} knives, {most} are allowed",
    "too_tangled": "nests its cuts too deep to be judged",
    "too_many_patterns": "{found} distinct patterns, {most} are allowed",
    "too_many_placed": "{placed} placed, {wanted} wanted",
    "not_placed": "{placed} placed and {unplaced} named unplaced, {wanted} wanted",
    "named_twice": "is named unplaced more than once",
    "fits_after_all": "is left out, but {stock} would hold it and there is some left",
    "remnant_outside": "lies outside the trimmed stock",
    "remnant_overlap": "lies on a piece, on its kerf or on another remnant",
    "remnant_not_cuttable": "cannot be cut out by the same stages",
    "remnant_too_small": "is smaller than what is kept",
    "wrong_cuts": "is neither a cut nor a leaf",
    "cut_outside": "cuts at {at}, which takes nothing off a part from {low} to {high}",
    "wrong_leaf": "is to be {what}, but the cuts leave {size} at {x}, {y}, where none is listed",
    "not_cut_out": "is listed, but no cuts part it off",
    "wrong_scrap": "is {said}, {found} are left",
    "wrong_stock_used": "says {said}, the patterns use {found}",
    "wrong_objective": "is {said}, the opened stock costs {found}",
    "bound_above_objective": "is above the cost {found}",
    "wrong_gap": "is {said}, the objective and the bound make it {found}",
    "wrong_owners": "are {said}, the pieces belong to {found}",
    "wrong_owner_costs": "add up to {said}, the opened stock costs {found}",
    "wrong_cost_rule": "is {said}, which is no rule",
    "above_alone": "is {said}, alone it is {alone}; only the rule like_alone allows more",
    "wrong_kind": "is {said}, the list is of {found}",
    "wrong_missing": "is not what the nearest stock lacks: {found} mm",
    "wrong_reason": "is {said}, the reason is {found}",
    "wrong_status": "says {said}, which this plan is not",
    "wrong_yield": "is {said}, the share of the opened stock is {found}",
    "more": "{count} more faults are not listed",
}


def fault(code: str, place: str, **values: Any) -> Fault:
    """A fault with its sentence."""
    return Fault(code, place, FAULTS[code].format(**values))
