"""QR codes as SVG, black on white, with a quiet zone."""

from __future__ import annotations

import io
from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr(text: str) -> str:
    """A QR code of any text, as small as it can be; middle error correction, because workshops are dusty."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=2, light="#ffffff")
    return out.getvalue().decode()
