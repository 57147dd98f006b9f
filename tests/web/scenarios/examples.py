"""A computed scenario, one that waits for a first change, and a band: planners read, the consortium edits."""

from rantai.apps.planning import queries, what_ifs
from tests.cast import SmallSentra
from tests.web.home.world import AT, plan, programme
from tests.web.matrix.examples import Example
from tests.web.scenarios.world import computed, scenario

EDITORS = frozenset({"consortium_manager"})
PLANNERS = frozenset({*EDITORS, "centre_staff"})


def examples(cast: SmallSentra) -> list[Example]:
    if queries.current_run(programme(cast)) is None:  # a new one would be the run that another room keeps waiting
        plan(cast)
    what_if_id = scenario(cast)
    computed(what_if_id)
    low, _high = what_ifs.create_band(
        programme_id=programme(cast),
        name="Rentang",
        low_ppm=800_000,
        high_ppm=1_200_000,
        by=cast.actor("consortium_manager"),
        at=AT,
    )
    band = queries.what_if(low)
    assert band is not None
    here = {"what_if_id": what_if_id}
    order = {"urutan": "local_first,on_time,spread_work,cost"}
    return [
        Example("scenarios:record", here, seen_by=PLANNERS),
        *(Example("scenarios:differences", {**here, "what": what}, seen_by=PLANNERS) for what in PARTS),
        Example("scenarios:differences", {**here, "what": "lain"}, seen_by=()),
        Example("scenarios:band", {"band": band.band}, seen_by=PLANNERS),
        Example("scenarios:more", here, seen_by=EDITORS),
        Example("scenarios:add", {**here, "question": "permintaan"}, seen_by=EDITORS, post={"percent": "10"}),
        Example("scenarios:goals_of", here, seen_by=EDITORS, post=order),
        Example("scenarios:remove", {**here, "position": 0}, seen_by=EDITORS),
        Example("scenarios:undo", here, seen_by=EDITORS),
        Example("scenarios:rename", here, seen_by=EDITORS, post={"name": "Nama lain"}),
        Example("scenarios:duplicate", here, seen_by=EDITORS),
        Example("scenarios:archive", here, seen_by=EDITORS),
        Example("scenarios:compute", here, seen_by=EDITORS),
        Example("scenarios:new", {"question": "libur"}, seen_by=EDITORS, missing={"question": "lain"}),
        Example("scenarios:options", {"key": "maker_code"}, seen_by=EDITORS, missing={"key": "lain"}),
        Example("scenarios:disruption", {"what": "harga-naik"}, seen_by=EDITORS, missing={"what": "lain"}),
        Example("scenarios:new_band", post={"low": "-10", "high": "10"}),
        Example("scenarios:use_goals", post=order),
        Example("scenarios:use_split_rule", post={"rule": "shapley"}),
        Example("scenarios:goals_new", post=order),
    ]


PARTS = ("janji", "lot", "bengkel", "baja", "stok", "pesanan", "komponen")
