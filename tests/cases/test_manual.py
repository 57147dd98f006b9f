"""The manual's numbers are the engine's: the first page is worked out anew whenever the tests run."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from rantai.engine.plan.params import PlanParams
from rantai.engine.plan.read import read_given
from rantai.engine.plan.run import PlanResult, run

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "cases" / "one-bar"
MANUAL = (ROOT / "docs" / "manual.md").read_text(encoding="utf-8")


def table(first_heading: str) -> list[dict[str, str]]:
    """The rows of the manual's table whose first heading is this one, without backticks."""
    lines = iter(MANUAL.splitlines())
    headings = next(cells(line) for line in lines if line.startswith(f"| {first_heading} |"))
    next(lines)
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        rows.append(dict(zip(headings, cells(line), strict=True)))
    return rows


def cells(line: str) -> list[str]:
    return [cell.strip().strip("`") for cell in line.strip("|").split("|")]


def whole(text: str) -> int:
    return int(text.replace(",", ""))


@pytest.mark.parametrize("row", table("Figure"), ids=lambda row: row["Where it stands"])
def test_each_figure_stands_in_the_expected_plan(row: dict[str, str]) -> None:
    name, column = row["Where it stands"].split(".")
    with (CASE / "expect" / f"{name}.csv").open(encoding="utf-8") as file:
        found = {line[column] for line in csv.DictReader(file)}
    assert str(whole(row["Value"])) in found


def changed(folder: Path, row: dict[str, str]) -> PlanResult:
    """The plan of the tiny case with one column changed in every row of one table."""
    shutil.copytree(CASE / "given", folder)
    path = folder / row["File"]
    with path.open(encoding="utf-8", newline="") as file:
        lines = [{**line, row["Column"]: row["Value"]} for line in csv.DictReader(file)]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return run(read_given(folder), PlanParams())


@pytest.mark.parametrize("row", table("Change"), ids=lambda row: f"{row['Column']}={row['Value']}")
def test_each_change_comes_out_as_the_manual_says(tmp_path: Path, row: dict[str, str]) -> None:
    result = changed(tmp_path / "given", row)
    demand, orders = result.summary["demand"], result.output.material_orders
    assert result.summary["cutting"]["bars"] == whole(row["Bars"])
    assert result.summary["steel"]["cost_idr"] == whole(row["Steel, Rp"])
    assert (str(orders.order_week[0]) if len(orders) else "–") == row["Order in week"]
    assert demand["on_time_pieces"] == whole(row["On time"])
    assert demand["late_pieces"] == whole(row["Late"])
    assert demand["short_pieces"] == whole(row["Short"])
    reasons = set(result.output.reasons.reason_code.tolist())
    assert row["Reason"] in reasons if row["Reason"] != "–" else not reasons


def test_the_chain_is_printed_as_the_expected_links_say() -> None:
    codes = set(re.findall(r"^\s+(?:cutting pattern|job|work order|demand) (\S+)", MANUAL, re.MULTILINE))
    with (CASE / "expect" / "pegs.csv").open(encoding="utf-8") as file:
        linked = {line["consumer_code"] for line in csv.DictReader(file)}
    assert codes == linked
