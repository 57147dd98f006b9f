"""What a page author declares so that the route matrix can visit a route that has arguments.

In `tests/web/<room>/examples.py`:

    def examples(cast: SmallSentra) -> list[Example]:
        order = …  # make rows with the room's own actions; plant cast.secret("maker_a") in what is maker_a's business
        return [
            Example("orders:record", {"code": order.code}, seen_by={"centre_staff", "mill_sales"}),
            Example("orders:confirm", {"code": order.code}, seen_by={"mill_sales"}, post={"weeks": "3"}),
        ]

`seen_by` names the people (keys of `tests.cast.PEOPLE`) who may open this very row; everybody else whom the door lets
in must get the same 404 as for a row that does not exist. `ANYBODY` is for routes whose argument is no row of anyone.
Routes without arguments need no example, unless a useful POST body is to be tried.
"""

import importlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.cast import PEOPLE, SmallSentra

ANYBODY: frozenset[str] = frozenset({*PEOPLE, "anonymous"})
ROOMS = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Example:
    """One call of a route.

    `post` is the body of a POST; `seen_by` judges the row it names too. `missing` overrides the arguments of a row
    that does not exist. `shows`: organisations whose name this answer shows to whoever may open it (an invitation).
    """

    route: str
    arguments: Mapping[str, object] = field(default_factory=dict)
    seen_by: Collection[str] = ANYBODY
    post: Mapping[str, object] = field(default_factory=dict)
    missing: Mapping[str, object] = field(default_factory=dict)
    shows: Collection[str] = ()


def all_examples(cast: SmallSentra) -> list[Example]:
    """The examples of every room that has declared some."""
    files = sorted(path for path in ROOMS.glob("*/examples.py") if path.parent != Path(__file__).resolve().parent)
    modules = [importlib.import_module(f"tests.web.{path.parent.name}.examples") for path in files]
    return [example for module in modules for example in module.examples(cast)]
