"""QR codes as SVG, black on white, with the quiet zone that phones ask for."""

from __future__ import annotations

import io

import segno


def qr(text: str) -> str:
    """A QR code of any text, as small as it can be; middle error correction, because workshops are dusty."""
    out = io.BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=2, light="#ffffff")
    return out.getvalue().decode()
