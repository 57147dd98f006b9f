"""The cast, for the matrix."""

from tests.cast import small_sentra

__all__ = ["small_sentra"]
