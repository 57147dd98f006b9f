"""Tables and their files: every problem at once, in any order of rows."""

import numpy as np

from rantai.core.table_files import read_table, unknown_codes, write_table
from rantai.core.tables import Codes, Days, Ints, Table, code, day, table, whole


@table("parts", "A part.", key=("part_code",))
class Parts(Table):
    part_code: Codes = code("Code.")
    quantity_pieces: Ints = whole("How many.", low=1)
    due_date: Days = day("When.", optional=True)


@table("uses", "A use.", key=("use_code",))
class Uses(Table):
    use_code: Codes = code("Code.")
    part_code: Codes = code("Part.", refers_to="parts")


@table("needs", "A need.", key=("need_code",))
class Needs(Table):
    need_code: Codes = code("Code.")
    part_code: Codes = code("Part.", refers_to="parts")
    quantity_pieces: Ints = whole("How many.", low=1)


def write(folder, name, content):
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())


def problem_codes(read):
    return [(problem.code, problem.where.row, problem.where.column) for problem in read.problems]


def test_rows_come_back_sorted_whatever_their_order(tmp_path):
    write(tmp_path, "parts.csv", "due_date,part_code,quantity_pieces\n2027-01-04,B,2\n,A,1\n")
    read = read_table(Parts, tmp_path)
    assert read.problems == []
    assert read.table.part_code.tolist() == ["A", "B"]
    assert np.isnat(read.table.due_date[0])
    assert read.lines.tolist() == [3, 2]


def test_every_bad_cell_is_named(tmp_path):
    write(
        tmp_path, "parts.csv", "part_code,quantity_pieces,due_date\nA,0,\nA,x,2027-13-01\n,1.500,\nB,1,2027-1-4\nC,1\n"
    )
    assert problem_codes(read_table(Parts, tmp_path)) == [
        ("T112", 2, "quantity_pieces"),
        ("T111", 3, "quantity_pieces"),
        ("T113", 3, "due_date"),
        ("T110", 4, "part_code"),
        ("T111", 4, "quantity_pieces"),
        ("T113", 5, "due_date"),
        ("T107", 6, ""),
    ]


def test_doubled_key_names_both_rows(tmp_path):
    write(tmp_path, "parts.csv", "part_code,quantity_pieces\nA,1\nB,1\nA,2\n")
    read = read_table(Parts, tmp_path)
    assert problem_codes(read) == [("T120", 4, "part_code")]
    assert read.problems[0].values["first"] == 2


def test_files_that_excel_spoils_are_refused_or_read(tmp_path):
    for content, expected in [
        (b"", "T102"),
        ("part_code;quantity_pieces\nA;1\n", "T104"),
        ("part_code,quantity_pieces\nBaja \u00e9,1\n".encode("cp1252"), "T103"),
        ("part_code\nA\n", "T105"),
        ("part_code,quantity_pieces,colour\nA,1,red\n", "T106"),
    ]:
        write(tmp_path, "parts.csv", content)
        assert [problem.code for problem in read_table(Parts, tmp_path).problems] == [expected]
    write(tmp_path, "parts.csv", "\ufeff\ufeff\ufeffpart_code,quantity_pieces\r\nA,1\r\n")
    assert read_table(Parts, tmp_path).table.part_code.tolist() == ["A"]


def test_unknown_code_names_its_row(tmp_path):
    write(tmp_path, "parts.csv", "part_code,quantity_pieces\nA,1\n")
    write(tmp_path, "uses.csv", "use_code,part_code\nU2,A\nU1,Z\n")
    problems = unknown_codes({"parts": read_table(Parts, tmp_path), "uses": read_table(Uses, tmp_path)})
    assert [(p.code, p.where.file, p.where.row, p.values["text"]) for p in problems] == [("T121", "uses.csv", 3, "Z")]


def test_a_row_with_a_bad_number_is_still_asked_for_its_codes(tmp_path):
    write(tmp_path, "parts.csv", "part_code,quantity_pieces\nA,1\n")
    write(tmp_path, "needs.csv", "need_code,part_code,quantity_pieces\nN1,Z,x\nN2,A,y\n")
    read = {"parts": read_table(Parts, tmp_path), "needs": read_table(Needs, tmp_path)}
    assert problem_codes(read["needs"]) == [("T111", 2, "quantity_pieces"), ("T111", 3, "quantity_pieces")]
    assert [(p.code, p.where.row, p.values["text"]) for p in unknown_codes(read)] == [("T121", 2, "Z")]


def test_missing_file_says_which_columns_it_needs(tmp_path):
    problem = read_table(Parts, tmp_path).problems[0]
    assert problem.code == "T101"
    assert "quantity_pieces" in problem.way_out("id")


def test_written_table_reads_back_the_same(tmp_path):
    made = Parts.from_rows([{"part_code": "B", "quantity_pieces": 2, "due_date": np.datetime64("2027-01-04")}])
    path = write_table(made, tmp_path)
    first = path.read_bytes()
    write_table(read_table(Parts, tmp_path).table, tmp_path)
    assert path.read_bytes() == first


def test_rows_in_parts_are_the_rows_of_the_whole(monkeypatch, tmp_path):
    rows = [{"use_code": f"U{at:02d}", "part_code": f"P{at % 3}"} for at in range(10)]
    whole_table = Uses.from_rows(rows)
    for module in ("tables", "table_files"):
        monkeypatch.setattr(f"rantai.core.{module}.AT_ONCE", 3)
    some = Uses.from_rows(reversed(rows))
    assert list(some.each_row()) == some.rows() == whole_table.rows() == rows
    assert some.rows(np.array([7, 2])) == [rows[7], rows[2]]
    write_table(some, tmp_path)
    assert read_table(Uses, tmp_path).table.rows() == rows
    assert list(Uses.from_rows([]).each_row()) == []


def test_a_table_of_sorted_columns_leaves_the_columns_of_whoever_made_it_as_they_were():
    codes = np.array(["A", "B"])
    made = Uses.from_columns({"use_code": codes, "part_code": codes})
    assert codes.flags.writeable
    assert not made.use_code.flags.writeable
