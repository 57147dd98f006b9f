"""Judges a plan as a stranger: recounts it from the tables alone."""

from __future__ import annotations

from rantai.engine.assigning.tables import AssigningAnswer, Assignment


def faults(given: Assignment, answer: AssigningAnswer) -> list[str]:
    """What is wrong with an answer, in English; empty when it is sound."""
    if answer.objective is None:
        return ["jobs are given out, but nothing is said of their cost"] if len(answer.maker) else []
    plan = answer.maker.tolist()
    if len(plan) != given.jobs:
        return [f"{len(plan)} jobs are given out, {given.jobs} are asked for"]
    strange = [(job, maker) for job, maker in enumerate(plan) if not 0 <= maker < given.makers]
    wrong = [f"job {job} goes to maker {maker}, who does not exist" for job, maker in strange]
    if wrong:
        return wrong
    load, cost = [0] * given.makers, 0
    for job, maker in enumerate(plan):
        load[maker] += int(given.use[maker, job])
        cost += int(given.cost[maker, job])
    room = given.capacity.tolist()
    wrong = [
        f"maker {maker} has {room[maker]} and uses {used}" for maker, used in enumerate(load) if used > room[maker]
    ]
    if cost != answer.objective:
        wrong.append(f"says it costs {answer.objective}, but it costs {cost}")
    if answer.bound is None or answer.bound > cost:
        wrong.append(f"the bound {answer.bound} is above the cost {cost}")
    if answer.status == "optimal" and answer.bound != cost:
        wrong.append(f"called optimal with a bound of {answer.bound} below {cost}")
    return wrong
