"""What members say: statements."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from rantai.apps.catalog.models import Format
from rantai.apps.catalog.rules import at_least
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models.drafts import PurchaseRound


class RoundStatement(models.Model):
    """A member's firm amount of one format, with how much more and less it accepts: pieces, or grams of coil and loose.

    A change is a new row; the old one stays, no longer live. Nothing of it tells who came first: amounts are shared by
    what is stated, never by when. A withdrawn statement is a live row of zero.
    """

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="statements")
    member = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="round_statements")
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    firm = models.BigIntegerField()
    more = models.BigIntegerField(default=0)
    less = models.BigIntegerField(default=0)
    is_live = models.BooleanField(default=True)
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "member", "format"],
                condition=Q(is_live=True),
                name="a_member_states_a_format_once_in_a_round",
            ),
            at_least(0, "firm", "more", "less", name="a_statement_is_never_negative"),
            models.CheckConstraint(condition=Q(less__lte=F("firm")), name="nobody_accepts_less_than_nothing"),
        ]
        indexes: ClassVar = [models.Index(fields=["round", "is_live"], name="statements_of_a_round")]
