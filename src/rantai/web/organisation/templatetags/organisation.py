"""`{% load organisation %}`: words for codes, and whether a permission holds."""

from collections.abc import Mapping
from datetime import date

from django import template

from rantai.apps.parties.queries import GrantRow

register = template.Library()


@register.filter
def words_for(codes: tuple[str, ...] | str, words: Mapping[str, str]) -> str:
    """The screen words for one code or several."""
    return ", ".join(words[code] for code in ([codes] if isinstance(codes, str) else codes))


@register.filter
def in_force(grant: GrantRow, today: date) -> bool:
    """Whether the permission opens data today."""
    return grant.in_force(today)
