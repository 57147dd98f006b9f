"""What the explosion refuses: a bill that contains itself, and quantities too large to count exactly.

The exceptions carry positions; who knows the codes turns them into a `Problem` of the refusal beside them.
"""

from __future__ import annotations

from rantai.core.problems import Refusal

BILL_LOOP = Refusal(
    "E101",
    "Susunan barang berputar: {path}.",
    "The bill of materials goes in a circle: {path}.",
    "Hapus satu baris dari lingkaran ini.",
    "Remove one line of this circle.",
)
QUANTITY_TOO_LARGE = Refusal(
    "E102",
    "Jumlah “{item}” terlalu besar untuk dihitung tepat.",
    "The quantity of “{item}” is too large to be counted exactly.",
    "Periksa jumlah permintaan dan jumlah per barang pada susunan.",
    "Check the quantity wanted and the quantities per piece in the bill.",
)


class BillLoop(Exception):
    """A bill contains itself. `path` holds item positions from parent to child; first and last are the same."""

    def __init__(self, path: tuple[int, ...]) -> None:
        self.path = path
        super().__init__(" → ".join(map(str, path)))


class QuantityTooLarge(Exception):
    """A quantity passes the largest that is counted exactly. `item` is the position where it is met first."""

    def __init__(self, item: int) -> None:
        self.item = item
        super().__init__(f"item {item}")
