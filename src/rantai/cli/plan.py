"""`rantai plan`: run, check and explain a plan on folders of CSV tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

from rantai.cli.clock import Clock, born, leave
from rantai.cli.documents import content
from rantai.cli.plan_refusals import UNKNOWN_CODE, WRONG_COUNT_OF_PLANS
from rantai.cli.planned import nothing_in_time, planned
from rantai.core.problems import LANGUAGES, InvalidInput, Problem, Where
from rantai.core.units import format_kg, format_number
from rantai.engine.plan.change_file import as_document, read_changes
from rantai.engine.plan.changes import apply, settings
from rantai.engine.plan.check import check as recount
from rantai.engine.plan.compare import HOURS_WEEK, Side, compare_plans, span
from rantai.engine.plan.explain import Chain, Step
from rantai.engine.plan.given import PlanInput
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.promising import promise as promise_one_more
from rantai.engine.plan.read import read_given, read_plan, read_summary, refuse_place, write_plan
from rantai.engine.plan.wording import KINDS, reason_text
from rantai.engine.sharing import PROPORTIONAL, RULES
from rantai.workers.choice import BY_MACHINE

ANSWERED, FAULTY, INVALID = 0, 1, 2
CHAIN_LINES = 200

folder = click.Path(path_type=Path, file_okay=False)
changes_file = click.option("--changes", default="", help="JSON file with the changes of a what-if; - for stdin.")
hours_week = click.option(
    "--hours-week", type=click.IntRange(1, 168), default=HOURS_WEEK, show_default=True, help="Hours a week of one job."
)
language = click.option("--lang", type=click.Choice(["id", "en"]), default="id", help="Language of messages.")


Command = Callable[..., None]


def machines(command: Command) -> Command:
    """Where independent pieces are computed: the command gets `on`, the number of processes and a cluster's address."""

    @click.option(
        "--workers",
        type=int,
        default=BY_MACHINE,
        show_default=True,
        help="Processes for independent pieces; 0: one a processor when the plan is large; 1: none beside this one.",
    )
    @click.option("--cluster", default="", help="Address of a dask scheduler instead, such as tcp://10.0.0.5:8786.")
    @wraps(command)
    def placed(*, workers: int, cluster: str, **given: object) -> None:
        command(on=(workers, cluster), **given)

    return placed


@click.group()
def plan() -> None:
    """Plan from demand to mill orders, check a plan, explain an order."""


@plan.command()
@click.option("--given", "given_folder", type=folder, required=True, help="Folder with the tables to plan from.")
@click.option("--out", "out_folder", type=folder, required=True, help="Folder for the plan; replaced as a whole.")
@click.option("--seed", type=int, default=1, show_default=True, help="Same seed, same plan.")
@click.option("--seconds", type=int, default=300, show_default=True, help="Safety net on the clock.")
@click.option("--scenario", default="", help="Code of a row of scenarios.csv.")
@click.option(
    "--cost-rule", default="", help=f"Who pays what: {', '.join(RULES)}; else as split_rules.csv, else {PROPORTIONAL}."
)
@changes_file
@machines
@language
def run(
    given_folder: Path,
    out_folder: Path,
    changes: str,
    on: tuple[int, str],
    lang: str,
    **knobs: Any,  # noqa: ANN401  the fields of PlanParams, checked at its birth
) -> None:
    """Compute a plan: summary as JSON on stdout, progress on stderr."""
    clock = Clock(knobs["seconds"], born())
    try:
        params = PlanParams(**knobs)
        refuse_place(out_folder)
        told: dict[str, Any] = {}

        def read() -> tuple[PlanInput, PlanParams]:
            given, asked, what_if = _what_if(read_given(given_folder, params.scenario), params, changes)
            told.update(what_if)
            return given, asked

        result = planned(read, clock, on, _progress)
        summary = {**result.summary, **told} if result is not None else nothing_in_time(clock)
        if result is not None:
            write_plan(result.output, out_folder, summary)
    except InvalidInput as refused:
        _refuse(refused, lang, **dict.fromkeys(("objective", "bound", "gap")))
    if result is not None and (beyond := summary["demand"]["lines_beyond_horizon"]):
        notes = {
            "id": f"{beyond} baris permintaan jatuh tempo setelah akhir rencana dan tidak direncanakan.",
            "en": f"{beyond} lines of demand are due after the plan ends and are not planned.",
        }
        click.echo(notes[lang], err=True)
    # How long it took is told, not kept: the same input leaves the same bytes.
    _print_json({**summary, "seconds": clock.elapsed()})
    leave(ANSWERED)


@plan.command()
@click.option("--given", "given_folder", type=folder, required=True, help="Folder with the tables planned from.")
@click.option("--plan", "plan_folder", type=folder, required=True, help="Folder with the plan.")
@changes_file
@language
def check(given_folder: Path, plan_folder: Path, changes: str, lang: str) -> None:
    """Recount a plan as a stranger would, from the tables alone: 0 sound, 1 faults, 2 unreadable."""
    try:
        given, _params, _document = _what_if(read_given(given_folder), PlanParams(), changes)
        faults = recount(given, read_plan(plan_folder))
    except InvalidInput as refused:
        _refuse(refused, lang)
    _print_json({"valid": not faults, "faults": [fault.as_dict() for fault in faults]})
    sys.exit(FAULTY if faults else ANSWERED)


@plan.command()
@click.option("--plan", "folders", type=folder, multiple=True, required=True, help="A plan's folder; the older first.")
@hours_week
@language
def compare(folders: tuple[Path, ...], hours_week: int, lang: str) -> None:
    """What changes from one plan to another: figures, promises, lots, makers, steel, components, as JSON."""
    try:
        _require_plans(folders, 2)
        before, after = map(_side, folders)
        _print_json(compare_plans(before, after, hours_week))
    except InvalidInput as refused:
        _refuse(refused, lang)


@plan.command()
@click.option(
    "--plan", "folders", type=folder, multiple=True, required=True, help="Plans of low, base and high demand."
)
@hours_week
@language
def band(folders: tuple[Path, ...], hours_week: int, lang: str) -> None:
    """The interval that plans of low, base and high demand span, figure by figure, as JSON."""
    try:
        _require_plans(folders, 3)
        low, base, high = map(_side, folders)
        _print_json(span(low, base, high, hours_week))
    except InvalidInput as refused:
        _refuse(refused, lang)


@plan.command()
@click.option("--plan", "plan_folder", type=folder, required=True, help="Folder with the plan.")
@click.option("--order", "code", required=True, help="Code of an order, job, pattern, steel order or demand line.")
@language
def explain(plan_folder: Path, code: str, lang: str) -> None:
    """Print the chain of an order both ways: whom it serves and where it comes from."""
    try:
        chain = Chain(read_plan(plan_folder))
        if code not in chain.kinds:
            raise InvalidInput([Problem(UNKNOWN_CODE, Where("--order"), {"code": code})])
    except InvalidInput as refused:
        _refuse(refused, lang)
    click.echo(_titled(chain, code, lang))
    for line in chain.of_steel(code, lang):
        click.echo(f"    • {line}")
    _print_steps({"id": "Untuk siapa:", "en": "Whom it serves:"}[lang], chain, list(chain.serves(code)), lang)
    _print_steps({"id": "Dari mana:", "en": "Where it comes from:"}[lang], chain, list(chain.comes_from(code)), lang)


@plan.command()
@click.option("--given", "given_folder", type=folder, required=True, help="Folder with the tables of the plan.")
@click.option("--plan", "plan_folder", type=folder, required=True, help="Folder with the plan that stays as it is.")
@click.option("--item", required=True, help="Code of the item that one more order wants.")
@click.option("--pieces", type=int, required=True, help="How many.")
@click.option("--from", "wanted", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Not before this day.")
@language
def promise(given_folder: Path, plan_folder: Path, item: str, pieces: int, wanted: datetime | None, lang: str) -> None:
    """Print the date of one more order, without planning everything again and without moving anything."""
    try:
        given, made = read_given(given_folder), read_plan(plan_folder)
        start = given.horizon.start_date[0].item()
        scenario = str(read_summary(plan_folder).get("scenario", ""))
        day = start if wanted is None else wanted.date()
        found = promise_one_more(given, made, item, pieces, day, scenario)
    except InvalidInput as refused:
        _refuse(refused, lang)
    reason = {language: found.reason(language) for language in LANGUAGES}
    monday = None if found.monday is None else found.monday.isoformat()
    _print_json({"status": found.status} | asdict(found) | {"monday": monday, "reason": reason})


def _require_plans(folders: tuple[Path, ...], count: int) -> None:
    if len(folders) != count:
        raise InvalidInput([Problem(WRONG_COUNT_OF_PLANS, Where("--plan"), {"found": len(folders), "count": count})])


def _side(plan_folder: Path) -> Side:
    return Side(read_plan(plan_folder), read_summary(plan_folder))


def _what_if(given: PlanInput, params: PlanParams, file: str) -> tuple[PlanInput, PlanParams, dict[str, Any]]:
    """Tables and settings with the changes of a file, and what the summary tells of them; as they are without one."""
    if not file:
        return given, params, {}
    asked = read_changes(content(file))
    told = {"what_if": as_document(asked.name, asked.changes)}
    return apply(given, asked.changes), settings(params, asked.changes), told


def _progress(stage: str, percent: int) -> None:
    click.echo(f"{stage} {percent}%", err=True)


def _print_json(value: dict[str, Any]) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def _refuse(refused: InvalidInput, lang: str, **nothing: None) -> NoReturn:
    for problem in refused.problems:
        click.echo(f"{problem.code} {problem.where}: {problem.text(lang)} {problem.way_out(lang)}", err=True)
    _print_json({"status": "invalid", **nothing, "problems": [problem.as_dict() for problem in refused.problems]})
    sys.exit(INVALID)


def _titled(chain: Chain, code: str, lang: str) -> str:
    in_english = lang == "en"
    name = chain.names.get(code)
    title = f"{KINDS[chain.kinds[code]][in_english]} {code}" + (f" ({name[in_english]})" if name else "")
    reasons = [
        reason_text(reason, _name(chain, reason["resource_code"], lang), str(reason["week"]), lang)
        for reason in chain.reasons.get(code, [])
    ]
    return "\n    ! ".join([title, *reasons])


def _name(chain: Chain, code: str, lang: str) -> str:
    return chain.names.get(code, (code, code))[lang == "en"]


def _print_steps(title: str, chain: Chain, steps: list[Step], lang: str) -> None:
    click.echo(f"\n{title}")
    if not steps:
        click.echo("  –")
    if any(step.is_repeated for step in steps):
        click.echo({"id": "  (… = sudah dijabarkan di atas)", "en": "  (… = already opened above)"}[lang])
    for step in steps[:CHAIN_LINES]:
        pieces = [format_number(step.quantity_pieces, language=lang)] if step.quantity_pieces else []
        flow = ", ".join(pieces + ([format_kg(step.mass_g, lang)] if step.mass_g else []))
        again = " …" if step.is_repeated else ""
        indent = "  " * step.depth
        title = _titled(chain, step.code, lang).replace("\n", f"\n{indent}")
        click.echo(f"{indent}{title} × {flow}{again}")
    if len(steps) > CHAIN_LINES:
        left = len(steps) - CHAIN_LINES
        click.echo({"id": f"  … dan {left} lagi", "en": f"  … and {left} more"}[lang])
