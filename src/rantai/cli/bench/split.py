"""`rantai bench split`: who pays what of a pooled cost, or who gets what of a short supply."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np

from rantai.cli.bench.flow import Answer, Effort, Subject, command
from rantai.cli.bench.split_document import Asked, read
from rantai.cli.bench.split_words import property_of
from rantai.core.json_problems import refuse
from rantai.core.json_refusals import UNKNOWN_CLASS
from rantai.engine import sharing
from rantai.engine.sharing.generate import SPELLED, drawn


def generate(spec: str, seed: int) -> dict[str, Any]:
    """A drawn question as a document. Raises InvalidInput for an unknown class."""
    kind, _, rest = spec.partition("-")
    count, _, rule = rest.partition("-")
    try:
        document = drawn(kind, int(count), seed)
    except ValueError as broken:
        raise refuse(UNKNOWN_CLASS, "--generate", value=spec[:40], classes=SPELLED) from broken
    return {**document, "rule": rule or sharing.PROPORTIONAL}


def answer(asked: Asked, effort: Effort) -> Answer:
    """The split, searched within the work; the plain one is kept for when the search has to be left."""
    if asked.cost is None:
        return plain(asked)
    effort.keep(plain(asked))
    params = sharing.SharingParams(asked.rule, effort.work, effort.seed, out_of_time=effort.out_of_time)
    return _told(asked, sharing.solve(asked.cost, params))


def plain(asked: Asked) -> Answer:
    """A proportional split without any search; of a supply, the shares themselves."""
    if asked.cost is not None:
        return _told(asked, sharing.plain(asked.cost))
    assert asked.wanted is not None and asked.committed is not None
    wants = (asked.committed.tolist(), asked.wanted.tolist())
    shares = sharing.share_short_pieces(asked.supply, *wants, asked.each, asked.names)
    given = sum(shares)
    most = min(asked.supply, sum(-(-want // asked.each) for want in wants[1]))
    return Answer("optimal", given, most, shares, {"rule": asked.rule, "left": asked.supply - given})


def _told(asked: Asked, found: sharing.SharingAnswer) -> Answer:
    low, high = found.least_core_idr
    members = np.flatnonzero(found.worst).tolist()
    core = {
        "state": found.core,
        "least_core_from": _number(low),
        "least_core_to": _number(high),
        "worst": {"firms": members, "excess": found.worst_excess_idr, "alone": found.worst_alone_idr},
    }
    more: dict[str, Any] = {
        "rule": found.rule,
        "total": found.total_idr,
        "savings": found.savings_idr,
        "stand_alone": found.alone_idr.tolist(),
        "core": core,
        "property": property_of(found, asked.rule),
    }
    if found.samples:
        more["sampling"] = {"orders": found.samples, "confidence": 0.95, "half_width": list(found.half_width_idr)}
    return Answer(found.status, found.excess_idr, found.bound_idr, found.shares_idr.tolist(), more)


def _number(value: Fraction) -> float | int:
    return int(value) if value.denominator == 1 else float(value)


split = command(
    Subject(
        name="split",
        help="Who pays what of a pooled cost, by which rule, and who could object (docs/bench/split.md).",
        read=read,
        generate=generate,
        solve=answer,
        plain=plain,
        classes=SPELLED,
    )
)
