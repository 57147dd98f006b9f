"""Labels with QR codes on A4 sheets of 24 or a roll: the drawing of cut pieces' labels, fed by frozen rows."""

from collections.abc import Sequence

from rantai.apps.papers.documents import Label
from rantai.engine.cutting.papers.codes import qr
from rantai.engine.cutting.papers.printed import compiled

SIZES = ("a4", "roll")
MOST_LABELS = 5_000


def label_sheet(labels: Sequence[Label], language: str, *, title: str, size: str = "a4") -> bytes:
    """The labels as PDF, in their order. Raises ValueError for an unknown size and for more than `MOST_LABELS`."""
    if size not in SIZES or len(labels) > MOST_LABELS:
        raise ValueError(f"size {size!r} of {SIZES}, {len(labels)} labels of at most {MOST_LABELS}")
    made = [
        {
            "id": one.id,
            "size": one.size,
            "owner": one.owner,
            "heat": one.heat,
            "from": one.note,
            "code": "",
            "is_remnant": False,
            "qr": qr(one.link),
        }
        for one in labels
    ]
    return compiled(
        "labels.typ", {"language": language, "code": "", "is_roll": size == "roll", "title": title, "labels": made}
    )
