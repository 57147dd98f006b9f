"""Who takes part: places, sentra, organisations, people, their memberships, and what organisations allow each other."""

from datetime import date, datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

CODE = RegexValidator(r"^[A-Z0-9][A-Z0-9._-]*\Z", _("A code has capital letters, digits, dot, dash and underscore."))


# Written out once more for the database, which holds the rule too.
ORGANISATION_KINDS = (
    *("mill", "service_centre", "distributor", "retail", "centre", "maker"),
    *("buyer", "assembler", "consortium", "ministry", "regency", "village"),
)
MEMBER_ROLES = ("centre_staff", "maker_owner", "buyer", "consortium_manager", "ministry_officer", "mill_sales")


def _on_earth(prefix: str) -> models.CheckConstraint:
    """Both coordinates or neither, inside the globe; unit millionths of a degree."""
    # "Known" is said outright: a comparison with an unknown value is not false but unknown, and a check lets it pass.
    known = Q(latitude_udeg__isnull=False, longitude_udeg__isnull=False)
    inside = Q(latitude_udeg__range=(-90_000_000, 90_000_000), longitude_udeg__range=(-180_000_000, 180_000_000))
    absent = Q(latitude_udeg__isnull=True, longitude_udeg__isnull=True)
    return models.CheckConstraint(condition=(known & inside) | absent, name=f"{prefix}_lies_on_earth_or_nowhere")


class Place(models.Model):
    """A village, district, regency, city or province; the code is the Ministry of Home Affairs' where there is one."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        PROVINCE = "province", _("province")
        REGENCY = "regency", _("regency")
        CITY = "city", _("city")
        DISTRICT = "district", _("district")
        VILLAGE = "village", _("village")
        SITE = "site", _("site")

    code = models.CharField(max_length=40, unique=True, validators=[CODE])
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    kemendagri_code = models.CharField(max_length=20, blank=True)
    latitude_udeg = models.IntegerField(null=True, blank=True)
    longitude_udeg = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            _on_earth("a_place"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="a_place_is_not_its_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name


class Sentra(models.Model):
    """A cluster of small makers, with the number of makers that was announced, by whom and when."""

    code = models.CharField(max_length=40, unique=True, validators=[CODE])
    name = models.CharField(max_length=120)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="sentras")
    centre = models.ForeignKey("Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    announced_makers = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """A firm, centre, consortium, ministry, regency or village. What it does stands in its roles."""

    code = models.CharField(max_length=40, unique=True, validators=[CODE])
    name = models.CharField(max_length=160)
    place = models.ForeignKey(Place, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    sentra = models.ForeignKey(Sentra, null=True, blank=True, on_delete=models.PROTECT, related_name="organisations")
    latitude_udeg = models.IntegerField(null=True, blank=True)
    longitude_udeg = models.IntegerField(null=True, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            _on_earth("an_organisation"),
            models.CheckConstraint(condition=~Q(name=""), name="an_organisation_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class OrganisationRole(models.Model):
    """One thing an organisation is; a trader may also cut, an assembler may also make."""

    class Kind(models.TextChoices):
        MILL = "mill", _("steel mill")
        SERVICE_CENTRE = "service_centre", _("service centre")
        DISTRIBUTOR = "distributor", _("distributor")
        RETAIL = "retail", _("retail trader")
        CENTRE = "centre", _("material centre")
        MAKER = "maker", _("workshop")
        BUYER = "buyer", _("buyer")
        ASSEMBLER = "assembler", _("assembler")
        CONSORTIUM = "consortium", _("consortium")
        MINISTRY = "ministry", _("ministry")
        REGENCY = "regency", _("regency government")
        VILLAGE = "village", _("village government")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="roles")
    kind = models.CharField(max_length=16, choices=Kind.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "kind"], name="an_organisation_has_a_role_once"),
            models.CheckConstraint(
                condition=Q(kind__in=ORGANISATION_KINDS),
                name="an_organisation_role_is_one_we_know",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())


class User(AbstractBaseUser):
    """A person who can log in, by telephone number or by a name of their own; belongs to firms by membership."""

    login_name = models.CharField(max_length=80, unique=True)
    display_name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, default="id", choices=[("id", "Bahasa Indonesia"), ("en", "English")])
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()

    objects: ClassVar = BaseUserManager()

    USERNAME_FIELD = "login_name"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(login_name=""), name="a_user_has_a_login_name"),
            models.CheckConstraint(condition=Q(language__in=["id", "en"]), name="a_user_reads_a_language_we_write"),
        ]

    def __str__(self) -> str:
        return self.display_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    def in_force(self) -> "MembershipQuerySet":
        """Active memberships of active people."""
        return self.filter(active=True, user__is_active=True)


class Membership(models.Model):
    """A person in an organisation. Leaving makes it inactive; the row stays, as the trail needs it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="memberships")
    is_admin = models.BooleanField(default=False)
    active = models.BooleanField(default=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="a_person_is_once_in_an_organisation"),
            models.CheckConstraint(
                condition=Q(active=True, until__isnull=True) | Q(active=False, until__isnull=False),
                name="an_inactive_membership_has_an_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation}"


class DutyRelease(models.Model):
    """The administrator's word that a person may do one act which duties kept it from, because nobody else is left.

    Used once, within a week; unused or used it stays.
    """

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="duty_releases")
    reason = models.CharField(max_length=400)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="a_release_from_duties_says_why"),
            models.UniqueConstraint(
                fields=["membership"], condition=Q(used_at__isnull=True), name="a_person_has_one_release_to_use"
            ),
        ]


class MembershipRole(models.Model):
    """What a person does in the organisation; opens the doors of `web/access.py`."""

    class Role(models.TextChoices):
        CENTRE_STAFF = "centre_staff", _("centre staff")
        MAKER_OWNER = "maker_owner", _("workshop owner")
        BUYER = "buyer", _("buyer")
        CONSORTIUM_MANAGER = "consortium_manager", _("consortium manager")
        MINISTRY_OFFICER = "ministry_officer", _("ministry officer")
        MILL_SALES = "mill_sales", _("mill sales")

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "role"], name="a_member_has_a_role_once"),
            models.CheckConstraint(
                condition=Q(role__in=MEMBER_ROLES),
                name="a_member_role_is_one_we_know",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_role_display())


class LinkQuerySet(models.QuerySet):
    def usable(self, at: datetime) -> "LinkQuerySet":
        """Links not yet used, not taken back, not past their end."""
        return self.filter(used_at__isnull=True, revoked_at__isnull=True, expires_at__gt=at)


class Link(models.Model):
    """A single-use address that is handed over by hand (WhatsApp, paper). Only the token's hash is kept."""

    token_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        abstract = True


class Invitation(Link):
    """An invitation into one organisation, for one login name, with the roles the person will have."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invitations")
    login_name = models.CharField(max_length=80)
    display_name = models.CharField(max_length=120)
    roles = models.JSONField(default=list)
    is_admin = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")), name="an_invitation_ends_after_it_is_made"
            ),
            models.UniqueConstraint(
                fields=["organisation", "login_name"],
                condition=Q(used_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_person_and_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.display_name} → {self.organisation}"


class ResetLink(Link):
    """A link with which one person sets a new password."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="reset_links")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_reset_link_ends_after_it_is_made"),
        ]

    def __str__(self) -> str:
        return f"{self.user}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def in_force(self, on: date) -> "GrantQuerySet":
        """Grants that open data on this day: begun, not ended, not revoked."""
        begun = self.filter(valid_from__lte=on, revoked_at__isnull=True)
        return begun.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=on))


class Grant(models.Model):
    """One organisation lets another see or use something, for a purpose, from a day to a day.

    Revoking ends what is new from that moment; what the receiver did before stays in the receiver's own history.
    """

    class Scope(models.TextChoices):
        CAPACITY = "capacity", _("machines and hours")
        STOCK = "stock", _("material on hand")
        DEMAND = "demand", _("orders and call-offs")
        WORK = "work", _("planned work")
        QUALITY = "quality", _("quality and delivery")

    giver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants_given")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="grants_received")
    purpose = models.CharField(max_length=200)
    scope = models.CharField(max_length=12, choices=Scope.choices)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    given_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(giver=F("receiver")), name="a_grant_goes_to_another_organisation"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="a_grant_does_not_end_before_it_begins",
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_grant_states_its_purpose"),
            models.CheckConstraint(
                condition=Q(scope__in=["capacity", "stock", "demand", "work", "quality"]),
                name="a_grant_scope_is_one_we_know",
            ),
            models.UniqueConstraint(
                fields=["giver", "receiver", "scope"],
                condition=Q(revoked_at__isnull=True),
                name="one_open_grant_per_pair_and_scope",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver} → {self.receiver}: {self.scope}"


class Attempts(models.Model):
    """How often a guess was made at one door in one stretch of time; counted before any password is hashed."""

    key = models.CharField(max_length=120)
    window_start = models.DateTimeField()
    tries = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["key", "window_start"], name="attempts_are_counted_once_per_window"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.tries}"
