"""The demonstration: the reference case, one login per role, its plan. What is there already is left as it is."""

import json
import secrets
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import click
from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.utils import timezone

import rantai
from rantai.apps.audit.actions import SYSTEM
from rantai.apps.catalog.models import ChainParty
from rantai.apps.demand.queries import ProgrammeRow, programme
from rantai.apps.parties.actions import OrganisationRow, add_organisation, add_person, give_grant
from rantai.apps.parties.models import Grant, Organisation, User
from rantai.apps.planning import queries
from rantai.apps.planning.actions import request_plan
from rantai.apps.planning.load import load_case
from rantai.apps.planning.worker import work_once
from rantai.cli.site_data import print_problems
from rantai.cli.site_words import language, stage_words, words
from rantai.core.problems import InvalidInput
from rantai.engine.plan.read import read_given

CASE = "rural-vehicle"
CASE_NAME = "Kendaraan perdesaan (contoh)"
MINISTRY = OrganisationRow("KEMENTERIAN-CONTOH", "Kementerian contoh", ("ministry",), is_example=True)
CONSORTIUM = OrganisationRow("KONSORSIUM-CONTOH", "Konsorsium contoh", ("consortium",), is_example=True)
SHOWN_PROBLEMS = 20
PURPOSE = "rencana bersama (contoh)"

# Role → the name to log in with, and the name that others see.
PEOPLE = {
    "consortium_manager": ("konsorsium", "Manajer konsorsium contoh"),
    "centre_staff": ("pusat", "Petugas pusat material contoh"),
    "maker_owner": ("bengkel", "Pemilik bengkel contoh"),
    "buyer": ("pembeli", "Pembeli contoh"),
    "mill_sales": ("pabrik", "Penjualan pabrik contoh"),
    "ministry_officer": ("kementerian", "Pejabat kementerian contoh"),
}


@dataclass(frozen=True)
class Login:
    """A demonstration login."""

    role: str
    login_name: str
    password: str

    @property
    def line(self) -> str:
        """As it is printed."""
        return f"  {words(f'role-{self.role}'):<18} {self.login_name:<14} {self.password}"


def demo() -> tuple[Login, ...]:
    """Make whatever of the demonstration is missing; returns the logins. Where real data lies, nothing is made."""
    current = programme() or _load_case()
    if current.code != CASE:
        return ()
    logins = _people(_logins())
    _plan(current)
    return logins


def print_logins(logins: Sequence[Login]) -> None:
    """One line per role."""
    click.echo(words("logins"))
    for login in logins:
        click.echo(login.line)


def _load_case() -> ProgrammeRow:
    folder = Path(rantai.__file__).parent / "cases" / CASE / "given"
    if not folder.is_dir():
        raise click.ClickException(words("no-case", folder=folder))
    click.echo(words("importing", name=CASE_NAME), err=True)
    try:
        load_case(given=read_given(folder), code=CASE, name=CASE_NAME, is_example=True, by=SYSTEM, at=datetime.now(UTC))
    except InvalidInput as refused:
        print_problems(refused)
        sys.exit(2)
    loaded = programme()
    assert loaded is not None
    return loaded


def _logins() -> tuple[Login, ...]:
    """The logins with their passwords, which are made once and kept in the data folder for the next start."""
    path = settings.DATA_DIR / "demo_logins.json"
    if not path.exists():
        made = {role: "-".join(secrets.token_hex(2) for _ in range(3)) for role in PEOPLE}
        path.touch(mode=0o600)
        path.write_text(json.dumps(made), encoding="utf-8")
    kept = json.loads(path.read_text(encoding="utf-8"))
    return tuple(Login(role, name, kept[role]) for role, (name, _shown) in PEOPLE.items())


# --- organisations and people ---------------------------------------------------------------------------------------


@transaction.atomic
def _people(logins: Sequence[Login]) -> tuple[Login, ...]:
    """One person per role that the case has a firm for, and what workshops and buyers let others see.

    Returns the logins that exist.
    """
    firms = _firms()
    usable = tuple(login for login in logins if login.role in firms)
    known = set(User.objects.values_list("login_name", flat=True))
    missing = [login for login in usable if login.login_name not in known]
    for login in missing:
        add_person(
            organisation_id=firms[login.role],
            login_name=login.login_name,
            display_name=PEOPLE[login.role][1],
            password=login.password,
            roles=[login.role],
            is_admin=True,
            by=SYSTEM,
            at=datetime.now(UTC),
        )
    if missing:
        _grants(firms)
    return usable


def _firms() -> dict[str, int]:
    """Role → organisation. The workshop is the one that may make most, so that its pages have something to show."""
    makers = ChainParty.objects.filter(kind="maker").annotate(can=Count("organisation__capabilities"))
    maker = makers.order_by("-can", "organisation__code").values_list("organisation_id", flat=True).first()
    firms = {
        "consortium_manager": _first("consortium") or _made(CONSORTIUM),
        "centre_staff": _centre_of(maker) or _first("centre"),
        "maker_owner": maker,
        "buyer": _first("buyer", "assembler"),
        "mill_sales": _first("mill", "service_centre", "distributor"),
        "ministry_officer": _made(MINISTRY),
    }
    return {role: firm for role, firm in firms.items() if firm is not None}


def _made(row: OrganisationRow) -> int:
    """The organisation of this code, made where it is missing."""
    known = Organisation.objects.filter(code=row.code).values_list("pk", flat=True).first()
    return known or add_organisation(row=row, by=SYSTEM, at=datetime.now(UTC))


def _first(*kinds: str) -> int | None:
    found = ChainParty.objects.filter(kind__in=kinds).order_by("organisation__code")
    by_kind = {kind: firm for kind, firm in reversed(found.values_list("kind", "organisation_id"))}
    return next((by_kind[kind] for kind in kinds if kind in by_kind), None)


def _centre_of(maker_id: int | None) -> int | None:
    if maker_id is None:
        return None
    return Organisation.objects.filter(pk=maker_id).values_list("sentra__centre_id", flat=True).first()


def _grants(firms: dict[str, int]) -> None:
    """Every workshop lets its centre and the consortium see hours and work; every buyer lets the centres see demand."""
    makers = ChainParty.objects.filter(kind="maker").values_list("organisation_id", "organisation__sentra__centre_id")
    consortium = firms["consortium_manager"]
    wanted = {(m, r, s) for m, centre in makers for r in (centre, consortium) for s in ("capacity", "work") if r}
    centres = ChainParty.objects.filter(kind="centre").values_list("organisation_id", flat=True)
    buyers = ChainParty.objects.filter(kind="buyer").values_list("organisation_id", flat=True)
    wanted |= {(buyer, centre, "demand") for buyer in buyers for centre in centres}
    given = set(Grant.objects.filter(revoked_at=None).values_list("giver_id", "receiver_id", "scope"))
    for giver, receiver, scope in sorted(wanted - given):
        give_grant(
            giver_id=giver,
            receiver_id=receiver,
            scope=scope,
            purpose=PURPOSE,
            valid_from=timezone.localdate(),
            valid_to=None,
            by=SYSTEM,
            at=datetime.now(UTC),
        )


# --- the plan -------------------------------------------------------------------------------------------------------


def _plan(current: ProgrammeRow) -> None:
    """Compute the current programme's first plan, with its progress on the screen."""
    if queries.current_run(current.programme_id) is not None:
        return
    click.echo(words("planning"), err=True)
    run_id = request_plan(programme_id=current.programme_id, by=SYSTEM, at=datetime.now(UTC))
    while (run := queries.run(run_id)) is not None and run.is_open:
        if not work_once(show=_show):
            break  # another worker has it
    _say_how_it_ended(run)


def _show(stage: str, percent: int) -> None:
    """One line that is written over on a screen; in a log, whatever the worker says at its heartbeat."""
    line = f"  {percent:3d} %  {stage_words(stage)}"
    click.echo(f"\r{line:<60}" if sys.stderr.isatty() else line, err=True, nl=not sys.stderr.isatty())


def _say_how_it_ended(run: queries.RunRow | None) -> None:
    click.echo("", err=True)
    if run is not None and run.state == "failed":
        click.echo(words("plan-failed"), err=True)
        for problem in run.problems[:SHOWN_PROBLEMS]:
            place = " ".join(str(problem[part]) for part in ("code", "file", "row", "column") if problem[part])
            click.echo(f"  {place}: {problem['text'][language()]} {problem['way_out'][language()]}", err=True)
        if len(run.problems) > SHOWN_PROBLEMS:
            click.echo(f"  {words('more-problems', count=len(run.problems) - SHOWN_PROBLEMS)}", err=True)
    elif run is not None and run.state == "published":
        click.echo(words("plan-ready"), err=True)
