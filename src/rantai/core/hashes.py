"""One hash of plain content, the same for the same content: how a form that was sent twice is known again."""

from __future__ import annotations

import hashlib
import json


def hash_of(body: object) -> str:
    """The hash of plain content; days and the like count as their text."""
    return hashlib.sha256(json.dumps(body, sort_keys=True, default=str).encode()).hexdigest()
