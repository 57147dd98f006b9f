"""The faults that a judge names: a stable code and a sentence each, in English, as `rantai plan check` has them."""

from __future__ import annotations

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
    "wrong_scrap": "is {said} mm², at most {found} are left",
    "wrong_stock_used": "says {said}, the patterns use {found}",
    "wrong_objective": "is {said}, the opened stock costs {found}",
    "bound_above_objective": "is above the cost {found}",
    "wrong_status": "says {said}, which this plan is not",
    "wrong_yield": "is {said}, the share of the opened stock is {found}",
    "more": "{count} more faults are not listed",
}
