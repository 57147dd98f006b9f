"""What changed says first which wish was changed, then what it moves, the largest first."""

import pytest
from django.utils import timezone

from rantai.apps.audit.actions import SYSTEM
from rantai.apps.demand.actions import set_quantity
from rantai.apps.planning.queries import PromiseChange, Totals
from rantai.web.plans import changes
from tests.cast import SmallSentra
from tests.web.home.world import AT, line, plan


@pytest.fixture(autouse=True)
def at_the_start_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "now", lambda: AT)


def changed(cast: SmallSentra, pieces: int) -> str:
    plan(cast)
    set_quantity(line_id=line("D-1").pk, quantity_pieces=pieces, by=SYSTEM, at=AT)
    run_id = plan(cast)
    answer = cast.client("consortium_manager").get(f"/rencana/perubahan/{run_id}/")
    assert answer.status_code == 200
    return answer.content.decode().replace("\u00a0", " ")


def move(code: str, before: int, after: int, *, late: int = 0, short: int = 0) -> PromiseChange:
    return PromiseChange(code, "KONSORSIUM", f"Desa {code}", "kendaraan", before, after, 3, 4, 0, late, 0, short)


def test_the_finding_begins_with_the_changed_wish(small_sentra: SmallSentra) -> None:
    finding = changed(small_sentra, 12).partition('class="finding')[2].partition("</p>")[0]
    assert "<p>Kabupaten Klaten: 12 " in finding
    assert "(tadinya 10)" in finding
    assert finding.index("tadinya") < finding.index("baja")


def test_the_prices_of_the_figures_add_up() -> None:
    nothing = dict.fromkeys(Totals.__dataclass_fields__, 0)
    before = Totals(**nothing)
    after = Totals(**{**nothing, "material_cost_idr": 100, "work_cost_idr": 20, "component_cost_idr": 3})
    values = [figure.value.replace("\u00a0", " ") for figure in changes._figures(before, after, tells_work=True)]
    assert values[-4:] == ["Rp 100", "Rp 20", "Rp 3", "Rp 123"]


def test_changed_wishes_come_before_what_they_make_late() -> None:
    rows = [move("A", 5, 5, late=1), move("B", 5, 5, late=4), move("C", 5, 6), move("D", 5, 20)]
    assert [row.demand_code for row in sorted(rows, key=changes._urgency)] == ["D", "C", "B", "A"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("row", "said"),
    [
        (move("X", 5, 20), "Desa X: 20 kendaraan (tadinya 5), siap tepat waktu."),
        (move("X", 5, 20, late=8), "Desa X: 20 kendaraan (tadinya 5), 8 di antaranya terlambat."),
        (move("X", 5, 9, short=3), "Desa X: 9 kendaraan (tadinya 5), 3 di antaranya belum siap sampai akhir rencana."),
        (move("X", 5, 0), "Desa X: kendaraan tidak diminta lagi (tadinya 5)."),
    ],
)
def test_a_changed_wish_is_told_with_its_promise(row: PromiseChange, said: str) -> None:
    assert changes._wishes([row]) == [said]


def test_rows_beyond_the_first_ten_are_folded() -> None:
    table = changes._table("orders", list(range(100)), 130)
    assert [(is_folded, len(rows)) for is_folded, rows in table.parts] == [(False, 10), (True, 90)]
    assert (table.folded, table.more) == (120, 30)
    assert len(changes._table("orders", [1], 1).parts) == 1


def test_wishes_of_a_customer_without_permission_are_not_told(small_sentra: SmallSentra) -> None:
    """The buyers of the cast let the centre see their wishes, not the consortium."""
    plan(small_sentra)
    secret = small_sentra.secret("buyer")
    set_quantity(line_id=line(secret).pk, quantity_pieces=777, by=SYSTEM, at=AT)
    run_id = plan(small_sentra)
    address = f"/rencana/perubahan/{run_id}/"
    assert secret not in small_sentra.client("consortium_manager").get(address).content.decode()
    assert secret in small_sentra.client("centre_staff").get(address).content.decode()
