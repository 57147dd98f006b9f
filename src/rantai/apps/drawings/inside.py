"""What a file really is, and whether it would grow too large for the phone that opens it. Nothing is ever run.

A PDF is unpacked stream by stream up to a limit, a picture's pixels are read from its head, and of a DXF the entities
are counted as a viewer would draw them: a block that inserts blocks counts as often as it stands there.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from rantai.apps.certificates.scans import carries_program, is_whole_pdf, pixels_of
from rantai.apps.drawings.refusals import ACTIVE, BOMB, LARGE, UNKNOWN, refuse

MOST_MB = 3
MOST_BYTES = MOST_MB * 1024 * 1024
MOST_PIXELS = 40_000_000
MOST_UNPACKED = 64 * 1024 * 1024
MOST_ENTITIES = 500_000
_OPENS, _CLOSES = b"stream", b"endstream"
_DEEPEST = 32


def kind_of(content: bytes) -> str:
    """pdf, png, jpeg or dxf, by what is inside. Raises InvalidInput for anything else, too large, active, or a bomb."""
    if len(content) > MOST_BYTES:
        raise refuse(LARGE, most=MOST_MB)
    if content.startswith(b"%PDF-"):
        _refuse_bad_pdf(content)
        return "pdf"
    pixels = pixels_of(content)
    if pixels > MOST_PIXELS:
        raise refuse(BOMB)
    if pixels:
        return "png" if content.startswith(b"\x89PNG") else "jpeg"
    if _drawn(content) > MOST_ENTITIES:
        raise refuse(BOMB)
    return "dxf"


def _refuse_bad_pdf(content: bytes) -> None:
    if not is_whole_pdf(content):
        raise refuse(UNKNOWN)
    if carries_program(content):
        raise refuse(ACTIVE)
    left = MOST_UNPACKED
    for stream in _streams(content):
        left -= _unpacked(stream, left)
        if left <= 0:
            raise refuse(BOMB)


def _streams(content: bytes) -> Iterator[bytes]:
    """What stands before each end of a stream: from the first opening, and from the last one where there are several.

    The file is looked through once, however many openings never close.
    """
    at = 0
    while (end := content.find(_CLOSES, at)) >= 0:
        first, last = content.find(_OPENS, at, end), content.rfind(_OPENS, at, end)
        for opening in {first, last} - {-1}:
            yield content[opening + len(_OPENS) : end].lstrip(b"\r\n")
        at = end + len(_CLOSES)


def _unpacked(stream: bytes, most: int) -> int:
    """How many bytes a stream unpacks to, `most` at most; a stream that is not packed is as long as it is."""
    try:
        return len(zlib.decompressobj().decompress(stream, most))
    except zlib.error:
        return len(stream)


@dataclass
class _Block:
    """Entities of a block of its own, and the blocks it inserts, each so many times."""

    entities: int = 0
    inserts: list[tuple[str, int]] = field(default_factory=list)


def _drawn(content: bytes) -> int:
    """Entities that a viewer would draw. Raises InvalidInput when it is no whole DXF in plain text."""
    lines = content.decode("latin-1").splitlines()
    words = [line.strip() for line in lines]
    while words and not words[-1]:
        words.pop()
    if len(words) < 4 or len(words) % 2 or words[-1] != "EOF" or words[:2] not in (["0", "SECTION"], ["999", words[1]]):
        raise refuse(UNKNOWN)
    blocks = _blocks(words)
    return _size(blocks, "", 0, {})


def _pairs(words: list[str]) -> Iterator[tuple[str, str]]:
    return zip(words[::2], words[1::2], strict=True)


def _blocks(words: list[str]) -> dict[str, _Block]:
    """Every block by name; "" is the drawing itself."""
    blocks = {"": _Block()}
    here, what, name, times = "", "", "", 1
    for code, value in [*_pairs(words), ("0", "")]:
        if code == "0":
            if what == "INSERT":
                blocks[here].inserts.append((name, times))
            elif what == "BLOCK":
                here = name
                blocks.setdefault(here, _Block())
            elif what == "ENDBLK":
                here = ""
            elif what not in ("", "SECTION", "ENDSEC", "EOF"):
                blocks[here].entities += 1
            what, name, times = value, "", 1
        elif code == "2" and what in ("INSERT", "BLOCK"):
            name = value
        elif code in ("70", "71") and what == "INSERT":
            times *= max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 7 else MOST_ENTITIES
    return blocks


def _size(blocks: dict[str, _Block], name: str, depth: int, known: dict[str, int]) -> int:
    """Entities of a block with everything it inserts; a block inside itself is without end."""
    if depth > _DEEPEST:
        return MOST_ENTITIES + 1
    if name not in known:
        block = blocks.get(name, _Block())
        total = block.entities
        for inner, times in block.inserts:
            total += times * _size(blocks, inner, depth + 1, known)
            if total > MOST_ENTITIES:
                break
        known[name] = total
    return known[name]
