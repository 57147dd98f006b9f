"""`rantai bench mrp` as a person at a terminal meets it."""

import importlib.util
import json

import numpy as np
import pytest
from click.testing import CliRunner

from rantai.cli import main
from rantai.cli.bench import mrp
from rantai.cli.bench.mrp_world import Size, load, save, world
from rantai.engine.explosion import faults, solve

SMALL = ("--edges", "90", "--weeks", "6", "--levels", "4", "--fan", "3", "--rounds", "1")
NUMBERS = [
    "explosion_cpu_ms",
    "orders_cpu_ms",
    "from_columns_cpu_ms",
    "numpy_scipy_cpu_ms",
    "duckdb_cpu_ms",
    "pegging_rows",
    "pegging_cpu_ms",
    "pegging_rows_a_cpu_second",
    "net_change_cpu_ms",
    "net_change_worst_cpu_ms",
    "net_change_items",
    "kernel_peak_memory_mb",
    "peak_memory_mb",
]
SIZE = ["edges", "weeks", "levels", "fan", "seed", "items", "lines", "orders", "links", "rounds"]


def call(*words):
    return CliRunner().invoke(main, ["bench", "mrp", *words], catch_exceptions=False)


def test_every_side_finds_the_same_lots_and_says_what_it_cost():
    answer = call(*SMALL)
    said = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert list(said) == ["status", *SIZE, *NUMBERS, "targets", "equal"]
    assert said["equal"] == {"scipy": True, "duckdb": True, "net_change": True}
    assert all(said[name] > 0 for name in NUMBERS)
    assert (said["lines"], said["items"], said["rounds"]) == (540, 40, 1)
    assert said["targets"]["explosion_to_duckdb"]["value"] == pytest.approx(
        said["explosion_cpu_ms"] / said["duckdb_cpu_ms"], rel=0.01
    )
    assert set(said["targets"]) == set(mrp.LIMITS)


def test_sides_that_disagree_are_told(monkeypatch):
    def wrong(side, path, repeats):
        found = honest(side, path, repeats)
        if side == "duckdb":
            lots = np.load(path / "duckdb.npy")
            lots[0, 0] += 1
            np.save(path / "duckdb.npy", lots)
        return found

    honest = mrp._run
    monkeypatch.setattr(mrp, "_run", wrong)
    answer = call(*SMALL)
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["status"]) == (1, "different")
    assert said["equal"] == {"scipy": True, "duckdb": False, "net_change": True}


def test_lines_are_edges_times_weeks():
    assert mrp._size({**dict.fromkeys(mrp.RANGES, "5"), "edges": None, "lines": "51"})[0] == Size(11, 5, 5, 5, 5)


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--edges", "0", "--weeks", "many", "--levels", "1"), ["C150", "C150", "C150"]),
        (("--edges", "5", "--lines", "5"), ["C172"]),
        (("--edges", "5000000", "--weeks", "520", "--fan", "1"), ["C173"]),
        (("--lines", "-1"), ["C150"]),
    ],
)
def test_wrong_options_are_refused_all_at_once(words, codes):
    answer = call(*words)
    said = json.loads(answer.stdout)
    assert (answer.exit_code, said["status"]) == (2, "invalid")
    assert [problem["code"] for problem in said["problems"]] == codes


def test_a_missing_peer_is_refused_with_its_name(monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "duckdb" else object())
    answer = call(*SMALL)
    assert answer.exit_code == 2
    assert [problem["code"] for problem in json.loads(answer.stdout)["problems"]] == ["C171"]
    assert "duckdb" in answer.stderr


def test_a_world_has_its_size_and_survives_its_file(tmp_path):
    given = world(Size(edges=90, weeks=6, levels=4, fan=3, seed=7))
    save(given, tmp_path / "world.npz")
    again = load(tmp_path / "world.npz")
    assert all(np.array_equal(column, vars(again)[name]) for name, column in vars(given).items())
    assert np.array_equal(world(Size(90, 6, 4, 3, 7)).bill_child, given.bill_child)
    assert (len(given.bill_parent), np.bincount(given.bill_parent).max()) == (90, 3)
    answer = solve(given)
    assert faults(given, answer) == []
    assert answer.level.max() == 3
