"""Two plans, one after the other, and one that waits: planners read them, everybody else stands before the door."""

from rantai.apps.planning import queries
from rantai.apps.planning.actions import request_plan
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme
from tests.web.matrix.examples import Example
from tests.web.plans.own_steel import job_code, lot_code, pattern_code

PLANNERS = frozenset({"consortium_manager", "centre_staff"})

GRANTED = frozenset({"centre_staff"})  # whom the buyers let see what they ordered
PARTS = ("janji", "bengkel", "pesanan")


def examples(cast: SmallSentra) -> list[Example]:
    plan(cast)
    run_id = plan(cast)
    order = queries.material_orders(run_id)[0]
    waiting = request_plan(programme_id=programme(cast), by=cast.actor("consortium_manager"), at=AT)
    return [
        Example("plans:maker", {"code": cast.code("maker_a")}, seen_by=PLANNERS),
        Example("plans:maker", {"code": cast.code("buyer")}, seen_by=()),
        Example("plans:chain", {"kind": "material_order", "code": order.code}, seen_by=PLANNERS),
        Example("plans:chain", {"kind": "order", "code": lot_code(cast, "buyer_b")}, seen_by=GRANTED),
        Example("plans:chain", {"kind": "job", "code": job_code(cast, "buyer_b")}, seen_by=GRANTED),
        Example("cutting:record", {"code": pattern_code(cast, "buyer_b")}, seen_by=GRANTED),
        Example("plans:earlier", {"run_id": run_id}, seen_by=PLANNERS),
        Example("plans:earlier", {"run_id": waiting}, seen_by=()),
        *(Example("plans:earlier_part", {"run_id": run_id, "what": what}, seen_by=PLANNERS) for what in PARTS),
        Example("plans:earlier_maker", {"run_id": run_id, "code": cast.code("maker_a")}, seen_by=PLANNERS),
        Example("plans:earlier_maker", {"run_id": run_id, "code": cast.code("buyer")}, seen_by=()),
        Example("plans:progress", {"run_id": run_id}, seen_by=PLANNERS),
        Example("plans:progress", {"run_id": waiting}, seen_by=PLANNERS),
        Example("plans:changes", {"run_id": run_id}, seen_by=PLANNERS),
        Example("plans:changes", {"run_id": waiting}, seen_by=()),
        Example("plans:cancel", {"run_id": waiting}, seen_by=PLANNERS),
    ]
