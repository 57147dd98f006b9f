"""What money did buy of each material that it was too little for, so that the next try shares it by firm need."""

from __future__ import annotations

from rantai.engine.plan.blanking import Cut
from rantai.engine.plan.buying import Bought
from rantai.engine.plan.index import Index
from rantai.engine.plan.making import Made
from rantai.engine.plan.naming import job_code
from rantai.engine.plan.supply import blank_mass_g

MONEY = ("over_budget", "over_credit")


def money_limits(index: Index, made: Made, cut: Cut, bought: Bought) -> dict[int, int]:
    """By material that money was too little for: net grams of its jobs that the purchase did cover."""
    jobs = {job_code(index, job): job for job in made.jobs if not job.order.owner}
    causes = [cause for code, cause in bought.causes.items() if code in jobs and cause.code in MONEY]
    found = {}
    for material in {int(index.format_material[index.formats.position(cause.resource)]) for cause in causes}:
        patterns = [one for one in cut.patterns if one.material == material and not one.owner]
        lumps = [one for one in cut.lumps if index.format_material[one.format_] == material and not one.owner]
        users = {one.code for one in patterns} | {code for one in lumps for code, _ in one.jobs}
        needed = sum(one.mass_g for one in patterns) + sum(one.mass_g for one in lumps)
        covered = sum(use.mass_g for use in bought.uses if use.consumer_code in users)
        blanks = ((job, b) for job in jobs.values() for b in index.blanks_of_item.get(job.order.item, []))
        net = sum(blank_mass_g(index, b, job.quantity_pieces) for job, b in blanks if b.material == material)
        found[material] = net * min(covered, needed) // max(1, needed)
    return found
