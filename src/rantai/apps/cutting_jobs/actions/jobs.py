"""Making a job, setting how it is cut, putting it away and taking it out again."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from rantai.apps.audit.actions import Author, record
from rantai.apps.catalog.models import NAME_LENGTH, CuttingRule, Material
from rantai.apps.cutting_jobs import refusals
from rantai.apps.cutting_jobs.models import FIRST_CUTS, KINDS, CutJob
from rantai.core.problems import InvalidInput, Problem, Where

FORM_OF_KIND = {"bar": ("bar", "tube", "flat_bar"), "sheet": ("sheet",), "coil": ("sheet",)}
STAGES = (0, 2, 3)


@dataclass(frozen=True)
class JobFacts:
    """What a new job is: a material of the catalogue, or a grade and a thickness (µm) that somebody wrote."""

    owner_id: int
    name: str
    kind: str
    material_code: str = ""
    grade: str = ""
    thickness_um: int = 0
    source: str = "list"
    source_code: str = ""


@dataclass(frozen=True)
class Settings:
    """How a job is cut. Lengths µm; 0 means none or no limit."""

    kerf_um: int = 0
    trim_left_um: int = 0
    trim_right_um: int = 0
    trim_bottom_um: int = 0
    trim_top_um: int = 0
    stages: int = 0
    first_cut: str = "any"
    min_remnant_length_um: int = 0
    min_remnant_width_um: int = 0
    max_patterns: int = 0
    max_cuts: int = 0
    max_knives: int = 0
    stack_height_um: int = 0
    bed_um: int = 0
    seconds: int = 5


@transaction.atomic
def create_job(*, facts: JobFacts, by: Author, at: datetime) -> int:
    """Make a job with the cutting rule of its kind; returns its id."""
    name = facts.name.strip()
    problems = _name_problems(name) + _choice_problems("kind", facts.kind, KINDS)
    if problems:
        raise InvalidInput(problems)
    material = Material.objects.filter(code=facts.material_code).first() if facts.material_code else None
    job = CutJob.objects.create(
        owner_id=facts.owner_id,
        name=name,
        kind=facts.kind,
        source=facts.source,
        source_code=facts.source_code,
        material=material,
        grade=material.grade if material else facts.grade.strip(),
        thickness_um=material.thickness_um if material else facts.thickness_um,
        created_by_id=by.user_id,
        created_at=at,
        changed_at=at,
        **_rule(facts.kind),
    )
    after = {"kind": job.kind, "source": job.source, "material": facts.material_code, "thickness_um": job.thickness_um}
    record(verb="create", noun="cut_job", object_id=job.pk, by=by, at=at, after=after)
    return job.pk


def _rule(kind: str) -> dict[str, int]:
    """Kerf, trim and smallest remnant as the house cuts this kind."""
    rule = CuttingRule.objects.filter(kind=kind).first()
    if rule is None:
        return {}
    sides = {"bar": ("left", "right"), "sheet": ("left", "right", "bottom", "top"), "coil": ("bottom",)}[kind]
    made = {"kerf_um": rule.kerf_um, "min_remnant_length_um": rule.min_remnant_length_um}
    made |= {f"trim_{side}_um": rule.trim_um for side in sides}
    return made | ({"min_remnant_width_um": rule.min_remnant_width_um} if kind == "sheet" else {})


@transaction.atomic
def set_up(*, job_id: int, settings: Settings, by: Author, at: datetime) -> None:
    """Change how a job is cut. Raises InvalidInput for a word we do not know, or when the job is approved."""
    job = locked(job_id)
    problems = _choice_problems("first_cut", settings.first_cut, FIRST_CUTS)
    problems += _choice_problems("stages", str(settings.stages), [str(one) for one in STAGES])
    if problems:
        raise InvalidInput(problems)
    wanted = asdict(settings)
    before = {name: getattr(job, name) for name, value in wanted.items() if getattr(job, name) != value}
    if not before:
        return
    after = {name: wanted[name] for name in before}
    CutJob.objects.filter(pk=job_id).update(**after, changed_at=at)
    record(verb="set_up", noun="cut_job", object_id=job_id, by=by, at=at, before=before, after=after)


@transaction.atomic
def archive(*, job_id: int, by: Author, at: datetime) -> None:
    """Put a job away; what it reserves stays reserved. Doing it twice changes nothing."""
    if CutJob.objects.at_work().filter(pk=job_id).update(archived_at=at):
        record(verb="archive", noun="cut_job", object_id=job_id, by=by, at=at)


@transaction.atomic
def restore(*, job_id: int, by: Author, at: datetime) -> None:
    """Take a job out again."""
    if CutJob.objects.filter(pk=job_id, archived_at__isnull=False).update(archived_at=None):
        record(verb="restore", noun="cut_job", object_id=job_id, by=by, at=at)


def locked(job_id: int) -> CutJob:
    """The job, locked against whoever changes it at the same moment. Raises InvalidInput when it is approved."""
    job = CutJob.objects.select_for_update(no_key=True, of=("self",)).select_related("material").get(pk=job_id)
    if job.state in ("approved", "cut"):
        raise refusals.refuse(refusals.JOB_CLOSED)
    return job


def _name_problems(name: str) -> list[Problem]:
    if not name:
        return [Problem(refusals.NAME_EMPTY, Where(column="name"))]
    if len(name) > NAME_LENGTH:
        values = {"text": name[:20], "signs": len(name), "most": NAME_LENGTH}
        return [Problem(refusals.TEXT_LONG, Where(column="name"), values)]
    return []


def _choice_problems(setting: str, text: str, choices: tuple[str, ...] | list[str]) -> list[Problem]:
    if text in choices:
        return []
    values = {"setting": setting, "text": text[:40], "choices": ", ".join(choices)}
    return [Problem(refusals.SETTING_UNKNOWN, Where(column=setting), values)]
