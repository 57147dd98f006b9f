"""Lines of two buyers and of the programme, planned; a buyer stands before a 404 at the other's line."""

from uuid import UUID

from rantai.apps.planning.sheets import preview_sheet, sheet_template
from tests.cast import SmallSentra
from tests.web.home.world import AT, line, plan, programme
from tests.web.matrix.examples import Example

PLANNERS = frozenset({"consortium_manager", "centre_staff"})
EDITORS = frozenset({"consortium_manager"})


def examples(cast: SmallSentra) -> list[Example]:
    programme_id = programme(cast)
    plan(cast)
    cart, own = {"line_id": line("D-1").pk}, {"line_id": line(cast.secret("buyer")).pk}
    other = {"line_id": line(cast.secret("buyer_b")).pk}
    return [
        Example("demand:line", cart, seen_by=PLANNERS),
        Example("demand:line", own, seen_by={"centre_staff", "buyer"}),
        Example("demand:line", other, seen_by={"centre_staff", "rival_buyer"}),
        *(Example(f"demand:{act}", cart, seen_by=EDITORS) for act in ("edit", "withdraw", "restore")),
        *(Example(f"demand:{act}", own, seen_by=()) for act in ("edit", "withdraw", "restore")),
        Example("demand:edit", cart, seen_by=EDITORS, post={"quantity_pieces": "1.500", "was": "10"}),
        Example("demand:template", {"table_name": "demand"}, seen_by=EDITORS),
        Example("demand:template", {"table_name": "formats"}, seen_by=EDITORS),
        Example("demand:template", {"table_name": "material_receipts"}, seen_by=()),
        Example("demand:commit", {"draft_id": _draft(cast, programme_id)}, seen_by=EDITORS),
    ]


def _draft(cast: SmallSentra, programme_id: int) -> UUID:
    """A sheet that the consortium has previewed."""
    seen = preview_sheet(
        table_name="formats",
        file_name="formats.xlsx",
        content=sheet_template("formats", programme_id=programme_id),
        programme_id=programme_id,
        by=cast.actor("consortium_manager"),
        at=AT,
    )
    assert seen.draft_id is not None
    return seen.draft_id
