"""Links of the account room: whoever holds one may open it."""

from tests.cast import SmallSentra
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    return [
        Example("account:accept", {"token": "never-made"}, seen_by=()),
        Example("account:reset", {"token": "never-made"}, seen_by=()),
        Example("account:act_for", post={"organisation": str(cast.organisations["maker_b"])}, seen_by=()),
    ]
