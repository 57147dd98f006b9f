"""`rantai bench mrp`: the explosion beside a plain numpy/scipy.sparse kernel and duckdb, on the same world."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median
from typing import Any

import click
import numpy as np

from rantai.cli.bench.mrp_world import Size, save, world
from rantai.cli.documents import ANSWERED, FAULTY, language, refuse_all, show
from rantai.core.json_problems import Problems
from rantai.core.problems import InvalidInput, Refusal
from rantai.core.settings import read_settings

RANGES = {
    "edges": (1, 5_000_000),
    "weeks": (1, 520),
    "levels": (2, 30),
    "fan": (1, 10_000),
    "seed": (0, 2**31 - 1),
    "rounds": (1, 100),
}
LINES = (1, 500_000_000)
SIDES = {"ours": 11, "scipy": 11, "duckdb": 1}  # repetitions in one process
PEERS = ("scipy", "duckdb")
MOST_CELLS = 100_000_000
LIMITS = {  # meant for 729,000 lines
    "explosion_to_numpy_scipy": 0.2,
    "explosion_to_duckdb": 0.01,
    "orders_to_numpy_scipy": 5,
    "net_change_cpu_ms": 5,
    "pegging_rows_a_cpu_second": 10_000_000,
}
PEER_MISSING = Refusal(
    "C171",
    "{name} tidak terpasang, jadi tidak ada yang bisa dibandingkan.",
    "{name} is not installed, so there is nothing to compare with.",
    "Pasang dengan: pip install {name}.",
    "Install it with: pip install {name}.",
)
EDGES_OR_LINES = Refusal(
    "C172",
    "--edges dan --lines ditulis dua-duanya.",
    "Both --edges and --lines are given.",
    "Tulis salah satu: baris = susunan × minggu.",
    "Give one of them: lines = edges × weeks.",
)
WORLD_TOO_LARGE = Refusal(
    "C173",
    "{cells} sel (barang × minggu) melebihi {most}.",
    "{cells} cells (items × weeks) are more than {most}.",
    "Kurangi --edges, --weeks atau --levels, atau perbesar --fan.",
    "Lower --edges, --weeks or --levels, or raise --fan.",
)


@click.command("mrp", help="Measure explosion, orders, pegging and net change beside numpy/scipy.sparse and duckdb.")
@click.option("--edges", default=None, help="Bill lines; 36450 when --lines is not given either.")
@click.option("--lines", default=None, help="Instead of --edges: requirement lines, edges × weeks.")
@click.option("--weeks", default="20", show_default=True, help="Length of the horizon.")
@click.option("--levels", default="8", show_default=True, help="Levels from product to material.")
@click.option("--fan", default="4", show_default=True, help="Components of an item.")
@click.option("--seed", default="1", show_default=True, help="Same seed, same world.")
@click.option("--rounds", default="3", show_default=True, help="Every side runs this often, one after the other.")
@language
def mrp(lang: str, **said: str | None) -> None:
    """Draw a world, let each side plan it in a process of its own, compare, and print what it cost."""
    try:
        size, rounds = _size(said)
        _refuse_missing()
    except InvalidInput as refused:
        refuse_all(refused, lang)
    told = measured(size, rounds)
    show(told)
    sys.exit(ANSWERED if all(told["equal"].values()) else FAULTY)


def _size(said: dict[str, str | None]) -> tuple[Size, int]:
    """Raises InvalidInput with every option that is wrong."""
    ranges = dict(RANGES)
    if said["edges"] is not None and said["lines"] is not None:
        problems = Problems()
        problems.add(EDGES_OR_LINES, "--lines")
        problems.refuse()
    if said["lines"] is not None:
        ranges["lines"] = LINES
        said = {**said, "edges": "1"}
    read = read_settings(ranges, {**said, "edges": said["edges"] or "36450"})
    if "lines" in read:
        read["edges"] = -(-read["lines"] // read["weeks"])
    size = Size(*(read[name] for name in ("edges", "weeks", "levels", "fan", "seed")))
    problems, cells = Problems(), size.items_a_level * size.levels * size.weeks
    if cells > MOST_CELLS:
        problems.add(WORLD_TOO_LARGE, "--edges", cells=cells, most=MOST_CELLS)
    problems.refuse()
    return size, read["rounds"]


def _refuse_missing() -> None:
    problems = Problems()
    for name in PEERS:
        if importlib.util.find_spec(name) is None:
            problems.add(PEER_MISSING, name, name=name)
    problems.refuse()


def measured(size: Size, rounds: int) -> dict[str, Any]:
    """All sides, interleaved; medians of CPU over all rounds, and whether all found the same lots."""
    given, runs = world(size), defaultdict[str, list[dict[str, Any]]](list)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        save(given, path / "world.npz")
        for _ in range(rounds):
            for side, repeats in SIDES.items():
                runs[side].append(_run(side, path, repeats))
        lots = {side: np.load(path / f"{side}.npy") for side in SIDES}
    equal = {side: bool(np.array_equal(lots["ours"], lots[side])) for side in PEERS}
    equal["net_change"] = all(run["net_change"]["same"] for run in runs["ours"])
    return _told(size, given.n_items, runs, equal)


def _run(side: str, path: Path, repeats: int) -> dict[str, Any]:
    """One side in a process of its own, on one thread."""
    words = [sys.executable, "-m", f"rantai.cli.bench.mrp_{side}"]
    words += [str(path / "world.npz"), str(path / f"{side}.npy"), str(repeats)]
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    done = subprocess.run(words, capture_output=True, text=True, check=True, env={**os.environ, **threads})  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _ms(runs: list[dict[str, Any]], what: str) -> float:
    return 1000 * median(one for run in runs for one in run[what])


def _told(size: Size, items: int, runs: dict[str, list[dict[str, Any]]], equal: dict[str, bool]) -> dict[str, Any]:
    ours = runs["ours"]
    kernel, orders, columns = (_ms(ours, what) for what in ("kernel", "orders", "columns"))
    scipy, duckdb = _ms(runs["scipy"], "kernel"), _ms(runs["duckdb"], "kernel")
    rows = median(run["pegging"]["rows"] for run in ours)
    speed = median(run["pegging"]["rows"] / max(run["pegging"]["cpu"], 1e-9) for run in ours)
    change = {name: median(run["net_change"][name] for run in ours) for name in ("median", "worst", "netted")}
    peak = {name: max(run[name] for run in ours) for name in ("kernel_mb", "peak_mb")}
    return {
        "status": "feasible" if all(equal.values()) else "different",
        **vars(size),
        "items": items,
        "lines": size.edges * size.weeks,
        "orders": ours[0]["orders_count"],
        "links": ours[0]["links_count"],
        "rounds": len(ours),
        "explosion_cpu_ms": _rounded(kernel),
        "orders_cpu_ms": _rounded(orders),
        "from_columns_cpu_ms": _rounded(columns),
        "numpy_scipy_cpu_ms": _rounded(scipy),
        "duckdb_cpu_ms": _rounded(duckdb),
        "pegging_rows": int(rows),
        "pegging_cpu_ms": _rounded(1000 * median(run["pegging"]["cpu"] for run in ours)),
        "pegging_rows_a_cpu_second": int(speed),
        "net_change_cpu_ms": _rounded(1000 * change["median"]),
        "net_change_worst_cpu_ms": _rounded(1000 * change["worst"]),
        "net_change_items": int(change["netted"]),
        "kernel_peak_memory_mb": round(peak["kernel_mb"]),
        "peak_memory_mb": round(peak["peak_mb"]),
        "targets": _targets(
            explosion_to_numpy_scipy=kernel / scipy,
            explosion_to_duckdb=kernel / duckdb,
            orders_to_numpy_scipy=orders / scipy,
            net_change_cpu_ms=1000 * change["median"],
            pegging_rows_a_cpu_second=speed,
        ),
        "equal": equal,
    }


def _targets(**values: float) -> dict[str, dict[str, Any]]:
    """Each value beside its limit, which is a least one for speeds."""
    return {
        name: {
            "value": _rounded(value),
            "limit": LIMITS[name],
            "kept": value >= LIMITS[name] if name.endswith("second") else value <= LIMITS[name],
        }
        for name, value in values.items()
    }


def _rounded(value: float) -> float:
    return float(f"{value:.4g}")
