"""Who may ask what if, and which scenario a page is about."""

from __future__ import annotations

from rantai.apps.planning import queries
from rantai.apps.planning.queries import WhatIfRow
from rantai.web.access import Request, found
from rantai.web.sales.forms import KEY_LENGTH

EDITORS = ("consortium_manager",)
READERS = (*EDITORS, "centre_staff")


def get_what_if_for(_request: Request, what_if_id: int) -> WhatIfRow:
    """A scenario belongs to everybody who plans the programme; firms' rows inside are fenced one by one."""
    return found(queries.what_if(what_if_id))


def request_key(request: Request) -> str:
    """What tells one sending of a button from another; empty: nothing was sent along."""
    return request.POST.get("key", "").replace("\x00", "")[:KEY_LENGTH]


def may_edit(request: Request) -> bool:
    return bool(set(EDITORS) & set(request.actor.roles))
