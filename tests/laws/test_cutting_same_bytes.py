"""A cutting plan is the same, byte for byte, for any number of threads, any hash seed and any process."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.laws.test_cutting_laws import draw_larger

RANTAI = Path(sys.executable).with_name("rantai")
WORK = "400000"


def plan(source: Path, kind: str, *, threads: int, hash_seed: int) -> dict:
    command = [str(RANTAI), "cut", kind, str(source), "--work", WORK, "--threads", str(threads), "--seconds", "60"]
    surroundings = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    ended = subprocess.run(command, capture_output=True, text=True, check=True, env=surroundings)
    return json.loads(ended.stdout)


@pytest.mark.parametrize("kind", ["bars", "sheets"])
@pytest.mark.parametrize("number", [3, 8])
def test_threads_and_hash_seeds_leave_every_byte(kind, number, tmp_path):
    source = tmp_path / "list.json"
    _, document = draw_larger(kind, number)
    _, other = draw_larger(kind, number + 50)
    graded = [row | {"grade": "SS400", "id": f"q{at}"} for at, row in enumerate(other["pieces"])]
    stock = [row | {"id": f"{row['id']}-ss", "grade": "SS400"} for row in other["stock"]]
    document["pieces"] += graded
    document["stock"] += stock
    source.write_text(json.dumps(document))
    made = [plan(source, kind, threads=threads, hash_seed=seed) for threads, seed in ((1, 0), (2, 1), (5, 12345))]
    alike = {json.dumps({name: value for name, value in one.items() if name != "seconds"}) for one in made}
    assert len(alike) == 1
    assert made[0]["patterns"]
