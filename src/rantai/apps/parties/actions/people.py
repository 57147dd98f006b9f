"""People: invited by their organisation, deactivated, given new roles, helped back to a lost password."""

import hashlib
import re
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import TypedDict

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.parties import refusals
from rantai.apps.parties.models import (
    Invitation,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationRole,
    ResetLink,
    User,
)

INVITATION_DAYS = 7
RESET_HOURS = 24

# Which roles an organisation may give to its people follows from what it is: no workshop makes a ministry officer.
ROLES_BY_KIND = {
    "centre": "centre_staff",
    "maker": "maker_owner",
    "buyer": "buyer",
    "assembler": "buyer",
    "consortium": "consortium_manager",
    "ministry": "ministry_officer",
    "mill": "mill_sales",
    "service_centre": "mill_sales",
    "distributor": "mill_sales",
    "retail": "mill_sales",
}

_LOGIN_NAME = re.compile(r"[a-z0-9+][a-z0-9._@+-]{2,79}")
_TELEPHONE = re.compile(r"\+?[0-9 ().-]{8,24}")


def normal_login_name(text: str) -> str:
    """One spelling per person: telephone numbers as +62…, everything else in small letters.

    Raises InvalidInput when the text is neither.
    """
    name = text.strip().lower()
    if _TELEPHONE.fullmatch(name):
        digits = re.sub(r"\D", "", name)
        abroad = digits if name.startswith("+") or digits.startswith("62") else "62" + digits.removeprefix("0")
        name = "+" + abroad
    if not _LOGIN_NAME.fullmatch(name):
        raise refusals.refuse(refusals.LOGIN_NAME_FORM, "login_name", login_name=text)
    return name


def allowed_roles(organisation_id: int) -> list[str]:
    """The roles this organisation may give, in fixed order."""
    kinds = set(OrganisationRole.objects.filter(organisation=organisation_id).values_list("kind", flat=True))
    given = {ROLES_BY_KIND[kind] for kind in kinds if kind in ROLES_BY_KIND}
    return [role for role in MembershipRole.Role.values if role in given]


@transaction.atomic
def add_person(
    *,
    organisation_id: int,
    login_name: str,
    display_name: str,
    password: str | None,
    roles: Collection[str],
    is_admin: bool,
    by: Author,
    at: datetime,
) -> int:
    """Add a person with a membership at once, without an invitation (first administrator, demo). Returns the user's id.

    `password` None makes an account that opens only by a reset link. Raises InvalidInput as `invite` does.
    """
    name = normal_login_name(login_name)
    _check_roles(organisation_id, roles)
    user = User.objects.create(
        login_name=name, display_name=display_name, password=make_password(password), joined_at=at
    )
    record(verb="add", noun="user", object_id=user.pk, by=by, at=at)
    _join(user, organisation_id=organisation_id, roles=roles, is_admin=is_admin, by=by, at=at)
    return user.pk


@transaction.atomic
def invite(
    *,
    organisation_id: int,
    login_name: str,
    display_name: str,
    roles: Collection[str],
    is_admin: bool,
    by: Author,
    at: datetime,
) -> str:
    """Invite a person into the organisation; returns the token of a link that works once, for seven days.

    The token is given out here and never again: only its hash is kept. Raises InvalidInput: login name form,
    role this organisation cannot give, already a member, already invited.
    """
    name = normal_login_name(login_name)
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=organisation_id)
    _check_roles(organisation_id, roles)
    if Membership.objects.filter(organisation=organisation_id, user__login_name=name).exists():
        raise refusals.refuse(refusals.ALREADY_MEMBER, "login_name", login_name=login_name)
    open_ones = Invitation.objects.filter(organisation=organisation_id, login_name=name, used_at=None, revoked_at=None)
    if open_ones.filter(expires_at__gt=at).exists():
        raise refusals.refuse(refusals.ALREADY_INVITED, "login_name", login_name=login_name)
    open_ones.update(revoked_at=at)  # expired unanswered: the new one takes its place
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        token_hash=token_hash(token),
        made_by_id=by.user_id,
        made_at=at,
        expires_at=at + timedelta(days=INVITATION_DAYS),
        organisation_id=organisation_id,
        login_name=name,
        display_name=display_name,
        roles=sorted(set(roles)),
        is_admin=is_admin,
    )
    after = {"organisation_id": organisation_id, "roles": sorted(set(roles)), "is_admin": is_admin}
    record(verb="invite", noun="invitation", object_id=invitation.pk, by=by, at=at, after=after)
    return token


@transaction.atomic
def revoke_invitation(*, invitation_id: int, by: Author, at: datetime) -> None:
    """Take an unanswered invitation back. Doing it twice changes nothing."""
    if Invitation.objects.filter(pk=invitation_id, used_at=None, revoked_at=None).update(revoked_at=at):
        record(verb="revoke", noun="invitation", object_id=invitation_id, by=by, at=at)


def accept_invitation(*, token: str, password: str, at: datetime) -> int:
    """Make the invited person's account and membership; uses the link up. Returns the user's id.

    Raises InvalidInput when the link is not usable or the login name has an account (then `join_by_invitation`,
    logged in), and django's ValidationError when the password is too weak.
    """
    invitation = usable_invitation(token, at)
    if invitation is None:
        raise refusals.refuse(refusals.LINK_NOT_USABLE)
    person = User(login_name=invitation.login_name, display_name=invitation.display_name, joined_at=at)
    validate_password(password, person)
    person.password = make_password(password)  # 30 ms, so before the transaction
    with transaction.atomic():
        _use_up(Invitation, invitation.pk, at)
        if User.objects.filter(login_name=person.login_name).exists():
            raise refusals.refuse(refusals.LINK_NOT_USABLE)
        person.save()
        by = Author(person.pk, invitation.organisation_id, "")
        record(verb="add", noun="user", object_id=person.pk, by=by, at=at)
        _join(person, **_terms(invitation), by=by, at=at)
    return person.pk


@transaction.atomic
def join_by_invitation(*, token: str, by: Author, at: datetime) -> None:
    """A person who already has an account, and is logged in with it, joins one more organisation.

    Raises InvalidInput when the link is not usable or is meant for another login name.
    """
    invitation = usable_invitation(token, at)
    user = User.objects.filter(pk=by.user_id).first() if by.user_id is not None else None
    if invitation is None or user is None or invitation.login_name != user.login_name:
        raise refusals.refuse(refusals.LINK_NOT_USABLE)
    _use_up(Invitation, invitation.pk, at)
    _join(user, **_terms(invitation), by=by, at=at)


@transaction.atomic
def deactivate(*, membership_id: int, by: Author, at: datetime) -> None:
    """End a membership; the person's open sessions see nothing of this organisation from the next request on.

    Raises InvalidInput for the organisation's last administrator.
    """
    membership = _locked(membership_id)
    if not membership.active:
        return
    _keep_an_admin(membership)
    Membership.objects.filter(pk=membership_id).update(active=False, until=at)
    ResetLink.objects.filter(user=membership.user_id).usable(at).update(revoked_at=at)
    record(verb="deactivate", noun="membership", object_id=membership_id, by=by, at=at, after={"active": False})


@transaction.atomic
def reactivate(*, membership_id: int, by: Author, at: datetime) -> None:
    """Open an ended membership again, with the roles it had."""
    membership = _locked(membership_id)
    if membership.active:
        return
    Membership.objects.filter(pk=membership_id).update(active=True, until=None)
    record(verb="reactivate", noun="membership", object_id=membership_id, by=by, at=at, after={"active": True})


@transaction.atomic
def change_roles(*, membership_id: int, roles: Collection[str], is_admin: bool, by: Author, at: datetime) -> None:
    """Set what a member does. Raises InvalidInput: role this organisation cannot give, last administrator."""
    membership = _locked(membership_id)
    _check_roles(membership.organisation_id, roles)
    if not is_admin:
        _keep_an_admin(membership)
    before = {"roles": sorted(membership.roles.values_list("role", flat=True)), "is_admin": membership.is_admin}
    membership.roles.all().delete()
    _give_roles(membership, roles)
    Membership.objects.filter(pk=membership_id).update(is_admin=is_admin)
    after = {"roles": sorted(set(roles)), "is_admin": is_admin}
    record(verb="change_roles", noun="membership", object_id=membership_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def reset_password_link(*, membership_id: int, by: Author, at: datetime) -> str:
    """Make a link with which the member sets a new password, once, within a day; older links end. Returns its token.

    Raises InvalidInput when the member is not active, or is active elsewhere too: whoever resets a password
    can log in with it, and must not reach another organisation's data that way.
    """
    membership = _locked(membership_id)
    if not membership.active:
        raise refusals.refuse(refusals.NOT_ACTIVE)
    if Membership.objects.filter(user=membership.user_id, active=True).exclude(pk=membership_id).exists():
        raise refusals.refuse(refusals.PERSON_OF_SEVERAL)
    ResetLink.objects.filter(user=membership.user_id).usable(at).update(revoked_at=at)
    token = secrets.token_urlsafe(32)
    ResetLink.objects.create(
        token_hash=token_hash(token),
        user_id=membership.user_id,
        made_by_id=by.user_id,
        made_at=at,
        expires_at=at + timedelta(hours=RESET_HOURS),
    )
    record(verb="reset_password", noun="membership", object_id=membership_id, by=by, at=at)
    return token


def set_password_by_link(*, token: str, password: str, at: datetime) -> int:
    """Set a new password through a reset link, which is used up; every open session of the person ends.

    Returns the user's id. Raises InvalidInput when the link is not usable, ValidationError for a weak password.
    """
    link = usable_reset(token, at)
    if link is None:
        raise refusals.refuse(refusals.LINK_NOT_USABLE)
    validate_password(password, link.user)
    hashed = make_password(password)
    with transaction.atomic():
        _use_up(ResetLink, link.pk, at)
        User.objects.filter(pk=link.user_id).update(password=hashed)
        by = Author(link.user_id, None, "")
        record(verb="set_password", noun="user", object_id=link.user_id, by=by, at=at)
    return link.user_id


def change_password(*, user_id: int, password: str, by: Author, at: datetime) -> None:
    """Set a new password for oneself; the page has asked for the old one. Raises ValidationError when it is weak."""
    validate_password(password, User.objects.get(pk=user_id))
    hashed = make_password(password)
    with transaction.atomic():
        User.objects.filter(pk=user_id).update(password=hashed)
        record(verb="set_password", noun="user", object_id=user_id, by=by, at=at)


@transaction.atomic
def change_language(*, user_id: int, language: str, by: Author, at: datetime) -> None:
    """Remember the language a person reads in ("id" or "en")."""
    if User.objects.filter(pk=user_id).exclude(language=language).update(language=language):
        record(verb="change_language", noun="user", object_id=user_id, by=by, at=at, after={"language": language})


def token_hash(token: str) -> str:
    """What is kept of a link's token. It has 256 random bits, so one round of SHA-256 cannot be guessed back."""
    return hashlib.sha256(token.encode()).hexdigest()


def usable_invitation(token: str, at: datetime) -> Invitation | None:
    return Invitation.objects.usable(at).filter(token_hash=token_hash(token)).first()


def usable_reset(token: str, at: datetime) -> ResetLink | None:
    links = ResetLink.objects.usable(at).select_related("user")
    return links.filter(token_hash=token_hash(token), user__is_active=True).first()


def _use_up(model: type[Invitation] | type[ResetLink], pk: int, at: datetime) -> None:
    """Mark a link as used; of two people who follow it at once, one is refused."""
    if not model.objects.usable(at).filter(pk=pk).update(used_at=at):
        raise refusals.refuse(refusals.LINK_NOT_USABLE)


def _locked(membership_id: int) -> Membership:
    """The membership, with its organisation locked, so that two people cannot each remove the other last admin."""
    membership = Membership.objects.get(pk=membership_id)
    Organisation.objects.select_for_update(no_key=True, of=("self",)).get(pk=membership.organisation_id)
    membership.refresh_from_db()
    return membership


def _keep_an_admin(membership: Membership) -> None:
    others = Membership.objects.in_force().filter(organisation=membership.organisation_id, is_admin=True)
    if membership.is_admin and not others.exclude(pk=membership.pk).exists():
        raise refusals.refuse(refusals.LAST_ADMIN)


def _check_roles(organisation_id: int, roles: Collection[str]) -> None:
    allowed = allowed_roles(organisation_id)
    for role in sorted(set(roles) - set(allowed)):
        raise refusals.refuse(refusals.ROLE_NOT_OF_ORGANISATION, "roles", role=role, allowed=", ".join(allowed))


class _Terms(TypedDict):
    organisation_id: int
    roles: list[str]
    is_admin: bool


def _terms(invitation: Invitation) -> _Terms:
    """What the person was invited to."""
    return {
        "organisation_id": invitation.organisation_id,
        "roles": invitation.roles,
        "is_admin": invitation.is_admin,
    }


def _join(
    user: User, *, organisation_id: int, roles: Collection[str], is_admin: bool, by: Author, at: datetime
) -> None:
    _check_roles(organisation_id, roles)
    # A link made while the person belonged to one organisation only must not open the second one.
    ResetLink.objects.filter(user=user).usable(at).update(revoked_at=at)
    membership = Membership.objects.create(user=user, organisation_id=organisation_id, is_admin=is_admin, since=at)
    _give_roles(membership, roles)
    after = {"user_id": user.pk, "organisation_id": organisation_id, "roles": sorted(set(roles)), "is_admin": is_admin}
    record(verb="join", noun="membership", object_id=membership.pk, by=by, at=at, after=after)


def _give_roles(membership: Membership, roles: Collection[str]) -> None:
    rows: Sequence[MembershipRole] = [MembershipRole(membership=membership, role=role) for role in sorted(set(roles))]
    MembershipRole.objects.bulk_create(rows)
