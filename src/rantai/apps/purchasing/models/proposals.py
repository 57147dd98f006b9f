"""What the engine proposes for a round, and what was approved of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.catalog.models import CODE_LENGTH, Format
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation, User
from rantai.apps.purchasing.models.drafts import PurchaseRound

PROPOSAL_STATES = ("waiting", "running", "done", "failed")
ACCOUNTS = ("member", "rest", "loss")


class RoundProposal(models.Model):
    """One question to the engine with its answer, both frozen as JSON (`engine/rounds/document.py`)."""

    round = models.ForeignKey(PurchaseRound, on_delete=models.CASCADE, related_name="proposals")
    number = models.BigIntegerField()
    state = models.CharField(max_length=8, default="waiting")
    given = models.JSONField()
    answer = models.JSONField(null=True, blank=True)
    problems = models.JSONField(default=list)
    created_by = models.ForeignKey(User, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "number"], name="a_round_numbers_its_proposals"),
            one_of("state", PROPOSAL_STATES, "a_proposal_is_in_a_state_we_know"),
        ]


class Allocation(models.Model):
    """What of an approved order goes to whom and what it pays.

    Accounts: a member's; the rest that no member takes, which the centre pays and keeps; and the ends of coils, which
    nobody gets and whose price is in the others' shares. Together they are the order, to the gram and the rupiah.
    """

    round = models.ForeignKey(PurchaseRound, on_delete=models.PROTECT, related_name="allocations")
    terms_code = models.CharField(max_length=CODE_LENGTH)
    account = models.CharField(max_length=6)
    member = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="allocations"
    )
    format = models.ForeignKey(Format, on_delete=models.PROTECT, related_name="+")
    amount = models.BigIntegerField(default=0)
    mass_g = models.BigIntegerField()
    share_idr = models.BigIntegerField()
    alone_idr = models.BigIntegerField(default=0)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("account", ACCOUNTS, "an_allocation_is_on_an_account_we_know"),
            models.CheckConstraint(
                condition=Q(account="member", member__isnull=False) | (~Q(account="member") & Q(member__isnull=True)),
                name="a_members_allocation_names_it",
            ),
            models.UniqueConstraint(
                fields=["round", "terms_code", "account", "member", "format"],
                name="an_allocation_stands_once_in_an_order",
            ),
            at_least(0, "amount", "mass_g", "share_idr", "alone_idr", name="an_allocation_is_never_negative"),
        ]
        indexes: ClassVar = [models.Index(fields=["member", "round"], name="allocations_of_a_member")]
