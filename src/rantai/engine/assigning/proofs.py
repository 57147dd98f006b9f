"""Why no plan can be, where sums alone prove it."""

from __future__ import annotations

import numpy as np

from rantai.engine.assigning.tables import NOWHERE_FITS, TOO_MUCH, Assignment, Reason

MOST_NAMED = 20


def reasons(given: Assignment) -> tuple[Reason, ...]:
    """Jobs that fit nowhere (the first 20), and jobs that together use more than all capacity."""
    least = given.use.min(axis=0)
    nowhere = np.flatnonzero((given.use > given.capacity[:, None]).all(axis=0)).tolist()
    most = int(given.capacity.max())
    found = []
    for job in nowhere[:MOST_NAMED]:
        found.append(Reason(NOWHERE_FITS, {"job": job, "least_use": int(least[job]), "most_capacity": most}))
    total, room = sum(least.tolist()), sum(given.capacity.tolist())
    if total > room:
        found.append(Reason(TOO_MUCH, {"least_use": total, "capacity": room}))
    return tuple(found)
