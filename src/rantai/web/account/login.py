"""Checking name and password, with guesses counted before the hash."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest

from rantai.apps.parties import actions
from rantai.apps.parties.models import User
from rantai.core.problems import InvalidInput

# Ten guesses an account and twenty an address in a quarter of an hour; then nothing is hashed any more.
WINDOW_MINUTES = 15
PER_ACCOUNT = 10
PER_ADDRESS = 20


class TooManyAttempts(Exception):
    """The account or the address has used up its guesses for this quarter of an hour."""


def check_login(request: HttpRequest, *, login_name: str, password: str, at: datetime) -> User | None:
    """The person, or None for a wrong name or password. Raises TooManyAttempts before anything is hashed.

    A success gives the address its attempt back: many people of one workshop share one address.
    """
    name = _normal_or_raw(login_name)
    account, address = account_key(name), address_key(request)
    allowed = [
        actions.count_attempt(key=key, limit=limit, window_minutes=WINDOW_MINUTES, at=at)
        for key, limit in ((account, PER_ACCOUNT), (address, PER_ADDRESS))
    ]
    if not all(allowed):
        raise TooManyAttempts
    user = authenticate(request, username=name, password=password)
    if isinstance(user, User):
        actions.forgive_attempts(key=account, at=at)
        actions.give_attempt_back(key=address, window_minutes=WINDOW_MINUTES, at=at)
        return user
    return None


def account_key(login_name: str) -> str:
    """The counter of one account; hashed, so that the table holds no telephone numbers of strangers."""
    return "account:" + hashlib.sha256(login_name.encode()).hexdigest()[:40]


def address_key(request: HttpRequest) -> str:
    """The counter of one network address. Behind our own proxy, the address that the proxy saw."""
    seen = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", seen).rsplit(",", 1)[-1].strip()
    return "address:" + seen[:60]


def _normal_or_raw(login_name: str) -> str:
    """One spelling of the name; what cannot be a name is tried as it stands, at the same price."""
    try:
        return actions.normal_login_name(login_name)
    except InvalidInput:
        return login_name[:80]
