"""Reading the desk.

search(reader, text) -> Found           everything that fits what was typed, fenced to what is the reader's
lanes(centre_id, today, now) -> …       what waits at a centre today, lane by lane, in one query
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rantai.apps.desk.asking import Sought, understood
from rantai.apps.desk.documents import SHOWN, DocumentHit, documents
from rantai.apps.desk.reader import Reader
from rantai.apps.desk.things import ThingHit, certificates, customers, goods, lots, makers, planned, sizes
from rantai.apps.desk.today import Job, Lane, lanes

__all__ = ["SHOWN", "DocumentHit", "Found", "Job", "Lane", "Reader", "ThingHit", "lanes", "search"]

THINGS = {
    "size": sizes,
    "lot": lots,
    "good": goods,
    "certificate": certificates,
    "customer": customers,
    "maker": makers,
    "planned": planned,
}


@dataclass(frozen=True)
class Found:
    """What fits, by kind of thing; kinds of which nothing fits are not there. One more than is shown, when there is."""

    sought: Sought
    things: Mapping[str, Sequence[ThingHit]] = field(default_factory=dict)
    documents: Mapping[str, Sequence[DocumentHit]] = field(default_factory=dict)


def search(reader: Reader, text: str) -> Found:
    """Everything that fits. At most twelve queries, however much there is."""
    sought = understood(text)
    if not sought:
        return Found(sought)
    things = {kind: rows for kind, ask in THINGS.items() if (rows := ask(reader, sought))}
    return Found(sought, things, documents(reader, sought))
