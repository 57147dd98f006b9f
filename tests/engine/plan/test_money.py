"""Minutes that can be had for money: told as a way out, used once they are approved."""

from rantai.engine.plan.check import check
from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.run import run
from tests import one_bar

COLUMNS = (
    "option_code,option_name,resource_code,minutes_week,price_idr_minute,fixed_idr_week,from_date,to_date,is_approved"
)


def planned(tmp_path, option):
    """A bench for five carts a week, ten wanted, and one option."""
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=900)
    one_bar.start(given, "capacity_options", f"{COLUMNS}\n{option}")
    tables = one_bar.read(given)
    output = run(tables, PlanParams()).output
    assert check(tables, output) == []
    return output


def test_a_way_out_is_told_with_its_minutes_and_price(tmp_path):
    output = planned(tmp_path, "SABTU,Lembur Sabtu,BENGKEL-assemble,900,500,20000,,,no")
    assert output.promises.late_pieces.tolist() == [5]
    [way] = output.ways_out.rows()
    assert (way["option_code"], way["minutes"], way["cost_idr"]) == ("SABTU", 900, 900 * 500 + 20_000)
    assert (way["first_week"], way["last_week"], way["pieces"], way["piece_weeks"]) == (6, 6, 5, 5)
    assert len(output.overtime) == 0


def test_approved_minutes_end_the_delay_and_are_written_down_with_their_price(tmp_path):
    output = planned(tmp_path, "SABTU,Lembur Sabtu,BENGKEL-assemble,900,500,20000,,,yes")
    assert output.promises.late_pieces.tolist() == [0]
    [used] = output.overtime.rows()
    assert used == {"option_code": "SABTU", "week": 6, "minutes": 900, "cost_idr": 470_000}
    [cost] = [row for row in output.bounds.rows() if "cost" in row["part"] and row["objective"] > 1_000_000]
    assert cost["objective"] == 10 * 250_000 + 470_000


def test_an_option_of_other_weeks_does_not_help(tmp_path):
    output = planned(tmp_path, "NANTI,Lembur nanti,BENGKEL-assemble,900,500,0,2027-03-01,,yes")
    assert output.promises.late_pieces.tolist() == [5]
    assert len(output.overtime) == 0


def test_an_hour_of_the_full_bench_is_worth_a_third_of_a_cart_at_most(tmp_path):
    output = planned(tmp_path, "SABTU,Lembur Sabtu,BENGKEL-assemble,1,500,0,,,no")
    assert len(output.hour_values) == 0  # a cart takes three hours: one more alone ends no delay
    assert len(output.ways_out) == 0


def test_a_plan_that_uses_more_than_its_option_has_is_found(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "resources", "BENGKEL-assemble", minutes_week=900)
    one_bar.start(given, "capacity_options", f"{COLUMNS}\nSABTU,Lembur,BENGKEL-assemble,900,500,0,,,yes")
    output = run(one_bar.read(given), PlanParams()).output
    one_bar.change(given, "capacity_options", "SABTU", minutes_week=899)
    faults = check(one_bar.read(given), output)
    assert "overtime_not_allowed" in {fault.code for fault in faults}
    one_bar.change(given, "capacity_options", "SABTU", minutes_week=900, is_approved="no")
    assert "overtime_not_allowed" in {fault.code for fault in check(one_bar.read(given), output)}
