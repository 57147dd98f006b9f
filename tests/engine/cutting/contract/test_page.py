"""What the page on the contract shows is what the command answers."""

import json
import re

import pytest

from rantai.core.problems import Refusal
from rantai.engine.cutting.contract import KINDS, answer, judge
from rantai.engine.cutting.contract import refusals as rules
from rantai.engine.cutting.contract.keys import LIST_KEYS, PIECE_KEYS, STOCK_KEYS
from rantai.engine.cutting.contract.reasons import REASONS
from tests.architecture import house

PAGE = (house.ROOT / "docs" / "cutting-contract.md").read_text(encoding="utf-8")
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
TOLD = ("status", "objective", "bound", "gap", "stock_used", "yield", "cost_by_owner", "alone_by_owner", "cost_rule")


@pytest.mark.parametrize(("kind", "at"), [(kind, 2 * at) for at, kind in enumerate(KINDS)])
def test_the_worked_examples_come_out_as_written(kind, at):
    document, shown = BLOCKS[at : at + 2]
    made = answer(kind, document, seconds=5)
    assert {name: made.get(name) for name in TOLD} == {name: shown.get(name) for name in TOLD}
    assert judge(document, made) == []


def test_every_key_reason_and_code_stands_on_the_page():
    tables = (LIST_KEYS, STOCK_KEYS, PIECE_KEYS)
    words = {name for table in tables for kind in KINDS for name in table[kind]} - {"id"} | set(REASONS)
    assert sorted(word for word in words if f"`{word}`" not in PAGE) == []
    ranges = [(int(low), int(high)) for low, high in re.findall(r"C(\d+)–C(\d+)", PAGE)] + [(199, 199)]
    codes = [int(one.code[1:]) for one in vars(rules).values() if isinstance(one, Refusal)]
    assert [code for code in codes if not any(low <= code <= high for low, high in ranges)] == []
    assert len(codes) == len(set(codes))
