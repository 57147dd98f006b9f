"""The round under way, as both workshops meet it: each with its own amounts."""

from tests.cast import SmallSentra
from tests.web.matrix.examples import Example
from tests.web.rounds.examples import own_round

MEMBERS = frozenset({"maker_owner", "rival_maker"})


def examples(cast: SmallSentra) -> list[Example]:
    number = {"round_id": own_round(cast)}
    return [Example(f"joining:{page}", number, seen_by=MEMBERS) for page in ("record", "withdraw")]
