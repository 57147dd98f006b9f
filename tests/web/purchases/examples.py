"""An order of the cast's centre with a delivery, a bill and a claim; a requisition with an answer; a frame."""

from datetime import timedelta

from django.utils.timezone import localdate

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.purchasing import actions
from rantai.apps.purchasing.actions import Asked, Billed, LineFacts, OrderFacts, Weighed
from rantai.apps.purchasing.models import Claim, FrameContract, OrderLine, PurchaseOrder, Requisition, SupplierBill
from tests.apps.purchasing import rounds as story
from tests.cast import SmallSentra
from tests.web.matrix.examples import Example

STAFF = frozenset({"centre_staff"})
PRICE = 10_000_000
BY_ID = (
    *("record", "paper", "place", "cancel", "close", "confirm"),
    *("notice", "notice_list", "receive", "bill", "claim", "cost"),
)


def order_id(cast: SmallSentra) -> int:
    """A placed order of which half has come; made once."""
    known = PurchaseOrder.objects.order_by("pk").values_list("pk", flat=True).first()
    if known is not None:
        return known
    at = story.now()
    act = {"by": SYSTEM, "at": at}
    facts = OrderFacts(
        cast.organisations["mill"], localdate(at) + timedelta(days=30), [LineFacts(story.steel(cast), 100, PRICE)]
    )
    made = actions.draft_order(centre_id=cast.organisations["centre"], facts=facts, **act)
    actions.place_order(order_id=made, **act)
    line = OrderLine.objects.get(order=made).pk
    brought = [Weighed(line, "H-1", 50, 2_500_000)]
    actions.receive_order(order_id=made, received_on=localdate(at), lines=brought, **act)
    bill = [Billed(line, 2_500_000, PRICE)]
    actions.note_bill(order_id=made, number="F-1", dated_on=localdate(at), lines=bill, tax_idr=0, **act)
    claim = {"line_id": None, "kind": "bad", "mass_g": 0, "asked_idr": 1, "text": "Karat", "raised_on": localdate(at)}
    actions.raise_claim(order_id=made, **claim, **act)
    return made


def requisition_id(cast: SmallSentra) -> int:
    """A requisition that the mill has answered; made once."""
    known = Requisition.objects.values_list("pk", flat=True).first()
    if known is not None:
        return known
    at = story.now()
    centre, wanted = cast.organisations["centre"], {story.steel(cast): 40}
    made = actions.make_requisition(
        centre_id=centre,
        name="Rak contoh",
        needed_on=localdate(at) + timedelta(days=20),
        amounts=wanted,
        by=SYSTEM,
        at=at,
    )
    asked = {story.steel(cast): Asked(PRICE, 14)}
    mill = cast.organisations["mill"]
    actions.note_answer(requisition_id=made, supplier_id=mill, asked=asked, by=SYSTEM, at=at)
    return made


def frame_id(cast: SmallSentra) -> int:
    """A frame at the mill; made once."""
    known = FrameContract.objects.values_list("pk", flat=True).first()
    if known is not None:
        return known
    at = story.now()
    return actions.make_frame(
        centre_id=cast.organisations["centre"], supplier_id=cast.organisations["mill"], name="Kontrak contoh",
        valid_from=localdate(at), valid_to=localdate(at) + timedelta(days=90),
        lines=[LineFacts(story.steel(cast), 100, PRICE)], by=SYSTEM, at=at,
    )  # fmt: skip


def examples(cast: SmallSentra) -> list[Example]:
    order, wish, frame = order_id(cast), requisition_id(cast), frame_id(cast)
    bill = SupplierBill.objects.get(order=order, state="noted").pk
    claim = Claim.objects.get(order=order, state="open").pk
    return [
        *(Example(f"purchases:{page}", {"order_id": order}, seen_by=STAFF) for page in BY_ID),
        *(Example(f"purchases:{page}", {"bill_id": bill}, seen_by=STAFF) for page in ("agree", "send_back")),
        Example(
            "purchases:sell_share",
            {"order_id": order, "member_id": cast.organisations["maker_a"]},
            seen_by=STAFF,
            missing={"member_id": cast.organisations["maker_a"]},
        ),
        Example("purchases:settle", {"claim_id": claim}, seen_by=STAFF, post={"granted_idr": "1"}),
        *(
            Example(f"purchases:{page}", {"requisition_id": wish}, seen_by=STAFF)
            for page in ("requisition", "answer", "cancel_requisition")
        ),
        Example(
            "purchases:order_requisition",
            {"requisition_id": wish},
            seen_by=STAFF,
            post={"supplier": str(cast.organisations["mill"])},
        ),
        *(Example(f"purchases:{page}", {"frame_id": frame}, seen_by=STAFF) for page in ("frame", "call_off")),
    ]
