"""The case that is solved by hand can be read and says what its page says."""

from pathlib import Path

from rantai.engine.plan.read import read_given

CASE = Path(__file__).resolve().parents[2] / "cases" / "one-bar"


def test_one_vehicle_one_part_one_bar_one_maker():
    given = read_given(CASE / "given")
    assert given.items.kind.tolist() == ["vehicle", "part"]
    assert given.demand.quantity_pieces.tolist() == [10]
    assert given.formats.piece_mass_g.tolist() == [9470]
    assert given.parties.kind.tolist().count("maker") == 1
