"""A record's history as the page shows it: what the trail holds, in the reader's words."""

from collections.abc import Mapping

from django.utils import timezone

from rantai.apps.audit.queries import history
from rantai.apps.parties import queries
from rantai.web.access import Request
from rantai.web.layout.pieces import Event, Words


def events_of(request: Request, noun: str, object_id: str | int, words: Mapping[str, Words]) -> list[Event]:
    """The acts on one record, newest first; `words` names each verb. The record's own door has been passed.

    People of the reader's own organisation are named; whoever acted for another organisation is not.
    Raises KeyError for a verb without a word, so that no raw code reaches a screen.
    """
    rows = history(noun, object_id)
    own = [row.user_id for row in rows if row.user_id and row.organisation_id == request.actor.organisation_id]
    names = queries.person_names(own)
    return [Event(timezone.localtime(row.at), words[row.verb], who=names.get(row.user_id or 0, "")) for row in rows]
