"""The ministry's part: totals only, no firm's figures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from rantai.apps.planning import queries
from rantai.apps.planning.queries import RegencyRow, SentraWorkRow
from rantai.apps.purchasing.queries import FEWEST_FIRMS
from rantai.web.home.stand import Line, Section, Stand, Table, address
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, Need

SHOWN = 8


def section(stand: Stand) -> Section:
    """Vehicles, regencies, sentra with work, and how much is made near."""
    run = stand.run
    if run is None:
        text = _("When a plan is published, its totals by regency and sentra appear here.")
        return Section(_("Ministry"), empty=Empty(_("No plan yet"), text, icon="building-bank"))
    regencies, sentra = queries.regencies(run.run_id), queries.work_by_sentra(run.run_id)
    tables = [_regency_table(regencies), _sentra_table(sentra)]
    return Section(_("Ministry"), _needs(regencies), _figures(stand, regencies, sentra), tables)


def _needs(regencies: list[RegencyRow]) -> list[Need]:
    behind = [row for row in regencies if row.late_pieces + row.short_pieces]
    if not behind:
        return []
    worst = max(behind, key=lambda row: row.late_pieces + row.short_pieces)
    title = _("%(count)s of %(all)s regencies get vehicles late") % {"count": len(behind), "all": len(regencies)}
    values = {
        "place": worst.place_name,
        "late": formats.count(worst.late_pieces + worst.short_pieces),
        "all": formats.count(worst.quantity_pieces),
    }
    reason = _("Most in %(place)s: %(late)s of %(all)s.") % values
    return [Need(title, reason, _("See the summary"), address("plans:summary"))]


def _figures(stand: Stand, regencies: list[RegencyRow], sentra: list[SentraWorkRow]) -> list[Figure]:
    totals = stand.totals
    busy = [row for row in sentra if row.makers_with_work]
    near = totals.near_pieces / totals.made_pieces if totals.made_pieces else 0.0
    hidden = totals.makers < FEWEST_FIRMS
    return [
        Figure(
            _("Vehicles promised on time"),
            formats.count(totals.on_time_pieces),
            _("of %(all)s") % {"all": formats.count(totals.vehicles_pieces)},
            url=address("plans:summary"),
        ),
        Figure(_("Regencies"), formats.count(len(regencies)), url=address("map:index")),
        Figure(_("Sentra with work"), formats.count(len(busy)), _("of %(all)s") % {"all": formats.count(len(sentra))}),
        Figure(
            _("Made near"),
            "–" if hidden else formats.percent(near),
            note=_("fewer than %(firms)s firms; not shown") % {"firms": FEWEST_FIRMS}
            if hidden
            else _("share of the parts made in the same sentra or province"),
        ),
    ]


def _regency_table(rows: list[RegencyRow]) -> Table:
    lines = [
        Line(
            None,
            row.place_name,
            formats.count(row.quantity_pieces),
            _("all on time")
            if row.on_time_pieces == row.quantity_pieces
            else _("%(late)s late or missing") % {"late": formats.count(row.late_pieces + row.short_pieces)},
        )
        for row in rows[:SHOWN]
    ]
    return Table(
        _("Vehicles by regency"),
        lines,
        _("On the map"),
        address("map:index"),
        _("No vehicles wanted yet."),
        _("Regency"),
        _("Vehicles wanted"),
        _("Promise"),
    )


def _sentra_table(rows: list[SentraWorkRow]) -> Table:
    lines = [
        Line(
            None,
            row.sentra_name,
            "–" if row.makers_with_work < FEWEST_FIRMS else formats.count(row.quantity_pieces),
            _("fewer than %(firms)s firms; not shown") % {"firms": FEWEST_FIRMS}
            if row.makers_with_work < FEWEST_FIRMS
            else _("%(busy)s of %(all)s workshops have work")
            % {"busy": formats.count(row.makers_with_work), "all": formats.count(row.makers)},
        )
        for row in rows[:SHOWN]
    ]
    return Table(
        _("Parts made by sentra"),
        lines,
        _("Summary"),
        address("plans:summary"),
        _("No sentra has work yet."),
        _("Sentra"),
        _("Pieces to make"),
        _("Workshops"),
    )
