"""Journals: one per document, never changed. A document taken back has a journal of its own that mirrors the first."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from rantai.apps.accounts.chart import CHART
from rantai.apps.catalog.rules import at_least, one_of
from rantai.apps.parties.models import Organisation

KINDS = (
    *("stock", "invoice", "credit", "payment", "allocation", "release", "refund"),
    *("bill", "supplier", "paid", "cashed", "unpaid", "handover", "goods"),
)


class Books(models.Model):
    """The books of one firm; whoever writes journals locks this row first."""

    seller = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="books")


class Journal(models.Model):
    """What one document means in rupiah."""

    books = models.ForeignKey(Books, on_delete=models.PROTECT, related_name="journals")
    kind = models.CharField(max_length=10)
    document_id = models.BigIntegerField()
    number = models.CharField(max_length=80, blank=True)
    on = models.DateField()
    written_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", KINDS, "a_journal_is_of_a_document_we_know"),
            models.UniqueConstraint(fields=["books", "kind", "document_id"], name="a_document_has_one_journal"),
        ]
        indexes: ClassVar = [models.Index(fields=["books", "on", "id"], name="journals_by_day")]


class JournalLine(models.Model):
    """One side of a journal: an account, debit or credit."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="lines", db_index=False)
    position = models.BigIntegerField()
    account = models.CharField(max_length=4)
    debit_idr = models.BigIntegerField(default=0)
    credit_idr = models.BigIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            one_of("account", [entry.code for entry in CHART], "a_journal_line_is_of_an_account_we_know"),
            models.UniqueConstraint(fields=["journal", "position"], name="a_line_has_a_place_of_its_own_in_a_journal"),
            at_least(0, "debit_idr", "credit_idr", name="a_journal_line_is_not_negative"),
            models.CheckConstraint(
                condition=(Q(debit_idr__gt=0) & Q(credit_idr=0)) | (Q(debit_idr=0) & Q(credit_idr__gt=0)),
                name="a_journal_line_is_debit_or_credit",
            ),
        ]
