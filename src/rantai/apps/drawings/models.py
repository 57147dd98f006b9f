"""Drawings of orders, kept in the database so that a backup has them too."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import User
from rantai.apps.sales.models import SalesOrder

KINDS = ("pdf", "png", "jpeg", "dxf")
NAME_LENGTH, HASH_LENGTH = 120, 64


class OrderDrawing(models.Model):
    """One file of an order."""

    order = models.ForeignKey(SalesOrder, on_delete=models.PROTECT, related_name="drawings", db_index=False)
    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=4)
    size_bytes = models.BigIntegerField()
    sha256 = models.CharField(max_length=HASH_LENGTH)
    content = models.BinaryField()
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["order", "sha256"], name="a_drawing_is_sent_once_with_an_order"),
            one_of("kind", KINDS, "a_drawing_is_a_file_of_a_kind_we_know"),
            at_least(1, "size_bytes", name="a_drawing_holds_something"),
            models.CheckConstraint(condition=~Q(name=""), name="a_drawing_has_a_name"),
        ]
