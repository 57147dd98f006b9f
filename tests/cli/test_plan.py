"""`rantai plan` as a person at a terminal meets it."""

import json

from click.testing import CliRunner

from rantai.cli import main
from tests import one_bar


def call(*words):
    return CliRunner().invoke(main, ["plan", *map(str, words)], catch_exceptions=False)


def planned(tmp_path):
    given, out = one_bar.copy(tmp_path), tmp_path / "out"
    answer = call("run", "--given", given, "--out", out)
    assert answer.exit_code == 0, answer.output
    return given, out, answer


def test_run_prints_the_summary_and_its_progress(tmp_path):
    _, out, answer = planned(tmp_path)
    summary = json.loads(answer.stdout)
    assert summary["status"] == "optimal"
    assert summary["demand"]["on_time_pieces"] == 10
    assert "cutting 100%" in answer.stderr
    assert json.loads((out / "summary.json").read_text())["input_hash"] == summary["input_hash"]


def test_check_finds_the_plan_sound(tmp_path):
    given, out, _ = planned(tmp_path)
    answer = call("check", "--given", given, "--plan", out)
    assert answer.exit_code == 0
    assert json.loads(answer.stdout) == {"valid": True, "faults": []}


def test_check_finds_a_cooked_plan_and_exits_1(tmp_path):
    given, out, _ = planned(tmp_path)
    path = out / "material_orders.csv"
    path.write_text(path.read_text().replace("383535", "383534"))
    answer = call("check", "--given", given, "--plan", out)
    assert answer.exit_code == 1
    assert json.loads(answer.stdout)["valid"] is False


def test_check_of_an_unreadable_plan_exits_2(tmp_path):
    given, out, _ = planned(tmp_path)
    (out / "jobs.csv").unlink()
    assert call("check", "--given", given, "--plan", out).exit_code == 2


def test_explain_leads_from_steel_to_village_and_back(tmp_path):
    _, out, _ = planned(tmp_path)
    answer = call("explain", "--plan", out, "--order", "M-DISTRIBUTOR-16-002", "--lang", "en")
    assert answer.exit_code == 0
    assert "Kabupaten Klaten" in answer.stdout
    answer = call("explain", "--plan", out, "--order", "D-1")
    assert "M-DISTRIBUTOR-16-002" in answer.stdout
    assert "Dari mana" in answer.stdout


def test_explain_of_an_unknown_order_says_so(tmp_path):
    _, out, _ = planned(tmp_path)
    answer = call("explain", "--plan", out, "--order", "O-NOTHING-001")
    assert answer.exit_code == 2
    assert "tidak ada dalam rencana ini" in answer.stderr
    assert [problem["code"] for problem in json.loads(answer.stdout)["problems"]] == ["P254"]


def test_invalid_input_names_every_problem_and_leaves_nothing(tmp_path):
    given, out = one_bar.copy(tmp_path), tmp_path / "out"
    one_bar.change(given, "demand", "D-1", quantity_pieces="1.500", item_code="KAPAL")
    one_bar.change(given, "resources", "BENGKEL-cut", minutes_week=-1)
    answer = call("run", "--given", given, "--out", out)
    assert answer.exit_code == 2
    told = json.loads(answer.stdout)
    assert [told[name] for name in ("status", "objective", "bound", "gap")] == ["invalid", None, None, None]
    problems = told["problems"]
    assert {(p["file"], p["row"], p["column"], p["code"]) for p in problems} >= {
        ("demand.csv", 2, "quantity_pieces", "T111"),
        ("resources.csv", 3, "minutes_week", "T112"),
    }
    assert all(p["way_out"]["id"] and p["way_out"]["en"] for p in problems)
    assert not out.exists()


def test_a_folder_that_holds_other_files_is_left_alone_and_nothing_is_computed(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "surat.txt").write_text("penting")
    answer = call("run", "--given", one_bar.copy(tmp_path), "--out", out)
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["problems"][0]["code"] == "P226"
    assert "%" not in answer.stderr
    assert [path.name for path in out.iterdir()] == ["surat.txt"]


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    answer = call("run", "--given", one_bar.copy(tmp_path), "--out", "/proc/rencana")
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["problems"][0]["code"] == "P229"


def test_demand_after_the_plan_is_counted_and_told(tmp_path):
    given = one_bar.copy(tmp_path)
    one_bar.change(given, "demand", "D-1", due_date="2028-01-04")
    answer = call("run", "--given", given, "--out", tmp_path / "out")
    assert answer.exit_code == 0
    assert json.loads(answer.stdout)["demand"]["lines_beyond_horizon"] == 1
    assert "setelah akhir rencana" in answer.stderr


def test_a_link_cooked_or_cut_from_the_chain_is_found(tmp_path):
    given, out, _ = planned(tmp_path)
    path = out / "pegs.csv"
    whole = path.read_text()
    heading, _first, *others = whole.splitlines()
    for cooked in (whole.replace("18940", "18947", 1), "\n".join([heading, *others]) + "\n"):
        path.write_text(cooked)
        answer = call("check", "--given", given, "--plan", out)
        assert answer.exit_code == 1
        assert "peg_differs" in {fault["code"] for fault in json.loads(answer.stdout)["faults"]}


def test_a_setting_out_of_range_is_refused(tmp_path):
    answer = call("run", "--given", one_bar.copy(tmp_path), "--out", tmp_path / "out", "--seconds", 0)
    assert answer.exit_code == 2
    assert json.loads(answer.stdout)["problems"][0]["code"] == "P101"


def what_if(tmp_path, *changes):
    path = tmp_path / "changes.json"
    path.write_text(json.dumps({"name": "contoh", "changes": changes}))
    return path


def test_a_what_if_is_run_checked_and_compared(tmp_path):
    given, base, _ = planned(tmp_path)
    changes = what_if(tmp_path, {"kind": "demand_factor", "demand_kind": "programme", "factor_ppm": 1_500_000})
    answer = call("run", "--given", given, "--out", tmp_path / "more", "--changes", changes)
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout)["what_if"]["name"] == "contoh"
    assert call("check", "--given", given, "--plan", tmp_path / "more", "--changes", changes).exit_code == 0
    assert call("check", "--given", given, "--plan", tmp_path / "more").exit_code == 1  # the base wants ten carts
    told = json.loads(call("compare", "--plan", base, "--plan", tmp_path / "more").stdout)
    assert [row["difference"] for row in told["figures"] if row["figure"] == "vehicles"] == [5]
    told = json.loads(call("band", "--plan", base, "--plan", base, "--plan", tmp_path / "more").stdout)
    assert [(row["from"], row["to"]) for row in told["figures"] if row["figure"] == "vehicles"] == [(10, 15)]


def test_a_wrong_what_if_names_every_problem_and_leaves_nothing(tmp_path):
    given, out = one_bar.copy(tmp_path), tmp_path / "out"
    changes = what_if(
        tmp_path,
        {"kind": "lead_days", "days": 7, "supplier_code": "PABRIK"},
        {"kind": "demand_factor", "factor_ppm": -1},
    )
    answer = call("run", "--given", given, "--out", out, "--changes", changes)
    assert answer.exit_code == 2
    assert [p["code"] for p in json.loads(answer.stdout)["problems"]] == ["P302", "P311"]
    assert not out.exists()
    assert call("run", "--given", given, "--out", out, "--changes", tmp_path / "none.json").exit_code == 2


def test_plans_to_compare_are_two_and_finished(tmp_path):
    _, base, _ = planned(tmp_path)
    for command, folders in (("compare", [base]), ("band", [base, base])):
        answer = call(command, *(word for folder in folders for word in ("--plan", folder)))
        assert answer.exit_code == 2
        assert [problem["code"] for problem in json.loads(answer.stdout)["problems"]] == ["P253"]
    (base / "summary.json").unlink()
    answer = call("compare", "--plan", base, "--plan", base)
    assert answer.exit_code == 2
    assert "P318" in answer.stderr
