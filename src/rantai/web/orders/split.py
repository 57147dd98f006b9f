"""Who pays what of a steel order: named where a workshop shows its work, the others together."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.apps.planning.queries import CostShareRow, CostSplitRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Reason
from rantai.web.plans.doors import Sight, unnamed_words


@dataclass(frozen=True)
class Payer:
    """One line of the table."""

    name: str
    needed_g: int
    share_idr: int
    alone_idr: int

    @property
    def saving_idr(self) -> int:
        return self.alone_idr - self.share_idr


@dataclass(frozen=True)
class Split:
    """The table, its total, and the sentences below it."""

    payers: tuple[Payer, ...]
    total: Payer
    says: tuple[Reason, ...]


def split_of(run_id: int, order_code: str, sight: Sight) -> Split | None:
    """The split of an order; None where no workshop uses it."""
    split = queries.cost_split(run_id, order_code)
    if split is None:
        return None
    rows = queries.cost_shares_of_order(run_id, order_code)
    named = [_payer(row.payer_name, [row]) for row in rows if row.payer_code in sight.makers]
    named.sort(key=lambda one: -one.share_idr)
    others = [row for row in rows if row.payer_code not in sight.makers]
    if others:
        named.append(_payer(unnamed_words(len(others)), others))
    return Split(tuple(named), _payer(_("Total"), rows), tuple(_says(split)))


def rule_name(rule: str) -> str:
    """A rule as a person calls it."""
    return rule_words()[rule]


def rule_words() -> dict[str, str]:
    """Every rule that there is, the simplest first."""
    return {
        "proportional": _("in proportion to need"),
        "shapley": _("by what each adds (Shapley)"),
        "leastcore": _("so that no group can object more than it must (least core)"),
        "nucleolus": _("so that the most unhappy group is least unhappy (nucleolus)"),
    }


def _payer(name: str, rows: list[CostShareRow]) -> Payer:
    sums = (sum(getattr(row, column) for row in rows) for column in ("needed_g", "share_idr", "alone_idr"))
    return Payer(name, *sums)


def _says(split: CostSplitRow) -> list[Reason]:
    says = [
        Reason(_("Split %(rule)s") % {"rule": rule_name(split.rule)}),
        Reason(
            _("Alone: the cheapest order of any seller that covers the workshop's need, which may be more than it.")
        ),
    ]
    if split.caps_kept:
        says.append(Reason(_("Nobody pays more than alone.")))
    elif split.reason_code == "leftover":
        says.append(
            Reason(_("Somebody pays more than alone: the order is larger than what is needed of it."), _extra(split))
        )
    else:
        says.append(Reason(_("Somebody pays more than alone: the order costs more than all apart."), _extra(split)))
    if split.payers > 1:
        says += _of_groups(split)
    return says


def _extra(split: CostSplitRow) -> str:
    return formats.rupiah(split.cost_idr - split.alone_idr)


def _of_groups(split: CostSplitRow) -> list[Reason]:
    if split.excess_idr <= 0:
        return [Reason(_("No group pays more than it would alone."))]
    says = [Reason(_("A group pays more than it would alone, by at most"), formats.rupiah(split.excess_idr))]
    if split.core == "empty":
        says.append(
            Reason(_("Whatever the split, some group pays too much by at least"), formats.rupiah(split.bound_idr))
        )
    return says
