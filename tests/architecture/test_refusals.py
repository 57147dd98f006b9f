"""A code means one thing: whoever looks one up finds one sentence."""

import re
from collections import defaultdict

from tests.architecture import house


def test_no_two_refusals_share_a_code() -> None:
    places: dict[str, list[str]] = defaultdict(list)
    for path in house.product_files():
        for name, code in re.findall(r"^([A-Z_]+) = Refusal\(\s*\"([^\"]+)\"", path.read_text("utf-8"), re.MULTILINE):
            places[code].append(f"{path.stem}.{name}")
    assert len(places) > 150
    assert {code: names for code, names in places.items() if len(names) > 1} == {}
