"""The cast, for every test below. Not in tests/conftest.py, because the engine's tests run without Django."""

from tests.cast import small_sentra

__all__ = ["small_sentra"]
