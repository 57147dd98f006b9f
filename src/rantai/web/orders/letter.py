"""A planned steel order as a letter to the seller."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rantai.apps.planning.queries import MaterialOrderRow, RunRow
from rantai.web.layout import formats
from rantai.web.layout.papers import Paper, PaperColumn, Party, Signature


def letter(run: RunRow, order: MaterialOrderRow) -> Paper:
    """The paper of one order. It is a proposal of the plan: it carries no document number of the centre yet."""
    row = (
        order.format_name,
        formats.count(order.quantity_pieces) if order.quantity_pieces else formats.NOTHING,
        formats.mass(order.mass_g),
        formats.rupiah(order.price_idr_t),
        formats.rupiah(order.cost_idr),
    )
    return Paper(
        title=_("Proposed steel order"),
        number=order.code,
        date=formats.day(run.monday(order.order_week)),
        issuer=Party(_("Buyer"), _("Material Centers of the programme")),
        parties=(Party(_("Seller"), order.supplier_name),),
        intro=_("The plan proposes this order. Please confirm grade, size, mass and delivery."),
        columns=(
            PaperColumn(_("Steel"), share=3),
            PaperColumn(_("Pieces"), figure=True),
            PaperColumn(_("Mass"), figure=True),
            PaperColumn(_("Price per tonne"), figure=True),
            PaperColumn(_("Amount"), figure=True),
        ),
        rows=(row,),
        totals=((_("Total without tax"), formats.rupiah(order.cost_idr)),),
        notes=(
            _("Wanted by %(week)s.") % {"week": formats.week(run.monday(order.arrival_week))},
            _("What the price rests on: %(basis)s") % {"basis": order.basis},
        ),
        signatures=(Signature(_("Buyer")), Signature(_("Seller"))),
        sample=True,
    )
