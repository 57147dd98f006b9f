"""A workshop's amounts: for each size how much for sure, how much more and less it would accept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rantai.apps.purchasing.actions import Amount
from rantai.apps.purchasing.queries import StatementRow, SteelRow
from rantai.core.problems import InvalidInput
from rantai.web.layout.fields import MassField, WholeNumberField
from rantai.web.layout.pieces import Words
from rantai.web.saying import in_words

MOST_PIECES = 1_000_000
MOST_G = 10**10
PARTS = ("firm", "more", "less")
LABELS: Mapping[str, Words] = {"firm": _("Firm"), "more": _("May be more"), "less": _("May be less")}


class AmountsForm(forms.Form):
    """Three numbers for each size; empty is nothing."""

    is_sure = forms.BooleanField(label=_("These numbers are right"), required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 — Django's signature
        steels: Sequence[SteelRow],
        stated: Sequence[StatementRow] = (),
        **kwargs: Any,  # noqa: ANN401 — Django's signature
    ) -> None:
        super().__init__(*args, **kwargs)
        self.steels = steels
        known = {one.format_id: one for one in stated}
        for steel in steels:
            for part in PARTS:
                value = getattr(known.get(steel.format_id), part, 0) or None
                self.fields[f"{part}_{steel.format_id}"] = _field(steel, part, value)

    def groups(self) -> list[tuple[SteelRow, list[forms.BoundField]]]:
        """Each size with its three fields."""
        return [(steel, [self[f"{part}_{steel.format_id}"] for part in PARTS]) for steel in self.steels]

    def amounts(self) -> dict[int, Amount]:
        """By format."""
        given = self.cleaned_data
        return {
            steel.format_id: Amount(*(given[f"{part}_{steel.format_id}"] or 0 for part in PARTS))
            for steel in self.steels
        }

    def refuse(self, refused: InvalidInput) -> None:
        """Put every refusal beside its number, with its way out."""
        for problem in refused.problems:
            column = problem.where.column if problem.where.column in self.fields else None
            self.add_error(column, in_words(problem))


def _field(steel: SteelRow, part: str, value: int | None) -> forms.Field:
    options: dict[str, Any] = {"label": LABELS[part], "required": False, "initial": value}
    if steel.is_counted:
        return WholeNumberField(unit=_("pieces"), high=MOST_PIECES, **options)
    return MassField(high=MOST_G, **options)
