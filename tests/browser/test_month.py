"""A month at the centre, from the round to the published figures, by clicking; the ledger is proven after every step.

With RANTAI_PICTURES naming a folder (`make pictures` names that of the guides) every step leaves its pictures there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import ROOT, WIDTHS, Site, environment_of, log_in, running
from tests.browser.month import buying, closing, cutting, selling
from tests.browser.month.cast import Month

SETTINGS = "tests.browser.month_settings"
STEPS: tuple[Callable[[Month], None], ...] = (
    buying.open_round,
    buying.state_on_the_phone,
    buying.propose,
    buying.take_the_deposit,
    buying.approve_and_order,
    buying.see_the_share,
    buying.confirm_at_the_mill,
    buying.receive_by_weight,
    buying.keep_the_certificate,
    buying.agree_to_the_bill,
    selling.sell_the_share,
    selling.deliver_the_share,
    selling.ask_for_cut_pieces,
    selling.make_the_cutting_list,
    cutting.plan_the_cuts,
    cutting.cut_on_the_phone,
    selling.deliver_the_pieces,
    selling.pay,
    selling.honour_the_giro,
    selling.see_the_share_paid,
    closing.close_the_month,
    closing.read_the_figures,
)
WINDOWS = (
    ("centre_staff", "desk"),
    ("centre_buyer", "desk"),
    ("centre_yard", "phone"),
    ("centre_yard", "desk"),
    ("centre_cashier", "desk"),
    ("maker_owner", "phone"),
    ("mill_sales", "desk"),
)


@pytest.fixture(scope="module")
def site_of_the_month(tmp_path_factory: pytest.TempPathFactory, empty: Path) -> Iterator[Site]:
    """A site of its own, whose clock the story moves and whose figures are the story's alone."""
    folder = tmp_path_factory.mktemp("month")
    with running(empty, folder, "tests.browser.prepare_month", SETTINGS) as started:
        yield started


@pytest.fixture(scope="module")
def month(browser: Browser, site_of_the_month: Site) -> Iterator[Month]:
    """Everybody at their windows on the first morning, and the judge of the ledger at the database."""
    site = site_of_the_month
    judge = subprocess.Popen(
        [sys.executable, "-m", "tests.browser.month.ledger"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment_of(site.folder, SETTINGS),
        cwd=ROOT,
    )
    wanted = os.environ.get("RANTAI_PICTURES")
    story = Month(site.address, site.folder, {}, judge, Path(wanted) if wanted else None)
    story.it_is(1)
    contexts = []
    for person, width in WINDOWS:
        context = browser.new_context(viewport=WIDTHS[width], locale="id-ID", timezone_id="Asia/Jakarta")
        context.set_default_timeout(20_000)
        contexts.append(context)
        story.windows[person, width] = context.new_page()
        log_in(story.windows[person, width], site, person)
    yield story
    for context in contexts:
        context.close()
    judge.communicate(timeout=20)


def test_a_month_at_the_centre(month: Month) -> None:
    month.prove()
    for step in STEPS:
        step(month)
        month.prove()
