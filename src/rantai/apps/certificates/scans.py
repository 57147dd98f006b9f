"""Files of certificates: looked into before they are kept, kept under their hash outside the web root, never run."""

import hashlib
import os
import re
import struct
import tempfile
from pathlib import Path

from django.conf import settings

from rantai.apps.certificates.refusals import FILE_ACTIVE, FILE_KIND, FILE_LARGE
from rantai.core.problems import InvalidInput, Problem, Refusal, Where

MOST_BYTES = 5 * 1024 * 1024
MOST_PIXELS = 60_000_000
PNG = b"\x89PNG\r\n\x1a\n"
# Every repetition ends: a file of openings that never close is looked through once, not once for each of them.
_ACTIVE = re.compile(
    rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA|OpenAction\s{0,32}<<[^>]{0,512}/S\s{0,32}/URI)\b"
)


def kind_of(content: bytes) -> str:
    """pdf, jpeg or png, by what is inside. Raises InvalidInput for anything else, too large, or active."""
    if len(content) > MOST_BYTES:
        raise _refused(FILE_LARGE)
    if content.startswith(b"%PDF-"):
        if not is_whole_pdf(content):
            raise _refused(FILE_KIND)
        if carries_program(content):
            raise _refused(FILE_ACTIVE)
        return "pdf"
    if not 0 < pixels_of(content) <= MOST_PIXELS:
        raise _refused(FILE_KIND)
    return "png" if content.startswith(PNG) else "jpeg"


def is_whole_pdf(content: bytes) -> bool:
    """Whether a PDF has its beginning and its end."""
    return content.startswith(b"%PDF-") and b"%%EOF" in content[-1024:]


def carries_program(content: bytes) -> bool:
    """Whether a PDF brings a program or a file along. A name may be written with #xx codes; they are undone first."""
    return bool(_ACTIVE.search(re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), content)))


def pixels_of(content: bytes) -> int:
    """Width × height of a whole PNG or JPEG; 0 of anything else."""
    return _png_pixels(content) if content.startswith(PNG) else _jpeg_pixels(content)


def keep(content: bytes) -> str:
    """Write the bytes under their SHA-256 and return it. The same bytes are kept once; a crash leaves no half file."""
    digest = hashlib.sha256(content).hexdigest()
    place = _place(digest)
    if place.exists():
        return digest
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).chmod(0o640)
    Path(name).replace(place)
    return digest


def content_of(sha256: str) -> bytes | None:
    """The bytes of a kept file; None when they are gone or are not what they were."""
    place = _place(sha256)
    if not place.is_file():
        return None
    content = place.read_bytes()
    return content if hashlib.sha256(content).hexdigest() == sha256 else None


def _place(sha256: str) -> Path:
    return Path(settings.MEDIA_ROOT) / "certificates" / sha256[:2] / sha256


def _png_pixels(content: bytes) -> int:
    if content[12:16] != b"IHDR" or b"IEND" not in content[-16:] or len(content) < 33:
        return 0
    wide, high = struct.unpack(">II", content[16:24])
    return int(wide * high)


def _jpeg_pixels(content: bytes) -> int:
    """Width × height from the first frame; 0 when it is no whole JPEG."""
    if not content.startswith(b"\xff\xd8\xff") or b"\xff\xd9" not in content[-64:]:
        return 0
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        mark, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            high, wide = struct.unpack(">HH", content[at + 5 : at + 9])
            return int(wide * high)
        at += 2 + length
    return 0


def _refused(refusal: Refusal) -> InvalidInput:
    return InvalidInput([Problem(refusal, Where(column="file"))])
