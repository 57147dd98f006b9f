"""A column of codes that keeps every different code once reads like the plain one."""

import pickle

import numpy as np
import pytest

from rantai.core.coded import Coded, packed
from rantai.core.table_files import write_table
from rantai.core.tables import Codes, Ints, Table, code, table, whole


@table("links", "A link.", key=("from_code", "to_code"))
class Links(Table):
    from_code: Codes = code("From.")
    to_code: Codes = code("To.")
    count_pieces: Ints = whole("How many.")


ROWS = [("B", "X", 1), ("A", "Y", 2), ("Ä", "X", 3), ("A", "X", 4), ("", "Y", 5)]


def tables():
    plain = dict(zip(("from_code", "to_code", "count_pieces"), zip(*ROWS, strict=True), strict=True))
    coded = plain | {name: Coded.of(plain[name]) for name in ("from_code", "to_code")}
    return Links.from_columns(plain), Links.from_columns(coded)


def test_a_coded_table_is_sorted_and_read_like_a_plain_one():
    plain, coded = tables()
    assert coded.rows() == plain.rows()
    assert len(coded) == len(plain) == 5
    assert coded.from_code.tolist() == plain.from_code.tolist() == ["", "A", "A", "B", "Ä"]
    assert (coded.to_code == "X").tolist() == (plain.to_code == "X").tolist()
    assert coded.cells("from_code", np.array([3, 0])) == ["B", ""]
    assert [coded.reader("from_code")(row) for row in range(5)] == plain.cells("from_code")
    assert plain.coded("to_code").wide().tolist() == plain.to_code.tolist()
    assert coded.take(np.array([True, False, True, False, True])).rows() == plain.rows()[::2]


def test_its_columns_cannot_be_written():
    _, coded = tables()
    with pytest.raises(ValueError, match="read-only"):
        coded.from_code[0] = "Z"


def test_it_goes_to_another_process_and_into_a_file(tmp_path):
    plain, coded = tables()
    for number, one in enumerate((plain, coded, pickle.loads(pickle.dumps(coded)))):
        folder = tmp_path / str(number)
        folder.mkdir()
        write_table(one, folder)
    assert len({(tmp_path / str(number) / "links.csv").read_bytes() for number in range(3)}) == 1


def test_plain_signs_take_one_byte():
    assert packed(["AB", "C"]).itemsize == 2
    assert packed(["Ä", "C"]).itemsize == 4
    assert packed([]).tolist() == []
