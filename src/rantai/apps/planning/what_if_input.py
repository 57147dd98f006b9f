"""What a scenario is planned from: the frozen tables of its base run and its changes, never today's database.

So it opens at once and is compared with what the base really knew.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from rantai.apps.planning.child import CHANGES_FILE
from rantai.apps.planning.models import PlanRun, PlanRunInput, WhatIf, WhatIfChange
from rantai.apps.planning.refusals import WHAT_IF_BASE_GONE
from rantai.apps.planning.snapshot import unzip_into, with_file
from rantai.core.problems import InvalidInput, Problem
from rantai.engine.plan.change import Change
from rantai.engine.plan.change_file import as_document
from rantai.engine.plan.changes import check
from rantai.engine.plan.read import read_given


def changes_of(what_if_id: int) -> tuple[Change, ...]:
    """The changes of a scenario as the engine takes them, in the order in which they were added. One query."""
    return tuple(map(as_change, WhatIfChange.objects.filter(what_if=what_if_id).order_by("position")))


def as_change(row: WhatIfChange) -> Change:
    """A stored change as the engine takes it."""
    return Change(row.kind, tuple(sorted(row.scope.items())), row.value, tuple(row.goals), row.from_date, row.to_date)


def changed_input(run: PlanRun) -> bytes:
    """The frozen tables of the run's base with the scenario's changes beside them."""
    what_if = WhatIf.objects.get(runs=run)
    document = json.dumps(as_document(what_if.name, changes_of(what_if.pk)), ensure_ascii=False, sort_keys=True)
    return with_file(base_tables(run.base_run_id), CHANGES_FILE, document.encode())


def base_tables(run_id: int | None) -> bytes:
    """The frozen tables of a run. Raises InvalidInput when they are gone."""
    content = PlanRunInput.objects.filter(run=run_id).values_list("tables_zip", flat=True).first()
    if content is None:
        raise InvalidInput([Problem(WHAT_IF_BASE_GONE)])
    return bytes(content)


def check_changes(run_id: int | None, changes: Sequence[Change]) -> None:
    """Raises InvalidInput with every problem of the changes over a run's tables."""
    with TemporaryDirectory(prefix="rantai-what-if-") as place:
        unzip_into(base_tables(run_id), Path(place))
        check(read_given(Path(place)), changes)
