"""One request, one act: a form that is sent twice is done once.

`@once` stands under `@transaction.atomic` on a verb that takes `key`, or `facts` that carry one. The row of the key is
written first, so of two who come at the same moment the second waits for the first; what is refused leaves no row and
may be sent again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, is_dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from rantai.apps.audit.models import AskedOnce
from rantai.apps.audit.refusals import REQUEST_USED
from rantai.core.problems import InvalidInput, Problem

WHO_AND_WHEN = ("by", "at", "key")  # a request that comes again comes later, and is still the same

P = ParamSpec("P")
R = TypeVar("R")


def once(act: Callable[P, R]) -> Callable[P, R]:
    """The same `key` with the same content returns what it made first; without a key everything is new.

    Raises InvalidInput (REQUEST_USED) when the key did something else.
    """

    @wraps(act)
    def done(*args: P.args, **kwargs: P.kwargs) -> R:
        key = str(kwargs.get("key") or getattr(kwargs.get("facts"), "key", ""))
        if not key:
            return act(*args, **kwargs)
        hashed = _hash({name: given for name, given in kwargs.items() if name not in WHO_AND_WHEN})
        first = {"asked_hash": hashed, "asked_at": kwargs["at"]}
        row, is_new = AskedOnce.objects.get_or_create(verb=act.__name__, key=key, defaults=first)
        if is_new:
            made = act(*args, **kwargs)
            AskedOnce.objects.filter(pk=row.pk).update(made_id=made)
            return made
        if row.asked_hash != hashed:
            raise InvalidInput([Problem(REQUEST_USED)])
        return row.made_id  # type: ignore[return-value]

    return done


def _hash(asked: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(asked, default=_plain, sort_keys=True).encode()).hexdigest()


def _plain(value: object) -> object:
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else str(value)
