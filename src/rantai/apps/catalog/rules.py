"""Two shapes of database rule that every table here needs; the name of each rule is a sentence."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q


def at_least(low: int, *fields: str, name: str) -> models.CheckConstraint:
    """No field is below `low`."""
    return models.CheckConstraint(condition=Q(**{f"{field}__gte": low for field in fields}), name=name)


def one_of(field: str, allowed: Sequence[str], name: str) -> models.CheckConstraint:
    """The field holds one of the words we know."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": list(allowed)}), name=name)
