"""Who plays in the story of a month, on which days, with which steel; and what every step of it can do."""

from __future__ import annotations

import base64
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from playwright.sync_api import Page

EVENING_BEFORE = "2026-11-30T18:00:00+07:00"
STEEL, STEEL_NAME = "SPHC-2.3-4x8", "SPHC 2,3 lembar 4x8"
LIMIT_IDR = 60_000_000
QUALITY = 70  # of pictures, out of 100: text stays sharp

# Login name → name, beside `centre_staff` who opens rounds and sells, and `centre_buyer` who orders.
COLLEAGUES = {
    "centre_yard": "Gudang pusat contoh",
    "centre_cashier": "Kasir pusat contoh",
}


@dataclass
class Month:
    """The month as the steps see it: a window for everybody, a clock, the ledger's judge, a camera."""

    address: str
    folder: Path
    windows: dict[tuple[str, str], Page]
    judge: subprocess.Popen[str]
    pictures: Path | None = None

    def window(self, person: str, width: str = "desk") -> Page:
        """Somebody's browser, at home."""
        page = self.windows[person, width]
        page.goto(f"{self.address}/")
        return page

    def it_is(self, day: int, hour: int = 9, *, month: int = 12) -> None:
        """Move the site's clock to an hour of this December, or of the January after it."""
        moment = datetime.fromisoformat(f"{2026 if month == 12 else 2027}-{month:02}-{day:02}T{hour:02}:00:00+07:00")
        ahead = moment - datetime.now(UTC)
        (self.folder / "clock.txt").write_text(str(int(ahead.total_seconds())), encoding="utf-8")

    def prove(self) -> None:
        """Ask `check-ledger` about the site's database as it stands now."""
        assert self.judge.stdin is not None
        assert self.judge.stdout is not None
        self.judge.stdin.write("\n")
        self.judge.stdin.flush()
        said = []
        for line in self.judge.stdout:
            if line.startswith("="):
                assert line.strip() == "= 0", "".join(said)
                return
            said.append(line)
        raise AssertionError("the judge of the ledger has gone: " + "".join(said))

    def picture(self, name: str, page: Page, *, to: str = "") -> None:
        """Keep what the window shows as a small picture, when pictures are wanted; `to`: what stands in its middle."""
        if self.pictures is None:
            return
        page.wait_for_load_state("networkidle")
        page.evaluate("window.scrollTo(0, 0)")
        if to:
            page.get_by_role("heading", name=to).first.evaluate("one => one.scrollIntoView({block: 'center'})")
        browser = page.context.new_cdp_session(page)  # Playwright itself writes no WebP, which is a third of a PNG
        taken = browser.send("Page.captureScreenshot", {"format": "webp", "quality": QUALITY})
        (self.pictures / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
        browser.detach()
