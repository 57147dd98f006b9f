"""The published schemas say what the reader does."""

import json
from copy import deepcopy
from itertools import product

import jsonschema
import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import KINDS, SCHEMAS, answer, judge, schema
from rantai.engine.cutting.contract.keys import LIST_KEYS, PIECE_KEYS, STOCK_KEYS
from tests.engine.cutting.contract.paper import PAPERS, like, refused


def validator(kind):
    return jsonschema.Draft202012Validator(json.loads(schema(kind)))


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_one(name):
    jsonschema.Draft202012Validator.check_schema(json.loads(schema(name)))


def test_there_is_no_other_schema():
    with pytest.raises(ValueError, match="tubes"):
        schema("tubes")


@pytest.mark.parametrize("kind", KINDS)
def test_schema_and_reader_know_the_same_keys(kind):
    made = json.loads(schema(kind))
    rows = {"stock": STOCK_KEYS[kind], "pieces": PIECE_KEYS[kind]}
    assert made["properties"].keys() == LIST_KEYS[kind].keys()
    for name, keys in rows.items():
        assert made["properties"][name]["items"]["properties"].keys() == keys.keys()


VALUES = [
    ...,
    None,
    0,
    1,
    -1,
    0.5,
    2,
    2.0,
    3,
    10**10,
    True,
    "",
    "x",
    "7",
    "7.5",
    "2027-03-31",
    "length",
    [],
    [1, 2],
    {},
]


def with_value(paper, target, name, value):
    """The list with one key set in it, in its first stock or in its first piece; `...` removes the key."""
    made = like(paper)
    holder = {"list": made, "stock": made["stock"][0], "pieces": made["pieces"][0]}[target]
    holder.pop(name, None)
    return made if value is ... else (holder.update({name: value}) or made)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("target", ["list", "stock", "pieces"])
def test_the_reader_accepts_nothing_that_the_schema_refuses(kind, target):
    """The other way round sums, fineness and what entries owe one another are beyond a schema."""
    valid, keys = validator(kind), {"list": LIST_KEYS, "stock": STOCK_KEYS, "pieces": PIECE_KEYS}[target][kind]
    accepted = 0
    for name, value in product([*keys, "strange"], VALUES):
        made = with_value(PAPERS[kind], target, name, value)
        if not refused(kind, made):
            accepted += 1
            assert valid.is_valid(made), (name, value)
    assert accepted > 20


SHEET = like(PAPERS["sheets"])
SOUND = answer("sheets", SHEET, work=20_000)


def can_be_read(made):
    try:
        return judge(SHEET, made) == []
    except InvalidInput:
        return False


@pytest.mark.parametrize("spelt", [str, float, lambda size: f"{size:.3f}"])
def test_sizes_of_a_plan_are_numbers_or_decimal_strings_for_schema_and_judge(spelt):
    made = deepcopy(SOUND)
    for pattern in made["patterns"]:
        for box in (*pattern["placed"], *pattern["remnants"]):
            box |= {name: spelt(box[name]) for name in ("x_mm", "y_mm", "length_mm", "width_mm")}
        pattern["cuts"]["at_mm"] = spelt(pattern["cuts"]["at_mm"])
    assert validator("plan").is_valid(made)
    assert can_be_read(made)


@pytest.mark.parametrize("value", [True, None, [], {}, "", "x", "1e3", "1,5", ".5"])
@pytest.mark.parametrize("key", ["x_mm", "at_mm"])
def test_nothing_else_is_a_size_of_a_plan_for_either(key, value):
    made = deepcopy(SOUND)
    pattern = made["patterns"][0]
    (pattern["placed"][0] if key == "x_mm" else pattern["cuts"])[key] = value
    assert not validator("plan").is_valid(made)
    assert not can_be_read(made)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", [True, [], {}, "x y", -1])
def test_the_schema_refuses_misshapen_values_as_the_reader_does(kind, value):
    valid = validator(kind)
    for target, name in (
        ("list", "kerf_mm"),
        ("stock", "thickness_mm"),
        ("pieces", "quantity"),
        ("stock", "price_idr"),
    ):
        made = with_value(PAPERS[kind], target, name, value)
        assert refused(kind, made)
        assert not valid.is_valid(made), (name, value)
