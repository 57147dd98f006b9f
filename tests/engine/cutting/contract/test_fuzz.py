"""Lists and plans bent at random: always an answer or a refusal, never a traceback; every plan given is sound."""

import json
import random
import time
from copy import deepcopy

import jsonschema
import pytest

from rantai.core.problems import InvalidInput
from rantai.engine.cutting.contract import KINDS, answer, judge, schema
from rantai.engine.cutting.contract.keys import LIST_KEYS, PIECE_KEYS, STOCK_KEYS
from tests.engine.cutting.contract.paper import PAPERS

PLAN = jsonschema.Draft202012Validator(json.loads(schema("plan")))
SECONDS = 1.0

ODD = [None, True, False, 0, -1, 1, 2, 3, 0.001, 0.0005, 1e-300, 1e300, 10**9, 10**18, 2**70, -0.0, 1.5, float("nan")]
ODD += [
    float("inf"),
    "",
    "0",
    "12.5",
    "-3",
    "1e3",
    "NaN",
    "x",
    "leg",
    "6m",
    "\u0000",
    "½",
    "x" * 300,
    [],
    {},
    [1],
    {"a": 1},
]
ODD += ["length", "width", "any", "circle", "triangle", "2027-01-01", [300, 100], {"left": 5, "top": 1}, 50, 500, 1219]


def grown(rng, kind):
    """A valid list with a few entries more, and keys that are not in it yet."""
    made = deepcopy(PAPERS[kind])
    for _ in range(rng.randint(0, 4)):
        for name, limits in (("stock", (300, 7000)), ("pieces", (20, 2500))):
            entry = deepcopy(rng.choice(made[name])) | {"id": f"{name}{len(made[name])}", "quantity": rng.randint(1, 9)}
            if "length_mm" in entry:
                entry["length_mm"] = rng.choice([rng.randint(*limits), f"{rng.uniform(*limits):.3f}"])
            if "width_mm" in entry and rng.random() < 0.7:
                entry["width_mm"] = rng.randint(20, 1500)
            made[name].append(entry)
    return made


def bent(rng, kind, made, most):
    """Values replaced, keys added, removed and moved about, entries doubled and dropped."""
    keys = {"stock": STOCK_KEYS[kind], "pieces": PIECE_KEYS[kind]}
    for _ in range(rng.randint(0, most)):
        name = rng.choice(["stock", "pieces", "list"])
        holder, known = (made, LIST_KEYS[kind]) if name == "list" else (rng.choice(made[name] or [{}]), keys[name])
        key = rng.choice([*known, "strange"]) if rng.random() < 0.6 else rng.choice([*holder] or ["id"])
        if key in {"stock", "pieces"} and rng.random() < 0.9:
            continue
        move = rng.random()
        if move < 0.8:
            holder[key] = deepcopy(rng.choice(ODD))
        elif move < 0.9:
            holder.pop(key, None)
        elif name != "list" and made[name]:
            made[name].append(deepcopy(rng.choice(made[name])))
        if not all(isinstance(made.get(one), list) and made[one] for one in ("stock", "pieces")):
            break
        if not all(isinstance(row, dict) for one in ("stock", "pieces") for row in made[one]):
            break
    return made


def answered(kind, document):
    """A plan, or None when the list was refused; within its time, and sound."""
    began = time.process_time()
    try:
        made = answer(kind, json.dumps(document), seconds=SECONDS, work=20_000, out_of_time=_clock(began))
    except InvalidInput as refused:
        assert refused.problems
        json.dumps([(one.code, str(one.where), one.text("id"), one.way_out("en")) for one in refused.problems]).encode()
        made = None
    assert time.process_time() - began < 1.1 * SECONDS + 1
    return made


def _clock(began):
    return lambda: time.process_time() - began > SECONDS


def spoiled(rng, plan):
    """A plan with values replaced anywhere in it."""
    made = json.loads(json.dumps(plan))
    for _ in range(rng.randint(1, 4)):
        node = made
        while True:
            keys = list(node) if isinstance(node, dict) else range(len(node))
            if not len(keys):
                break
            key = rng.choice(keys)
            if isinstance(node[key], dict | list) and node[key] and rng.random() < 0.85:
                node = node[key]
                continue
            node[key] = deepcopy(rng.choice(ODD))
            break
    return made


def fuzz(kind, seed, rounds):
    rng = random.Random(seed)
    plans = refusals = faulty = 0
    for at in range(rounds):
        document = bent(rng, kind, grown(rng, kind), most=at % 4)
        made = answered(kind, document)
        if made is None:
            refusals += 1
            continue
        plans += 1
        text = json.dumps(made)
        if at % 4 == 0:
            PLAN.validate(json.loads(text))
        assert judge(json.dumps(document), text, kind) == [], (at, document)
        try:
            faulty += bool(judge(json.dumps(document), json.dumps(spoiled(rng, made)), kind))
        except InvalidInput as refused:
            assert refused.problems
    return plans, refusals, faulty


@pytest.mark.parametrize("kind", KINDS)
def test_no_list_and_no_plan_brings_the_contract_down(kind):
    plans, refusals, faulty = fuzz(kind, seed=3, rounds=100)
    assert plans > 30
    assert refusals > 20
    assert faulty > 5


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("kind", KINDS)
def test_no_list_and_no_plan_brings_the_contract_down_for_long(kind, seed):
    assert min(fuzz(kind, 1000 + seed, rounds=3000)) > 0
