"""Mill certificates, the heats they speak of, the files, and the links under which anybody may read a heat.

What a centre keeps is its own: another centre may hold the same heat from the same mill, and neither sees the other's.
Values lie in whole base units (`properties`). Thickness µm.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation

KINDS = ("2.1", "2.2", "3.1", "3.2")  # EN 10204, the weakest first
FILE_KINDS = ("pdf", "jpeg", "png")
NUMBER_LENGTH, HEAT_LENGTH, GRADE_LENGTH, TOKEN_LENGTH, HASH_LENGTH = 60, 80, 60, 43, 64


class Certificate(models.Model):
    """One inspection document of a mill or trader."""

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=NUMBER_LENGTH)
    kind = models.CharField(max_length=3)
    issued_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "supplier", "number"], name="a_certificate_is_kept_once"),
            one_of("kind", KINDS, "a_certificate_is_of_a_type_of_en_10204"),
            models.CheckConstraint(condition=~Q(number=""), name="a_certificate_has_a_number"),
        ]


class Heat(models.Model):
    """One melt of a supplier as its certificates tell of it."""

    keeper = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    heat = models.CharField(max_length=HEAT_LENGTH)
    grade = models.CharField(max_length=GRADE_LENGTH)
    thickness_um = models.BigIntegerField(default=0)
    certificates: models.ManyToManyField = models.ManyToManyField(Certificate, related_name="heats")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["keeper", "supplier", "heat"], name="a_heat_of_a_supplier_is_kept_once"),
            models.CheckConstraint(condition=~Q(heat="") & ~Q(grade=""), name="a_heat_has_a_number_and_a_grade"),
            at_least(0, "thickness_um", name="a_heat_has_no_negative_thickness"),
        ]
        indexes: ClassVar = [models.Index(fields=["keeper", "heat"], name="heats_by_number")]


class HeatValue(models.Model):
    """One value of a heat in the base units of its property."""

    heat = models.ForeignKey(Heat, on_delete=models.PROTECT, related_name="values")
    property = models.CharField(max_length=20)
    value = models.BigIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["heat", "property"], name="a_heat_has_one_value_of_a_property"),
            at_least(0, "value", name="no_value_of_a_heat_is_negative"),
        ]


class CertificateFile(models.Model):
    """A scan or print of a certificate. Its bytes lie outside the web root, under their own hash."""

    certificate = models.ForeignKey(Certificate, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=4)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=HASH_LENGTH)
    added_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["certificate", "sha256"], name="a_file_is_attached_once"),
            one_of("kind", FILE_KINDS, "a_certificate_file_is_of_a_kind_we_know"),
            at_least(1, "size_bytes", name="a_certificate_file_holds_something"),
        ]


class HeatLink(models.Model):
    """A random address under which anybody may read a heat, until it is revoked."""

    heat = models.ForeignKey(Heat, on_delete=models.PROTECT, related_name="links")
    token = models.CharField(max_length=TOKEN_LENGTH, unique=True)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["heat"], condition=Q(revoked_at__isnull=True), name="a_heat_has_one_live_link"
            ),
            models.CheckConstraint(condition=~Q(token=""), name="a_link_has_a_token"),
        ]
