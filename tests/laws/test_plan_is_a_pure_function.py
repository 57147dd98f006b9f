"""Same input, same bytes out: with shuffled rows, another hash seed and another process."""

import os
import random
import subprocess
import sys
from pathlib import Path

from tests import one_bar


def run_in_a_process(given: Path, out: Path, hash_seed: int) -> dict[str, bytes]:
    program = "from rantai.cli import main; main()"
    subprocess.run(
        [sys.executable, "-c", program, "plan", "run", "--given", str(given), "--out", str(out)],
        check=True,
        capture_output=True,
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
    )
    files = {path.name: path.read_bytes() for path in sorted(out.iterdir())}
    lines = files["summary.json"].splitlines()
    files["summary.json"] = b"\n".join(line for line in lines if b'"seconds"' not in line)
    return files


def shuffle_rows(given: Path, seed: int) -> None:
    for path in given.glob("*.csv"):
        heading, *rows = path.read_text(encoding="utf-8").splitlines()
        random.Random(seed).shuffle(rows)
        path.write_text("\n".join([heading, *rows]) + "\n", encoding="utf-8")


def test_rows_in_any_order_and_any_hash_seed_give_the_same_bytes(tmp_path):
    given = one_bar.copy(tmp_path)
    first = run_in_a_process(given, tmp_path / "first", 1)
    shuffle_rows(given, 7)
    assert run_in_a_process(given, tmp_path / "second", 2) == first
