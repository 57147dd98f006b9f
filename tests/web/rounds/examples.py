"""A draft round of the cast's plan, a round of the centre under way with a proposal, and one that is approved."""

from rantai.apps.planning import queries
from rantai.apps.planning.approval import approve
from rantai.apps.purchasing.models import PurchaseRound
from tests.apps.payments.money import pay_ahead
from tests.apps.purchasing import rounds as story
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})
STAFF = frozenset({"centre_staff"})
NAME = "Putaran matriks"


def round_id(cast: SmallSentra) -> int:
    """A draft round; made once."""
    known = PurchaseRound.objects.filter(state="draft").values_list("pk", flat=True).first()
    if known is not None:
        return known
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    orders = [row.code for row in queries.material_orders(run_id)]
    by = cast.actor("consortium_manager")
    return approve(run_id=run_id, order_codes=orders, job_codes=[], by=by, at=AT).rounds[0]


def own_round(cast: SmallSentra) -> int:
    """An open round in which both workshops state something, with one proposal that waits; made once."""
    known = PurchaseRound.objects.filter(name=NAME).values_list("pk", flat=True).first()
    if known is not None:
        return known
    made = story.opened(cast, name=NAME, deposit_ppm=100_000)
    for maker, sheets in (("maker_a", 60), ("maker_b", 140)):
        story.stated(cast, made, maker, sheets)
        pay_ahead(cast, made, maker, 1_000, reference=cast.secret(maker))
    story.proposed(cast, made)
    return made


def examples(cast: SmallSentra) -> list[Example]:
    draft, own = {"round_id": round_id(cast)}, {"round_id": own_round(cast)}
    numbered = {**own, "number": 1}
    mill = {**own, "supplier_id": cast.organisations["mill"]}
    return [
        *(Example(f"rounds:{page}", draft, seen_by=PLANNERS) for page in ("record", "withdraw")),
        *(Example(f"rounds:{page}", own, seen_by=PLANNERS) for page in ("record", "withdraw")),
        Example("rounds:from_draft", draft, seen_by=STAFF),
        *(
            Example(f"rounds:{page}", own, seen_by=STAFF)
            for page in ("statements", "own", "deposit", "credit", "ask", "deadline", "order", "settle")
        ),
        *(Example(f"rounds:{page}", numbered, seen_by=STAFF) for page in ("proposal", "compute", "approve")),
        Example("rounds:seller", mill, seen_by=STAFF),
    ]
