"""Small files of every kind that is taken, and large ones that look small."""

from __future__ import annotations

import struct
import zlib

# Sixteen points square: its head, its frame, its end.
JPEG = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x10\x00\x10" + b"\x00" * 12 + b"\xff\xd9"


def picture(wide: int, high: int) -> bytes:
    """A whole PNG of one colour whose head says this size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", wide, high, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * 1_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def drawn(wide: int, high: int, ink: int = 0x16) -> bytes:
    """A whole PNG of this size with one stroke; without `ink` nothing is on it."""
    whole = picture(wide, high)
    rows = b"".join(b"\x00" + bytes([ink] * wide if row == high // 2 else wide) for row in range(high))
    data = zlib.compress(rows)
    seal = struct.pack(">I", zlib.crc32(b"IDAT" + data))
    return whole[:33] + struct.pack(">I", len(data)) + b"IDAT" + data + seal + whole[-12:]


def pdf(stream: bytes = b"q Q", extra: bytes = b"") -> bytes:
    """A PDF with one packed stream."""
    packed = zlib.compress(stream, 9)
    return b"%PDF-1.4\n1 0 obj <<" + extra + b">> stream\n" + packed + b"\nendstream endobj\n%%EOF\n"


def dxf(*pairs: tuple[str, str]) -> bytes:
    """A drawing of these groups."""
    words = [("0", "SECTION"), ("2", "ENTITIES"), *pairs, ("0", "ENDSEC"), ("0", "EOF")]
    return "\r\n".join(part for pair in words for part in pair).encode() + b"\r\n"


def nested(levels: int) -> bytes:
    """Blocks that insert each other ten times each: ten to the power of `levels` lines when it is drawn."""
    pairs: list[tuple[str, str]] = []
    for level in range(levels):
        pairs += [("0", "BLOCK"), ("2", f"B{level}")]
        pairs += [("0", "INSERT"), ("2", f"B{level + 1}")] * 10
        pairs += [("0", "ENDBLK")]
    pairs += [("0", "BLOCK"), ("2", f"B{levels}"), ("0", "LINE"), ("8", "0"), ("0", "ENDBLK")]
    return dxf(*pairs, ("0", "INSERT"), ("2", "B0"))
