"""The catalogue is the same for both planners."""

from tests.cast import SmallSentra
from tests.web.home.world import programme
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    programme(cast)
    return [Example("catalog:item", {"code": "POROS"}, seen_by={"centre_staff", "consortium_manager"})]
