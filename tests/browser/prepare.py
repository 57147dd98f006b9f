"""Fill the data folder of a site under test: the world, one login per role, its plan.

Runs in a process of its own, because the test's process has Django set up for another database."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import django

django.setup()

from django.core.management import call_command  # noqa: E402 — after the set-up

from rantai.apps.audit.actions import SYSTEM  # noqa: E402
from rantai.apps.cutting_jobs import actions as cutting_jobs  # noqa: E402
from rantai.apps.cutting_jobs.actions import JobFacts, NewPiece  # noqa: E402
from rantai.apps.demand import queries as demand  # noqa: E402
from rantai.apps.parties.actions import OrganisationRow, add_organisation, add_person, give_grant  # noqa: E402
from rantai.apps.parties.models import Organisation  # noqa: E402
from rantai.apps.planning import queries as planning  # noqa: E402
from rantai.apps.planning import what_ifs  # noqa: E402
from rantai.apps.planning.actions import request_plan  # noqa: E402
from rantai.apps.planning.approval import approve  # noqa: E402
from rantai.apps.planning.load import load_case  # noqa: E402
from rantai.apps.planning.worker import work_once  # noqa: E402
from rantai.apps.sourcing.actions import send_offers  # noqa: E402
from rantai.engine.plan.change import Change  # noqa: E402
from rantai.engine.plan.read import read_given  # noqa: E402
from tests.browser import world  # noqa: E402
from tests.browser.people import FIRMS, PASSWORD  # noqa: E402

NOW = datetime.now(UTC)


def main(folder: Path) -> None:
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    given = read_given(world.write(folder))
    load_case(given=given, code=world.CODE, name=world.NAME, is_example=True, by=SYSTEM, at=NOW)
    ministry = OrganisationRow("KEMENTERIAN", "Kementerian contoh", ("ministry",), is_example=True)
    add_organisation(row=ministry, by=SYSTEM, at=NOW)
    ids = dict(Organisation.objects.values_list("code", "pk"))
    people(ids)
    grants(ids)
    plan()
    run_id = plan()  # a second one, so that there is a page of what it changed
    drafts(run_id)
    questions()
    for firm in ("MC", world.OWN_WORKSHOP):
        approved(cutting_list(ids[firm], "Bak muatan contoh"))
        cutting_list(ids[firm], "Rak contoh")
    cutting_list(ids[FIRMS["consortium_manager"]], "Purwarupa contoh")


def people(ids: dict[str, int]) -> None:
    """One administrator per role; the login name is the role's."""
    for role, firm in FIRMS.items():
        add_person(
            organisation_id=ids[firm],
            login_name=role,
            display_name=f"{role.replace('_', ' ').title()} contoh",
            password=PASSWORD,
            roles=[role],
            is_admin=True,
            by=SYSTEM,
            at=NOW,
        )


def grants(ids: dict[str, int]) -> None:
    """Workshops let the centre and the consortium see their work, the first buyer its demand."""
    makers = (world.OWN_WORKSHOP, world.OTHER_WORKSHOP)
    wanted = [(maker, to, scope) for maker in makers for to in ("MC", "PEMESAN") for scope in ("capacity", "work")]
    for giver, receiver, scope in [*wanted, ("BUYER-1", "MC", "demand")]:
        give_grant(
            giver_id=ids[giver],
            receiver_id=ids[receiver],
            scope=scope,
            purpose="rencana bersama (contoh)",
            valid_from=NOW.date(),
            valid_to=None,
            by=SYSTEM,
            at=NOW,
        )


def plan() -> int:
    """A plan, by the worker's own hand; its number."""
    programme = demand.programme()
    assert programme is not None
    run_id = request_plan(programme_id=programme.programme_id, by=SYSTEM, at=NOW)
    assert work_once()
    run = planning.run(run_id)
    assert run is not None
    assert run.state == "published", run.problems
    return run_id


def drafts(run_id: int) -> None:
    """One steel order as a draft round, the own workshop's work as an offer that was sent."""
    orders = [row.code for row in planning.material_orders(run_id)][:1]
    jobs = [row.code for row in planning.jobs(run_id, maker_code=world.OWN_WORKSHOP)]
    made = approve(run_id=run_id, order_codes=orders, job_codes=jobs, by=SYSTEM, at=NOW)
    send_offers(offer_ids=made.offers, by=SYSTEM, at=NOW)


def questions() -> None:
    """A scenario with its answer, and a band that waits for its own."""
    programme = demand.programme()
    assert programme is not None
    about = {"programme_id": programme.programme_id, "by": SYSTEM, "at": NOW}
    more = Change("demand_factor", (("demand_kind", "programme"),), 1_100_000)
    made = what_ifs.create_what_if(name="Sepersepuluh lebih", changes=[more], **about)
    what_ifs.request_what_if(what_if_id=made, by=SYSTEM, at=NOW)
    assert work_once()
    what_ifs.create_band(name="Rentang contoh", low_ppm=900_000, high_ppm=1_100_000, **about)


def cutting_list(firm: int, name: str) -> int:
    """Sheets that nobody has planned yet."""
    facts = JobFacts(firm, name, "sheet", material_code="SPHC-2.3")
    job = cutting_jobs.create_job(facts=facts, by=SYSTEM, at=NOW)
    pieces = [NewPiece(8, 1_200_000, 600_000, owner_id=firm), NewPiece(24, 350_000, 120_000)]
    cutting_jobs.put_pieces(job_id=job, pieces=pieces, replace=True, by=SYSTEM, at=NOW)
    cutting_jobs.offer_all(job_id=job, by=SYSTEM, at=NOW)
    return job


def approved(job: int) -> None:
    """Two plans to compare; the second is approved, so that there are cuts to tick off."""
    for _ in range(2):
        at = datetime.now(UTC)
        number = cutting_jobs.ask_plan(job_id=job, by=SYSTEM, at=at)
        assert cutting_jobs.compute(job_id=job, number=number, by=SYSTEM, at=at, now=lambda: datetime.now(UTC))
    cutting_jobs.approve(job_id=job, number=number, by=SYSTEM, at=datetime.now(UTC))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
