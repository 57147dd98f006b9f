"""The trail: one row per act, never changed, never removed. Beside it, which requests were done already."""

from typing import Any

from django.db import models


class AuditEntry(models.Model):
    """One act. Holds ids and figures only, no names, so that erasing a person's data never has to touch it."""

    at = models.DateTimeField()
    user_id = models.BigIntegerField(null=True)
    organisation_id = models.BigIntegerField(null=True)
    verb = models.CharField(max_length=60)
    noun = models.CharField(max_length=60)
    object_id = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    request_id = models.CharField(max_length=40, blank=True)

    class Meta:
        indexes = (
            models.Index(fields=["noun", "object_id", "id"], name="audit_by_record"),
            models.Index(fields=["organisation_id", "id"], name="audit_by_organisation"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~models.Q(verb="") & ~models.Q(noun=""), name="an_audit_row_names_its_verb_and_noun"
            ),
        )

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.verb} {self.noun} {self.object_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 — Django's own signature
        """Raise TypeError for a row that is already written; the database refuses the same."""
        if self.pk is not None:
            raise TypeError("an audit row is written once")
        super().save(*args, **kwargs)


class AskedOnce(models.Model):
    """A request that was done: its key, what it asked, as a hash, and the id of what it made."""

    verb = models.CharField(max_length=60)
    key = models.CharField(max_length=80)
    asked_hash = models.CharField(max_length=64)
    made_id = models.BigIntegerField(null=True)
    asked_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["verb", "key"], name="a_request_is_done_once"),)

    def __str__(self) -> str:
        return f"{self.verb} {self.key}"
