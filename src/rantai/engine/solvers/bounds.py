"""A bound that holds in spite of rounding: weak duality with every rounding error counted against us.

Source of the idea: Neumaier & Shcherbina, Safe bounds in linear and mixed-integer linear programming (2004).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from rantai.engine.solvers.base import Floats, LinearModel

Long = NDArray[np.longdouble]

_EPS = np.finfo(np.longdouble).eps
_SHRINK = np.longdouble(1.0) - np.longdouble(1e-12)


def proven_bound(model: LinearModel, row_duals: Floats) -> float:
    """A value that no fractional solution lies below, from any `row_duals`; -inf when they prove nothing."""
    if len(row_duals) != model.n_rows or not np.isfinite(row_duals).all():
        return -np.inf
    duals = _one_sided(model, row_duals.astype(np.longdouble))
    lower, upper = _implied(model)
    best = max(_weak_duality(model, scaled, lower, upper) for scaled in (duals, _shrunk(model, duals, upper)))
    return float(np.nextafter(np.float64(best), -np.inf)) if np.isfinite(best) else -np.inf


def _one_sided(model: LinearModel, duals: Long) -> Long:
    """A dual may only lean on a side of its row that exists."""
    useless = ((duals > 0) & np.isneginf(model.row_lower)) | ((duals < 0) & np.isposinf(model.row_upper))
    return np.where(useless, np.longdouble(0), duals)


def _reduced(model: LinearModel, duals: Long) -> tuple[Long, Long]:
    """Reduced costs, and how far rounding may have moved each."""
    terms = duals[model.entry_row] * model.entry_value.astype(np.longdouble)
    total, size = np.zeros(model.n_cols, np.longdouble), np.abs(model.col_cost).astype(np.longdouble)
    np.add.at(total, model.entry_col, terms)
    np.add.at(size, model.entry_col, np.abs(terms))
    count = np.bincount(model.entry_col, minlength=model.n_cols) + 4
    return model.col_cost - total, size * count * _EPS


def _weak_duality(model: LinearModel, duals: Long, lower: Long, upper: Long) -> float:
    reduced, slip = _reduced(model, duals)
    rows = np.where(duals > 0, model.row_lower, np.where(duals < 0, model.row_upper, 0.0)).astype(np.longdouble)
    row_terms = duals * rows
    col_terms = np.minimum(_least(reduced - slip, lower, upper), _least(reduced + slip, lower, upper))
    if not (np.isfinite(col_terms).all() and np.isfinite(row_terms).all()):
        return -np.inf
    slack = (np.abs(row_terms).sum() + np.abs(col_terms).sum()) * (len(row_terms) + len(col_terms) + 4) * _EPS
    return float(row_terms.sum() + col_terms.sum() - slack)


def _least(reduced: Long, lower: Long, upper: Long) -> Long:
    """The least that a column can add: its reduced cost times the better bound."""
    at = np.where(reduced > 0, lower, np.where(reduced < 0, upper, np.longdouble(0)))
    return np.where(reduced == 0, np.longdouble(0), reduced * np.where(reduced == 0, np.longdouble(0), at))


def _shrunk(model: LinearModel, duals: Long, upper: Long) -> Long:
    """Duals scaled down until every column without an upper bound has a reduced cost of at least 0 (Farley)."""
    reduced, slip = _reduced(model, duals)
    bad = np.isposinf(upper) & (reduced - slip < 0) & (model.col_cost > 0)
    if not bad.any():
        return duals
    ratio = model.col_cost[bad] / (model.col_cost[bad] - reduced[bad] + slip[bad])
    return duals * min(np.longdouble(1), ratio.min()) * _SHRINK


def _implied(model: LinearModel) -> tuple[Long, Long]:
    """Column bounds, with missing upper bounds taken from the rows that imply one."""
    lower, upper = model.col_lower.astype(np.longdouble), model.col_upper.astype(np.longdouble)
    if not np.isposinf(upper).any():
        return lower, upper
    for sign, limit in ((1.0, model.row_upper), (-1.0, -model.row_lower)):
        upper = np.minimum(upper, _from_rows(model, sign, limit, lower, upper))
    return lower, upper


def _from_rows(model: LinearModel, sign: float, limit: Floats, lower: Long, upper: Long) -> Long:
    values = sign * model.entry_value.astype(np.longdouble)
    at = np.where(values > 0, lower[model.entry_col], upper[model.entry_col])
    least = np.where(values == 0, np.longdouble(0), values * np.where(values == 0, np.longdouble(0), at))
    activity, size = np.zeros(model.n_rows, np.longdouble), np.abs(np.where(np.isfinite(limit), limit, 0.0))
    np.add.at(activity, model.entry_row, least)
    size = size.astype(np.longdouble)
    np.add.at(size, model.entry_row, np.abs(least))
    usable = (values > 0) & np.isfinite(limit[model.entry_row]) & np.isfinite(activity[model.entry_row])
    rows, cols = model.entry_row[usable], model.entry_col[usable]
    room = limit[rows] - activity[rows] + least[usable] + size[rows] * (model.n_cols + 4) * _EPS
    implied = np.full(model.n_cols, np.inf, np.longdouble)
    np.minimum.at(implied, cols, room / values[usable] * (1 + 4 * _EPS) + 4 * _EPS)
    return implied
