"""The cast."""

from tests.cast import small_sentra

__all__ = ["small_sentra"]
