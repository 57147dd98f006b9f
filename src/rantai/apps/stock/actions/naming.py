"""Codes of new lots: L and the number of the movement that brings them; children add a number to their parent's."""

from __future__ import annotations

from rantai.apps.catalog.models import CODE_LENGTH
from rantai.apps.stock.models import LedgerHead, MaterialLot


class Names:
    """Codes that nobody has yet. To be used while the head of the chain is locked."""

    def __init__(self) -> None:
        self._next = LedgerHead.objects.get(pk=1).sequence
        self._given: set[str] = set()

    def of_arrival(self) -> str:
        """The code of a lot that comes in."""
        while True:
            self._next += 1
            code = f"L{self._next:07d}"
            if self._is_free(code):
                return code

    def of_child(self, parent: MaterialLot) -> str:
        """The code of a lot that is cut from another: L0000012-1, L0000012-2."""
        made = MaterialLot.objects.filter(parent=parent).count()
        while True:
            made += 1
            code = f"{parent.code}-{made}"
            if len(code) > CODE_LENGTH:
                return self.of_arrival()
            if self._is_free(code):
                return code

    def _is_free(self, code: str) -> bool:
        if code in self._given or MaterialLot.objects.filter(code=code).exists():
            return False
        self._given.add(code)
        return True
