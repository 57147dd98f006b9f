"""Knobs of the explosion."""

from __future__ import annotations

from dataclasses import dataclass

from rantai.core.numbers import LARGEST


@dataclass(frozen=True)
class ExplosionParams:
    """`largest_pieces` (1..2^62): sums beyond it are refused, because 64-bit sums would no longer be exact."""

    largest_pieces: int = LARGEST

    def __post_init__(self) -> None:
        if not 1 <= self.largest_pieces <= LARGEST:
            raise ValueError(f"largest_pieces must be 1..{LARGEST}, not {self.largest_pieces}")
