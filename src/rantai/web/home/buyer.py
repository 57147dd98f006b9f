"""The buyer's part: its own call-offs, on time or late."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rantai.apps.planning import queries
from rantai.apps.planning.queries import PromiseRow, RunRow
from rantai.web.home.stand import Line, Section, Stand, Table, address, share
from rantai.web.layout import formats
from rantai.web.layout.pieces import Empty, Figure, Need

SHOWN = 5


def section(stand: Stand) -> Section:
    """What a buyer gets and when, nobody else's orders among it."""
    run = stand.run
    rows = queries.promises(run.run_id, customer_code=stand.actor.organisation_code) if run else []
    if run is None or not rows:
        text = _("When a plan is published, each of your orders gets a week in which it will be delivered.")
        own = Empty(_("No promises yet"), text, _("See my orders"), address("demand:mine"), icon="shopping-cart")
        return Section(_("My orders"), empty=own)
    ahead = [row for row in rows if row.promise_week >= stand.week(run)]
    late = [row for row in ahead if not row.is_on_time]
    return Section(_("My orders"), _needs(run, late, ahead), _figures(rows), [_table(run, late, ahead)])


def _needs(run: RunRow, late: list[PromiseRow], ahead: list[PromiseRow]) -> list[Need]:
    if late:
        title = ngettext("%(count)s of your orders is late", "%(count)s of your orders are late", len(late))
        return [
            Need(
                title % {"count": len(late)},
                _line(run, late[0]),
                _("See why"),
                address("demand:mine") + f"?state={'short' if late[0].short_pieces else 'late'}",
                "stop",
            )
        ]
    if not ahead:
        return []
    values = {"what": ahead[0].item_name, "day": formats.day(run.monday(ahead[0].promise_week))}
    title = _("Next delivery: %(what)s, week of %(day)s") % values
    return [Need(title, _line(run, ahead[0]), _("See my orders"), address("demand:mine"), "info")]


def _line(run: RunRow, row: PromiseRow) -> str:
    values = {
        "pieces": formats.count(row.quantity_pieces),
        "what": row.item_name,
        "day": formats.day(run.monday(row.due_week)),
    }
    return _("%(pieces)s %(what)s, wanted in the week of %(day)s") % values


def _figures(rows: list[PromiseRow]) -> list[Figure]:
    wanted, late = sum(row.quantity_pieces for row in rows), sum(row.late_pieces for row in rows)
    short, on_time = sum(row.short_pieces for row in rows), sum(row.on_time_pieces for row in rows)
    return [
        Figure(
            _("On time"),
            share(on_time, wanted),
            _("of %(all)s pieces") % {"all": formats.count(wanted)},
            url=address("demand:mine"),
        ),
        Figure(_("Late"), formats.count(late), _("pieces"), tone="stop" if late else "good"),
        Figure(_("Missing"), formats.count(short), _("pieces"), tone="stop" if short else "good"),
    ]


def _table(run: RunRow, late: list[PromiseRow], ahead: list[PromiseRow]) -> Table:
    lines = [
        Line(
            run.monday(row.promise_week) if row.promise_week < run.weeks else None,
            row.item_name,
            formats.count(row.quantity_pieces),
            _("on time") if row.is_on_time else _("late or missing"),
        )
        for row in (late or ahead)[:SHOWN]
    ]
    return Table(
        _("Late or missing") if late else _("Promised deliveries"),
        lines,
        _("All my orders"),
        address("demand:mine"),
        "",
        _("What is made"),
        _("Pieces"),
        _("Promise"),
    )
