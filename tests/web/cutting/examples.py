"""Patterns of the cast's centre: its staff and the consortium read them."""

from rantai.apps.planning import queries
from tests.cast import SmallSentra
from tests.web.home.world import plan
from tests.web.matrix.examples import Example


def examples(cast: SmallSentra) -> list[Example]:
    run = queries.current_run()
    run_id = run.run_id if run else plan(cast)
    code = queries.patterns(run_id, centre_code=cast.code("centre"))[0].code
    readers = {"centre_staff", "consortium_manager"}
    pages = ("record", "leaf_pdf", "drawing_dxf")
    return [Example(f"cutting:{page}", {"code": code}, seen_by=readers) for page in pages]
