"""A new colleague: invited in one browser, inside in another."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Login, log_in


@pytest.mark.parametrize("width", ["phone", "desk"])
def test_an_invited_person_chooses_a_password_and_is_inside(session: Login, width: str) -> None:
    inviter, invited = session("mill_sales", width), session(None, width)
    page = inviter.open("/organisasi/orang/undang/")
    page.get_by_label("Nama", exact=True).fill("Rekan contoh")
    page.locator("[name=login_name]").fill(f"rekan.{width}")
    page.get_by_role("button", name="Buat undangan").click()
    link = page.locator("#address").input_value()

    guest = invited.page
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_contain_text("Rekan contoh")
    guest.locator("[name=password]").fill("pendek")
    guest.locator("[name=repeated]").fill("pendek")
    guest.get_by_role("button", name="Terima undangan").click()
    expect(guest.locator("[name=password]")).to_have_attribute("aria-invalid", "true")
    guest.locator("[name=password]").fill("besi beton sebelas")
    guest.locator("[name=repeated]").fill("besi beton sebelas")
    guest.get_by_role("button", name="Terima undangan").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Beranda")
    expect(guest.locator("main")).to_contain_text("Pabrik Baja Contoh")

    again = session(None, width)
    answer = again.page.goto(link)
    assert answer is not None
    assert answer.status == 404
    log_in(again.page, again.site, f"rekan.{width}", "besi beton sebelas")
    expect(inviter.open("/organisasi/orang/").locator("main")).to_contain_text(f"rekan.{width}")
