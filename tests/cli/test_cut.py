"""`rantai cut` as a person at a terminal meets it."""

import json
import subprocess
import sys
import time

import jsonschema
import pytest
from click.testing import CliRunner

from rantai.cli import main
from rantai.engine.cutting.contract import KINDS, schema
from tests.engine.cutting.contract.paper import BARS, SHEETS, like


@pytest.fixture(autouse=True)
def ends(monkeypatch):
    """How often the command ended its process at once, because a search was left behind; here it only says so."""
    codes = []
    monkeypatch.setattr("rantai.cli.clock.end_process", codes.append)
    return codes


def call(*words, **more):
    """The command; a search gets little work and much time, unless the words say otherwise: machines may be busy."""
    calm = ("--work", 100_000, "--seconds", 300) if words[0] in KINDS else ()
    words = (words[0], *calm, *words[1:])
    return CliRunner().invoke(main, ["cut", *map(str, words)], catch_exceptions=False, **more)


def write(folder, document, name="list.json"):
    path = folder / name
    path.write_text(document if isinstance(document, str) else json.dumps(document))
    return path


def problems(answer):
    """Codes and places; the same on stdout and, as sentences, on stderr."""
    assert answer.exit_code == 2, answer.output
    said = json.loads(answer.stdout)
    assert said["status"] == "invalid"
    found = [(problem["code"], problem["place"]) for problem in said["problems"]]
    assert [tuple(line.split(": ")[0].split(" ")[:2]) for line in answer.stderr.splitlines()] == found
    return found


@pytest.mark.parametrize(("kind", "document"), [("bars", BARS), ("sheets", SHEETS)])
def test_a_list_is_answered_with_a_plan_that_the_judge_finds_sound(tmp_path, kind, document):
    file, out = write(tmp_path, document), tmp_path / "plan.json"
    answer = call(kind, file, "--out", out)
    assert answer.exit_code == 0, answer.output
    jsonschema.validate(json.loads(answer.stdout), json.loads(schema("plan")))
    assert out.read_text() == answer.stdout
    verdict = call("check", file, out)
    assert (verdict.exit_code, json.loads(verdict.stdout)) == (0, {"valid": True, "faults": []})


def test_a_dash_reads_stdin(tmp_path):
    answer = call("bars", "-", input=json.dumps(BARS))
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["status"] == "optimal"


def test_the_same_bytes_apart_from_the_seconds(tmp_path):
    file = write(tmp_path, SHEETS)
    calls = [("--threads", 1), ("--threads", 2), ("--threads", 2, "--seconds", 400)]
    plans = [json.loads(call("sheets", file, "--work", 200_000, *words).stdout) for words in calls]
    assert plans[0].pop("seconds") >= 0
    for plan in plans[1:]:
        plan.pop("seconds")
        assert json.dumps(plan) == json.dumps(plans[0])


def test_the_seed_is_told(tmp_path):
    assert json.loads(call("bars", write(tmp_path, BARS), "--seed", 7).stdout)["seed"] == 7


def test_everything_that_is_wrong_is_told_at_once(tmp_path):
    file = write(tmp_path, like(BARS, stock={"length_mm": -1}, piece={"quantity": ...}))
    answer = call("bars", file, "--seconds", 0, "--seed", "x", "--out", tmp_path / "no" / "plan.json")
    assert problems(answer) == [
        ("C116", "stock[0].length_mm"),
        ("C121", "pieces[0].quantity"),
        ("C150", "--seconds"),
        ("C150", "--seed"),
        ("C151", "--out"),
    ]


def test_refusals_are_told_in_both_languages(tmp_path):
    file = write(tmp_path, like(BARS, kerf_mm=-1))
    both = json.loads(call("bars", file).stdout)["problems"][0]
    assert call("bars", file).stderr.startswith(f"C116 kerf_mm: {both['text']['id']} {both['way_out']['id']}")
    assert call("bars", file, "--lang", "en").stderr.startswith(f"C116 kerf_mm: {both['text']['en']}")


@pytest.mark.parametrize("value", ["0", "-1", "nan", "inf", "1e9", "soon", ""])
def test_seconds_out_of_range_are_refused(tmp_path, value):
    assert problems(call("bars", write(tmp_path, BARS), f"--seconds={value}")) == [("C150", "--seconds")]


@pytest.mark.parametrize(
    "words",
    [
        ("--work", 0),
        ("--work", -1),
        ("--work", 1.5),
        ("--seed", -1),
        ("--seed", 2**31),
        ("--threads", 0),
        ("--threads", 65),
    ],
)
def test_other_settings_out_of_range_are_refused(tmp_path, words):
    option, value = words
    assert problems(call("bars", write(tmp_path, BARS), f"{option}={value}")) == [("C150", option)]


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path):
    assert problems(call("bars", tmp_path / "none.json")) == [("C101", str(tmp_path / "none.json"))]
    assert problems(call("bars", tmp_path))[0][0] == "C102"
    assert problems(call("bars", "a\0b"))[0][0] == "C102"


def test_bytes_that_are_no_text_are_refused(tmp_path):
    (tmp_path / "list.json").write_bytes(b"\xff\xfe\x00")
    assert problems(call("bars", tmp_path / "list.json")) == [("C104", "document")]


def test_a_plan_cannot_be_written_over_a_folder(tmp_path):
    assert problems(call("bars", write(tmp_path, BARS), "--out", tmp_path)) == [("C151", "--out")]


def test_unplaced_pieces_are_an_answer_and_no_error(tmp_path):
    answer = call("bars", write(tmp_path, like(BARS, piece={"length_mm": 7000})))
    assert answer.exit_code == 0
    plan = json.loads(answer.stdout)
    assert plan["status"] == "infeasible"
    assert [(one["piece"], one["quantity"], one["would_fit"]) for one in plan["unplaced"]] == [("leg", 10, "6m")]
    assert sum(one["count"] for one in plan["patterns"]) == 1


def test_the_judge_names_faults_and_says_so_with_its_exit_code(tmp_path):
    file, out = write(tmp_path, BARS), tmp_path / "plan.json"
    plan = json.loads(call("bars", file, "--out", out).stdout)
    plan["patterns"][0]["placed"][0]["x_mm"] = -1
    answer = call("check", file, write(tmp_path, plan, "moved.json"))
    assert answer.exit_code == 1
    said = json.loads(answer.stdout)
    assert not said["valid"]
    assert [(fault["code"], fault["place"]) for fault in said["faults"]] == [("outside", "patterns[0].placed[0]")]
    assert said["faults"][0]["text"]


def test_the_judge_says_what_it_cannot_read(tmp_path):
    file = write(tmp_path, BARS)
    assert problems(call("check", file, write(tmp_path, "{}", "plan.json"))) == [("C111", "patterns")]
    assert problems(call("check", tmp_path / "none", file))[0][0] == "C101"
    assert problems(call("check", file, file, "--kind", "bars")) == [("C111", "patterns")]


@pytest.mark.parametrize("name", ["bars", "sheets", "coils", "plan"])
def test_schemas_are_printed(name):
    answer = call("schema", name)
    assert answer.exit_code == 0
    assert answer.stdout == schema(name)


def test_papers_are_drawn_for_the_people_who_cut(tmp_path):
    file = write(tmp_path, SHEETS)
    paths = {name: tmp_path / f"plan.{name}" for name in ("svg", "pdf", "dxf")}
    answer = call("sheets", file, *(word for name, path in paths.items() for word in (f"--{name}", path)))
    assert answer.exit_code == 0, answer.output
    assert paths["svg"].read_text().startswith("<svg")
    assert paths["pdf"].read_bytes().startswith(b"%PDF")
    assert b"LWPOLYLINE" in paths["dxf"].read_bytes()


def test_a_paper_whose_package_is_missing_is_refused_before_the_search(tmp_path, monkeypatch):
    monkeypatch.setattr("rantai.cli.cut.find_spec", lambda package: None)
    answer = call("bars", write(tmp_path, BARS), "--pdf", tmp_path / "plan.pdf")
    assert problems(answer) == [("C152", "--pdf")]
    assert "rantai[paper]" in answer.stderr


def started(*words, **more):
    """The command in a process of its own, as the shell starts it."""
    command = [sys.executable, "-c", "from rantai.cli import main; main()", "cut", *map(str, words)]
    return subprocess.run(command, capture_output=True, check=False, **more)


def test_the_command_knows_neither_django_nor_a_compiler(tmp_path):
    code = "import sys, rantai.cli.cut; print([name for name in ('django', 'numba', 'typst') if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout == "[]\n"


def test_a_terminal_that_speaks_no_utf8_gets_utf8_all_the_same(tmp_path):
    file = write(tmp_path, like(BARS, piece={"id": "kaki ½″"}))
    spoken = {"PYTHONIOENCODING": "ascii", "PATH": ""}
    answer = started("bars", file, env=spoken)
    assert answer.returncode == 0, answer.stderr
    assert "kaki ½″" in answer.stdout.decode()


@pytest.mark.parametrize(
    "document",
    [
        "[" * 5_000_000,
        '{"a":' * 1_000_000,
        "{" + ",".join(f'"k{at}":1' for at in range(400_000)) + "}",
        json.dumps({"stock": [{}] * 20_000, "pieces": [{}] * 20_000}),
        json.dumps(
            {"stock": BARS["stock"], "pieces": [{"id": at, "length_mm": 5, "quantity": 1} for at in range(90_000)]}
        ),
        json.dumps(like(BARS, piece={"length_mm": 0.001, "quantity": 10**9}, kerf_mm=0)),
    ],
    ids=["brackets", "objects", "keys", "empty entries", "90,000 pieces", "dust"],
)
def test_five_megabytes_of_anything_are_answered_in_time(tmp_path, document):
    began = time.monotonic()
    answer = started("bars", write(tmp_path, document), "--seconds", 5)
    assert time.monotonic() - began < 5 * 1.1 + 1
    assert answer.returncode == 2
    assert json.loads(answer.stdout)["problems"]
    assert b"Traceback" not in answer.stderr


def test_a_search_that_does_not_heed_its_clock_is_left_behind(tmp_path, monkeypatch, ends):
    monkeypatch.setattr("rantai.cli.cut.settle", lambda *words, **more: time.sleep(4))
    began = time.monotonic()
    file = write(tmp_path, SHEETS)
    answer = call("sheets", file, "--seconds", 1)
    assert time.monotonic() - began < 1 * 1.1 + 1
    plan = json.loads(answer.stdout)
    assert plan["unplaced"] == []
    assert plan["patterns"]
    assert 0 < plan["bound"] <= plan["objective"]
    assert ends == [0]
    assert call("check", file, write(tmp_path, plan, "plan.json")).exit_code == 0


def test_an_error_of_the_search_is_not_swallowed(tmp_path, monkeypatch):
    def broken(*words, **more):
        raise ZeroDivisionError

    monkeypatch.setattr("rantai.cli.cut.settle", broken)
    with pytest.raises(ZeroDivisionError):
        call("bars", write(tmp_path, BARS))
