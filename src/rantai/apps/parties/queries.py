"""Reading parties: who acts, who is in an organisation, what is granted. Frozen rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch

from rantai.apps.audit.actions import Author
from rantai.apps.parties.models import (
    Grant,
    GrantQuerySet,
    Invitation,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationRole,
    User,
)


@dataclass(frozen=True)
class Actor(Author):
    """The person behind a request, acting for one organisation. Pass it as `by=` to every action.

    Nobody logged in: `user_id` None. Logged in without an active membership: `organisation_id` None.
    """

    login_name: str = ""
    display_name: str = ""
    organisation_code: str = ""
    organisation_name: str = ""
    roles: frozenset[str] = frozenset()
    is_admin: bool = False
    language: str = "id"
    others: tuple[tuple[int, str], ...] = ()
    """(id, name) of the other organisations this person can switch to."""

    @property
    def is_known(self) -> bool:
        return self.user_id is not None

    @property
    def is_member(self) -> bool:
        return self.organisation_id is not None


def nobody(request_id: str) -> Actor:
    """The actor of a request without login."""
    return Actor(user_id=None, organisation_id=None, request_id=request_id)


def actor_of(user: User, *, organisation_id: int | None, request_id: str) -> Actor:
    """The actor for a logged-in user: for the organisation they chose, or their first one. Two queries."""
    memberships = Membership.objects.in_force().filter(user=user.pk).select_related("organisation")
    found = list(memberships.prefetch_related("roles").order_by("id"))
    chosen = next((one for one in found if one.organisation_id == organisation_id), found[0] if found else None)
    return Actor(
        user_id=user.pk,
        organisation_id=chosen.organisation_id if chosen else None,
        request_id=request_id,
        login_name=user.login_name,
        display_name=user.display_name,
        language=user.language,
        organisation_code=chosen.organisation.code if chosen else "",
        organisation_name=chosen.organisation.name if chosen else "",
        roles=frozenset(row.role for row in chosen.roles.all()) if chosen else frozenset(),
        is_admin=chosen.is_admin if chosen else False,
        others=tuple((one.organisation_id, one.organisation.name) for one in found if one is not chosen),
    )


def has_role(user_id: int, organisation_id: int, role: str) -> bool:
    """Whether a person holds a role in an organisation now. One query."""
    found = MembershipRole.objects.filter(role=role, membership__organisation=organisation_id)
    return found.filter(membership__user=user_id, membership__active=True, membership__user__is_active=True).exists()


@dataclass(frozen=True)
class MemberRow:
    """One person of an organisation."""

    membership_id: int
    user_id: int
    display_name: str
    login_name: str
    roles: tuple[str, ...]
    is_admin: bool
    active: bool
    since: datetime
    until: datetime | None


def members(organisation_id: int) -> list[MemberRow]:
    """Everybody who is or was in the organisation: active first, then by name."""
    found = Membership.objects.filter(organisation=organisation_id).select_related("user").prefetch_related("roles")
    return [_member_row(one) for one in found.order_by("-active", "user__display_name", "id")]


def member(organisation_id: int, membership_id: int) -> MemberRow | None:
    """One person of this organisation; None when there is none, or it is of another organisation."""
    found = Membership.objects.filter(organisation=organisation_id, pk=membership_id).select_related("user")
    one = found.prefetch_related("roles").first()
    return _member_row(one) if one else None


def _member_row(one: Membership) -> MemberRow:
    return MemberRow(
        membership_id=one.pk,
        user_id=one.user_id,
        display_name=one.user.display_name,
        login_name=one.user.login_name,
        roles=tuple(sorted(row.role for row in one.roles.all())),
        is_admin=one.is_admin,
        active=one.active and one.user.is_active,
        since=one.since,
        until=one.until,
    )


@dataclass(frozen=True)
class InvitationRow:
    """An invitation that has not been answered."""

    invitation_id: int
    display_name: str
    login_name: str
    roles: tuple[str, ...]
    is_admin: bool
    expires_at: datetime
    organisation_name: str


def open_invitations(organisation_id: int, at: datetime) -> list[InvitationRow]:
    """Unanswered invitations of the organisation, the newest first."""
    found = Invitation.objects.usable(at).filter(organisation=organisation_id).select_related("organisation")
    return [invitation_row(one) for one in found.order_by("-id")]


def invitation_row(one: Invitation) -> InvitationRow:
    return InvitationRow(
        invitation_id=one.pk,
        display_name=one.display_name,
        login_name=one.login_name,
        roles=tuple(one.roles),
        is_admin=one.is_admin,
        expires_at=one.expires_at,
        organisation_name=one.organisation.name,
    )


@dataclass(frozen=True)
class OrganisationView:
    """An organisation with everything it is."""

    organisation_id: int
    code: str
    name: str
    kinds: tuple[str, ...]
    place_code: str
    place_name: str
    sentra_code: str
    sentra_name: str
    latitude_udeg: int | None
    longitude_udeg: int | None
    is_example: bool


def organisations(
    *, kind: str | None = None, kinds: Sequence[str] | None = None, ids: Sequence[int] | None = None
) -> list[OrganisationView]:
    """Organisations by code, of one kind or any of several, or with given ids; two queries, however many there are."""
    found = Organisation.objects.select_related("place", "sentra").prefetch_related(
        Prefetch("roles", queryset=OrganisationRole.objects.order_by("kind"))
    )
    if kind is not None:
        found = found.filter(roles__kind=kind)
    if kinds is not None:
        found = found.filter(pk__in=OrganisationRole.objects.filter(kind__in=kinds).values("organisation"))
    if ids is not None:
        found = found.filter(pk__in=ids)
    return [_organisation_view(one) for one in found.order_by("code")]


def organisation(organisation_id: int) -> OrganisationView | None:
    """One organisation, or None."""
    return next(iter(organisations(ids=[organisation_id])), None)


def organisation_by_code(code: str) -> OrganisationView | None:
    """One organisation by its code, or None."""
    found = Organisation.objects.filter(code=code).values_list("pk", flat=True).first()
    return organisation(found) if found is not None else None


def _organisation_view(one: Organisation) -> OrganisationView:
    return OrganisationView(
        organisation_id=one.pk,
        code=one.code,
        name=one.name,
        kinds=tuple(role.kind for role in one.roles.all()),
        place_code=one.place.code if one.place else "",
        place_name=one.place.name if one.place else "",
        sentra_code=one.sentra.code if one.sentra else "",
        sentra_name=one.sentra.name if one.sentra else "",
        latitude_udeg=one.latitude_udeg,
        longitude_udeg=one.longitude_udeg,
        is_example=one.is_example,
    )


@dataclass(frozen=True)
class GrantRow:
    """One permission between two organisations."""

    grant_id: int
    giver_id: int
    giver_name: str
    receiver_id: int
    receiver_name: str
    scope: str
    purpose: str
    valid_from: date
    valid_to: date | None
    given_at: datetime
    revoked_at: datetime | None

    def in_force(self, on: date) -> bool:
        """Whether it opens data on this day."""
        return self.revoked_at is None and self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def grants_given(organisation_id: int) -> list[GrantRow]:
    """What the organisation lets others see, the newest first, revoked ones too."""
    return _grant_rows(Grant.objects.filter(giver=organisation_id))


def grants_received(organisation_id: int) -> list[GrantRow]:
    """What others let the organisation see, the newest first, revoked ones too."""
    return _grant_rows(Grant.objects.filter(receiver=organisation_id))


def grant_given(organisation_id: int, grant_id: int) -> GrantRow | None:
    """One permission given by this organisation; None when there is none, or another organisation gave it."""
    return next(iter(_grant_rows(Grant.objects.filter(giver=organisation_id, pk=grant_id))), None)


def givers_to(organisation_id: int, scope: str, on: date) -> frozenset[int]:
    """Ids of the organisations whose `scope` this organisation may see on that day. The fence of every joint page."""
    found = Grant.objects.in_force(on).filter(receiver=organisation_id, scope=scope)
    return frozenset(found.values_list("giver_id", flat=True))


def codes_of_givers_to(organisation_id: int, scopes: Sequence[str], on: date) -> dict[str, frozenset[str]]:
    """By scope, codes of the organisations that let this organisation see it on that day. One query."""
    found = Grant.objects.in_force(on).filter(receiver=organisation_id, scope__in=scopes)
    rows = list(found.values_list("scope", "giver__code"))
    return {scope: frozenset(code for said, code in rows if said == scope) for scope in scopes}


def codes_of_kind(kind: str) -> frozenset[str]:
    """Codes of the organisations of one kind. One query."""
    return frozenset(Organisation.objects.filter(roles__kind=kind).values_list("code", flat=True))


def _grant_rows(found: GrantQuerySet) -> list[GrantRow]:
    grants = found.select_related("giver", "receiver").order_by("-id")
    return [
        GrantRow(
            grant_id=one.pk,
            giver_id=one.giver_id,
            giver_name=one.giver.name,
            receiver_id=one.receiver_id,
            receiver_name=one.receiver.name,
            scope=one.scope,
            purpose=one.purpose,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
            given_at=one.given_at,
            revoked_at=one.revoked_at,
        )
        for one in grants
    ]


def person_names(user_ids: Sequence[int]) -> dict[int, str]:
    """Names for the people of a timeline; the caller has passed the record's own door."""
    return dict(User.objects.filter(pk__in=set(user_ids)).values_list("id", "display_name"))


def role_words() -> dict[str, str]:
    """The word for each member role, in the reader's language."""
    return {value: str(label) for value, label in MembershipRole.Role.choices}


def has_account(login_name: str) -> bool:
    """Whether this (normalised) login name is taken. Only for the holder of an invitation made for it."""
    return User.objects.filter(login_name=login_name).exists()


def receivers_of_grants(organisation_id: int) -> list[OrganisationView]:
    """Organisations one may give a permission to: centres, consortia and authorities, never a competitor's name."""
    public = [one for kind in ("centre", "consortium", "ministry") for one in organisations(kind=kind)]
    unique = {one.organisation_id: one for one in public if one.organisation_id != organisation_id}
    return sorted(unique.values(), key=lambda one: one.name)
