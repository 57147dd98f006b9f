"""What the pooling refuses: amounts too large to count exactly."""

from __future__ import annotations

from rantai.core.problems import Refusal

ORDER_TOO_LARGE = Refusal(
    "E201",
    "Pesanan dari penawaran “{offer}” terlalu besar untuk dihitung tepat.",
    "An order from offer “{offer}” is too large to be counted exactly.",
    "Periksa kebutuhan, pesanan minimum dan harga penawaran ini.",
    "Check the needs, the minimum order and the price of this offer.",
)


class OrderTooLarge(Exception):
    """An order that the needs may ask of `offer` (row of the offers) passes 10^14 g, or all orders 2^62 rupiah."""

    def __init__(self, offer: int) -> None:
        self.offer = offer
        super().__init__(f"offer {offer}")
