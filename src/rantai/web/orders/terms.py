"""What a steel order's steel is worth, the whole order that it belongs to, and ways out of a surplus, in sentences."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rantai.apps.planning import queries, wording
from rantai.apps.planning.queries import MaterialOrderRow, RunRow
from rantai.web.layout import formats
from rantai.web.layout.pieces import Reason


def terms_of(run: RunRow, order: MaterialOrderRow) -> list[Reason]:
    """Sentences for those who plan; none where the plan has nothing to say. Three queries."""
    found = queries.order_terms(
        run.run_id,
        code=order.code,
        format_code=order.format_code,
        supplier_code=order.supplier_code,
        weeks=(order.order_week, order.arrival_week),
    )
    says = []
    if found.worth is not None:
        says.append(Reason(wording.worth(found.worth, order.format_name, run.monday(found.worth.week))))
    if found.whole is not None:
        says.append(Reason(_("All formats ordered here in this week weigh"), formats.mass(found.whole.mass_g)))
        if found.whole.rebate_ppm:
            rebate = formats.percent(found.whole.rebate_ppm / 1_000_000, 1)
            words = _("Rebate on the whole order: %(share)s, already taken off the price") % {"share": rebate}
            says.append(Reason(words, formats.rupiah(found.whole.value_idr - found.whole.cost_idr)))
    return [*says, *(Reason(wording.surplus_way(way, run.monday(way.order_week))) for way in found.ways)]
