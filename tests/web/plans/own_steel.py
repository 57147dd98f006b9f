"""A late lot of one buyer's own steel in every plan: its code, its job's and its pattern's carry the buyer's code."""

from itertools import pairwise

from rantai.apps.planning.models import Job, Pattern, Peg, PlanOrder, PlanRun, Reason
from tests.cast import SmallSentra

WEEK = 4
PIECES = 4_711


def lot_code(cast: SmallSentra, firm: str) -> str:
    return f"O-POROS-{WEEK:03d}-{cast.code(firm)}"


def job_code(cast: SmallSentra, firm: str) -> str:
    return f"J-{lot_code(cast, firm)[2:]}-{cast.code('maker_a')}-{WEEK:03d}"


def pattern_code(cast: SmallSentra, firm: str) -> str:
    return f"C-{cast.code('centre')}-{WEEK:03d}-BAR-{cast.code(firm)}-01"


def plant(cast: SmallSentra, firm: str = "buyer_b") -> None:
    """Write the lot, its job and its pattern into every published plan that has none yet."""
    for run in PlanRun.objects.filter(state="published"):
        if not PlanOrder.objects.filter(run=run, order_code=lot_code(cast, firm)).exists():
            _plant(run, cast, firm)


def _plant(run: PlanRun, cast: SmallSentra, firm: str) -> None:
    lot, job, pattern = lot_code(cast, firm), job_code(cast, firm), pattern_code(cast, firm)
    made = {"item_code": "POROS", "quantity_pieces": PIECES, "late_weeks": 2}
    owner = {"material_owner_code": cast.code(firm), "need_week": WEEK, "ready_week": WEEK + 2, "short_pieces": 0}
    PlanOrder.objects.create(run=run, order_code=lot, **made, **owner)
    weeks = {"made_week": WEEK, "material_week": WEEK - 1, "locality": "sentra"}
    price = {"maker_code": cast.code("maker_a"), "price_idr_each": 10, "cost_idr": 10 * PIECES}
    Job.objects.create(run=run, job_code=job, order_code=lot, **made, **weeks, **price)
    cut = Pattern.objects.filter(run=run).values().first()
    assert cut is not None
    own = {"pattern_code": pattern, "owner_code": cast.code(firm), "centre_code": cast.code("centre")}
    Pattern.objects.create(**{**cut, "id": None, **own})
    why = {"kind": "late", "reason_code": "capacity_full", "resource_code": f"{cast.code('maker_b')}-cut", "week": WEEK}
    Reason.objects.create(run=run, subject_code=lot, subject_kind="order", amount=60, unit="minutes", **why)
    chain = ((pattern, "pattern"), (job, "job"), (lot, "order"), (cast.secret(firm), "demand"))
    for (supply, kind), (consumer, of) in pairwise(chain):
        ends = {"supply_code": supply, "supply_kind": kind, "consumer_code": consumer, "consumer_kind": of}
        Peg.objects.create(run=run, quantity_pieces=PIECES, mass_g=1_000, **ends)
