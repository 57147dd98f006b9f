"""From lines of a plan to drafts: purchase rounds at sellers, transfers between centres, offers of work to workshops;
all of them or none.

approve(*, run_id, order_codes, job_codes, transfer_codes=(), by, at) -> Approved
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import Format, Item
from rantai.apps.parties.models import Organisation
from rantai.apps.planning.models import Job, MaterialOrder, PlanOrder, PlanRun, Transfer
from rantai.apps.planning.refusals import LINE_UNKNOWN, NOTHING_CHOSEN, PLAN_NOT_NEWEST
from rantai.apps.purchasing.actions import NewLine, draft_rounds
from rantai.apps.purchasing.queries import Drafted
from rantai.apps.purchasing.transfers import NewTransfer, draft_transfers
from rantai.apps.sourcing.actions import NewJob, draft_offers
from rantai.core.json_problems import together
from rantai.core.problems import InvalidInput, Problem
from rantai.engine.plan.naming import whole_offer_code


@dataclass(frozen=True)
class Approved:
    """Ids of the drafts that were made."""

    rounds: tuple[int, ...]
    offers: tuple[int, ...]
    transfers: tuple[int, ...] = ()


@transaction.atomic
def approve(
    *,
    run_id: int,
    order_codes: Collection[str],
    job_codes: Collection[str],
    transfer_codes: Collection[str] = (),
    by: Author,
    at: datetime,
) -> Approved:
    """Turn steel orders, jobs and transfers of a published plan into drafts: one round a seller and week, one offer a
    workshop, transfers one by one.

    Raises InvalidInput: nothing chosen, lines that the plan does not have, a newer plan of the same question, and
    every line that stands in a draft of this plan or in an accepted offer.
    """
    run = PlanRun.objects.select_related("programme").get(pk=run_id)
    orders = list(MaterialOrder.objects.filter(run=run_id, material_order_code__in=sorted(order_codes)))
    jobs = list(Job.objects.filter(run=run_id, job_code__in=sorted(job_codes)))
    moves = list(Transfer.objects.filter(run=run_id, transfer_code__in=sorted(transfer_codes)))
    known = {one.material_order_code for one in orders} | {one.job_code for one in jobs}
    known |= {one.transfer_code for one in moves}
    _refuse_unfit(run, known, {*order_codes, *job_codes, *transfer_codes})
    programme = run.programme_id
    (rounds, transfers), offers = together(
        lambda: together(
            lambda: draft_rounds(programme_id=programme, plan_run=run_id, wanted=_rounds(run, orders), by=by, at=at),
            lambda: draft_transfers(programme_id=programme, plan_run=run_id, wanted=_moves(run, moves), by=by, at=at),
        ),
        lambda: draft_offers(programme_id=programme, plan_run=run_id, wanted=_offers(run, jobs), by=by, at=at),
    )
    after = {"rounds": rounds, "offers": offers} | ({"transfers": transfers} if transfers else {})
    record(verb="approve", noun="plan", object_id=run_id, by=by, at=at, after=after)
    return Approved(tuple(rounds), tuple(offers), tuple(transfers))


def _refuse_unfit(run: PlanRun, known: Collection[str], asked: Collection[str]) -> None:
    problems = []
    for code in sorted(set(asked) - set(known)):
        problems.append(Problem(LINE_UNKNOWN, values={"code": code[:60], "number": run.pk}))
    if not asked:
        problems.append(Problem(NOTHING_CHOSEN))
    newest = newest_like(run)
    if newest != run.pk:
        problems.append(Problem(PLAN_NOT_NEWEST, values={"number": run.pk, "newest": newest or "–"}))
    if problems:
        raise InvalidInput(problems)


def newest_like(run: PlanRun) -> int | None:
    """The newest published plan that answers the same question as this one."""
    same = PlanRun.objects.filter(
        programme=run.programme_id, scenario_code=run.scenario_code, what_if=run.what_if_id
    ).published()
    return same.order_by("-id").values_list("pk", flat=True).first()


def draft_of(drafted: Mapping[tuple[str, date], Drafted], offer_code: str, monday: date) -> Drafted | None:
    """Where an order of the plan stands in a live round already; a scenario's part of an offer counts as the offer."""
    return drafted.get((whole_offer_code(offer_code), monday))


def _rounds(run: PlanRun, orders: Sequence[MaterialOrder]) -> dict[tuple[int, date], list[NewLine]]:
    """What goes to which seller in which week, the soonest first."""
    suppliers = _ids(Organisation, {order.supplier_code for order in orders})
    formats = _ids(Format, {order.format_code for order in orders})
    groups: dict[tuple[int, date], list[NewLine]] = defaultdict(list)
    for order in sorted(orders, key=lambda one: (one.order_week, one.supplier_code, one.material_order_code)):
        groups[suppliers[order.supplier_code], _monday(run, order.order_week)].append(_line(run, order, formats))
    return groups


def _line(run: PlanRun, order: MaterialOrder, formats: Mapping[str, int]) -> NewLine:
    return NewLine(
        order_code=order.material_order_code,
        offer_code=whole_offer_code(order.offer_code),
        format_id=formats[order.format_code],
        arrival_date=_monday(run, order.arrival_week),
        quantity_pieces=order.quantity_pieces,
        mass_g=order.mass_g,
        needed_g=order.needed_g,
        price_idr_t=order.price_idr_t,
        cost_idr=order.cost_idr,
    )


def _moves(run: PlanRun, moves: Sequence[Transfer]) -> list[NewTransfer]:
    """Transfers, the soonest first."""
    centres = _ids(Organisation, {code for one in moves for code in (one.from_code, one.to_code)})
    formats = _ids(Format, {one.format_code for one in moves})
    return [
        NewTransfer(
            transfer_code=one.transfer_code,
            source_code=one.source_code,
            format_id=formats[one.format_code],
            from_centre_id=centres[one.from_code],
            to_centre_id=centres[one.to_code],
            send_date=_monday(run, one.send_week),
            usable_date=_monday(run, one.usable_week),
            quantity_pieces=one.quantity_pieces,
            mass_g=one.mass_g,
            cost_idr=one.cost_idr,
        )
        for one in sorted(moves, key=lambda one: (one.send_week, one.transfer_code))
    ]


def _offers(run: PlanRun, jobs: Sequence[Job]) -> dict[int, list[NewJob]]:
    """What goes to which workshop."""
    makers, items = _ids(Organisation, {job.maker_code for job in jobs}), _ids(Item, {job.item_code for job in jobs})
    orders = PlanOrder.objects.filter(run=run.pk, order_code__in={job.order_code for job in jobs})
    need = dict(orders.values_list("order_code", "need_week"))
    groups: dict[int, list[NewJob]] = defaultdict(list)
    for job in sorted(jobs, key=lambda one: (one.maker_code, one.job_code)):
        groups[makers[job.maker_code]].append(_job(run, job, items, need))
    return groups


def _job(run: PlanRun, job: Job, items: Mapping[str, int], need: Mapping[str, int]) -> NewJob:
    return NewJob(
        job_code=job.job_code,
        order_code=job.order_code,
        item_id=items[job.item_code],
        work_date=_monday(run, job.made_week),
        material_date=_monday(run, job.material_week),
        needed_date=_monday(run, need.get(job.order_code, job.made_week)),
        quantity_pieces=job.quantity_pieces,
        price_idr_each=job.price_idr_each,
        cost_idr=job.cost_idr,
    )


def _monday(run: PlanRun, week: int) -> date:
    return run.programme.start_date + timedelta(weeks=week)


def _ids(model: type[Organisation] | type[Format] | type[Item], codes: Collection[str]) -> dict[str, int]:
    return dict(model.objects.filter(code__in=sorted(codes)).values_list("code", "pk"))
