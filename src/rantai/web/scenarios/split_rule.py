"""By which rule those who use a pooled steel order share its price: each rule's property, and who would pay what."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantai.apps.demand import actions as demand_actions
from rantai.apps.demand import queries as demand
from rantai.apps.planning import queries
from rantai.apps.planning.queries import MaterialOrderRow, RunRow
from rantai.apps.planning.splitting import OrderSplits, splits_of_order
from rantai.core.problems import InvalidInput
from rantai.web.access import Request, door, found
from rantai.web.layout import formats
from rantai.web.layout.pieces import Crumb, Words
from rantai.web.orders.split import rule_name
from rantai.web.plans.doors import makers_shown_to, unnamed_words
from rantai.web.saying import say
from rantai.web.scenarios.doors import EDITORS, READERS, may_edit
from rantai.web.scenarios.views import scenario_crumbs

MOST_ORDERS = 20  # the dearest, to choose from; every other one is reached from its own page
PROPERTIES: dict[str, Words] = {
    "proportional": gettext_lazy(
        "Everybody pays in proportion to the steel used, nobody more than alone. Anybody can recount it with a pencil."
    ),
    "shapley": gettext_lazy(
        "Everybody pays what it adds to those who came before, averaged over all orders of arrival. Who adds alike "
        "pays alike; a group may still find that it would do better apart."
    ),
    "leastcore": gettext_lazy(
        "The group that could object most has as little to object as can be; of such splits the one nearest to "
        "proportional."
    ),
    "nucleolus": gettext_lazy(
        "First the most unhappy group is made as little unhappy as can be, then the next, and so on: one single "
        "answer. With more than 16 firms it is the least core."
    ),
}


@dataclass(frozen=True)
class RuleRow:
    """One rule on the page."""

    rule: str
    word: str
    property: Words
    is_used: bool


@dataclass(frozen=True)
class PayerRow:
    """A firm, or all that are not named together: what it would pay alone and under each rule."""

    name: str
    alone_idr: int
    shares: tuple[tuple[str, int], ...]  # (rule, rupiah)


@door(*READERS)
def choose(request: Request) -> HttpResponse:
    """The rules with their properties, and one order of the plan in force under each of them."""
    programme, run = found(demand.programme()), queries.current_run()
    used = demand.split_rule(programme.programme_id)
    orders = _orders(run) if run else []
    chosen = _chosen(run, orders, request.GET.get("pesanan", ""))
    context = {
        "title": _("Who pays what of a shared steel order"),
        "lede": _("The rule holds for every new plan. The plan in force stays as it is."),
        "rules": [RuleRow(rule, rule_name(rule), words, rule == used) for rule, words in PROPERTIES.items()],
        "may_edit": may_edit(request),
        "orders": orders,
        "chosen": chosen,
        "effect": _effect(run, chosen, makers_shown_to(request)) if run and chosen else None,
        "crumbs": scenario_crumbs(Crumb(_("Who pays what"))),
    }
    return render(request, "scenarios/split_rule.html", context)


@door(*EDITORS, methods=("POST",))
def use(request: Request) -> HttpResponse:
    """Let every new plan split by the rule that was chosen."""
    programme, rule = found(demand.programme()), request.POST.get("rule", "")
    try:
        demand_actions.set_split_rule(programme_id=programme.programme_id, rule=rule, by=request.actor, at=request.now)
    except InvalidInput as refused:
        say(request, refused)
    else:
        said = _("The next plan splits %(rule)s. The plan in force has not changed.")
        messages.success(request, said % {"rule": rule_name(rule)})
    return redirect("scenarios:split_rule")


def _orders(run: RunRow) -> list[MaterialOrderRow]:
    """The dearest orders first."""
    rows = queries.material_orders(run.run_id)
    return sorted(rows, key=lambda row: (-row.cost_idr, row.code))[:MOST_ORDERS]


def _chosen(run: RunRow | None, orders: list[MaterialOrderRow], code: str) -> MaterialOrderRow | None:
    """The order that the address names, else the dearest."""
    known = next((row for row in orders if row.code == code), None)
    if known is None and run is not None and code:
        known = queries.material_order(run.run_id, code)
    return known or next(iter(orders), None)


def _effect(run: RunRow, order: MaterialOrderRow, makers: frozenset[str]) -> dict[str, object] | None:
    """The order under every rule; firms without permission in one line. None where its tables or users are gone."""
    try:
        splits = splits_of_order(run.run_id, order.code)
    except InvalidInput:
        return None
    if splits is None:
        return None
    hidden = [at for at, payer in enumerate(splits.payers) if payer not in makers]
    shown = [at for at in range(len(splits.payers)) if at not in hidden]
    rows = [_row(splits.names[at], splits, [at]) for at in shown]
    rows += [_row(unnamed_words(len(hidden)), splits, hidden)] if hidden else []
    return {
        "rows": rows,
        "total": _row(_("Total"), splits, [*shown, *hidden]),
        "words": [rule_name(one.rule) for one in splits.rules],
        "objections": [(rule_name(one.rule), _objection(one.excess_idr)) for one in splits.rules],
        "url": reverse("orders:record", args=[order.code]),
    }


def _row(name: str, splits: OrderSplits, at: list[int]) -> PayerRow:
    shares = tuple((rule_name(one.rule), sum(one.shares_idr[place] for place in at)) for one in splits.rules)
    return PayerRow(name, sum(splits.alone_idr[place] for place in at), shares)


def _objection(excess_idr: int) -> str:
    if excess_idr <= 0:
        return _("no group pays more than it would alone")
    return _("some group may pay up to %(amount)s more than alone") % {"amount": formats.rupiah(excess_idr)}
