"""A signature that was drawn on the screen: a small PNG that is whole, and on which something was drawn.

It is printed on the delivery note, so a picture that only begins and ends like one is not enough: every part is
checked, and unpacked no further than its head says.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from rantai.apps.certificates.scans import PNG, pixels_of

MOST_BYTES = 300_000
MOST_PIXELS = 2_000_000
CHANNELS = {0: 1, 2: 3, 4: 2, 6: 4}  # PNG kinds of colour that have no palette, eight bits each


def is_signature(content: bytes) -> bool:
    """Whether this is a whole PNG of a signature's size with strokes on it."""
    if len(content) > MOST_BYTES or not content.startswith(PNG) or not 0 < pixels_of(content) <= MOST_PIXELS:
        return False
    parts = list(_parts(content))
    kinds = [kind for kind, _data in parts]
    if kinds[:1] != [b"IHDR"] or kinds[-1:] != [b"IEND"] or len(parts[0][1]) != 13:
        return False
    wide, high, bits, colour, packing, filters, lacing = struct.unpack(">IIBBBBB", parts[0][1])
    if bits != 8 or colour not in CHANNELS or packing or filters or lacing:
        return False
    row = 1 + wide * CHANNELS[colour]
    points = _unpacked(b"".join(data for kind, data in parts if kind == b"IDAT"), row * high)
    if len(points) != row * high or any(points[at] > 4 for at in range(0, len(points), row)):
        return False
    return any(any(points[at + 1 : at + row]) for at in range(0, len(points), row))


def _parts(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Kind and data of each part; ends at the first that is not whole."""
    at = len(PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        body = content[at + 4 : at + 8 + length]
        seal = content[at + 8 + length : at + 12 + length]
        if len(seal) != 4 or zlib.crc32(body) != int.from_bytes(seal, "big"):
            return
        yield body[:4], body[4:]
        at += 12 + length


def _unpacked(packed: bytes, most: int) -> bytes:
    """What was packed, when it is exactly so many bytes; else nothing."""
    opened = zlib.decompressobj()
    try:
        points = opened.decompress(packed, most + 1)
    except zlib.error:
        return b""
    return points if opened.eof and len(points) == most else b""
