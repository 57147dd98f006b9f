"""Reading a whole column at once finds what reading row by row finds."""

from rantai.core.table_files import read_table
from rantai.engine.plan.given import Demand, OfferTiers

TIERS = "offer_code,from_g,price_idr_t\n"


def problems(folder, text):
    (folder / "offer_tiers.csv").write_text(TIERS + text, encoding="utf-8")
    return [(problem.code, problem.where.row) for problem in read_table(OfferTiers, folder).problems]


def test_a_number_written_in_two_ways_is_still_the_same_key(tmp_path):
    assert problems(tmp_path, "A,5,1\nA,05,2\n") == [("T120", 3)]


def test_one_bad_cell_among_thousands_is_placed(tmp_path):
    rows = [f"A{number},{number},1\n" for number in range(3000)]
    assert problems(tmp_path, "".join(rows)) == []
    rows[1234] = "A1234,1e3,1\n"
    assert problems(tmp_path, "".join(rows)) == [("T111", 1236)]


def test_rows_keep_the_lines_of_their_file_however_they_are_ordered(tmp_path):
    (tmp_path / "offer_tiers.csv").write_text(TIERS + "B,1,7\nA,2,8\n", encoding="utf-8")
    read = read_table(OfferTiers, tmp_path)
    assert (read.table.offer_code.tolist(), read.lines.tolist()) == (["A", "B"], [3, 2])


def test_empty_cells_that_may_be_empty_read_as_absent(tmp_path):
    heading = "demand_code,kind,item_code,customer_code,place_code,due_date,quantity_pieces,priority,firmness"
    row = "D,programme,V,K,P,2027-01-04,5,1,firm"
    (tmp_path / "demand.csv").write_text(f"{heading}\n{row}\n", encoding="utf-8")
    read = read_table(Demand, tmp_path)
    assert read.problems == []
    assert read.table.material_owner_code.tolist() == [""]
