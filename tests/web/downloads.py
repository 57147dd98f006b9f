"""Every page and every file that the house hands out, found by walking all routes, with poison in all free texts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from rantai.web.routes import routes
from tests.cast import PEOPLE, SmallSentra
from tests.web.matrix.examples import Example
from tests.web.matrix.judge import calls

PAYLOADS = (
    *("=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "=IMPORTXML(1)", "+1+1", "+SUM(1)", "-1+1"),
    *("@SUM(1)", "@x", "\t=1+1", "\r=1+1", " =1+1", "'=1+1", '"=1+1"', ";=1+1", ",=1+1", "|=1+1", "%0A=1+1", "{=1+1}"),
    *("-2+3+cmd", "=DDE(1)", "=A1", "==1", "=-1", "=+1", "=@x", "+@x", "-@x", "@=1", "=\u00a01"),
)  # fmt: skip
TEXTS = re.compile("name|note|text|reason|reference|address|truck|carrier|driver|vehicle|payee|title|comment")
QUESTIONS = 15  # of the database, a page
LIVE = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Seen:
    """What a route gave a person: how many questions its page asked, and the file behind it, if there is one."""

    route: str
    person: str
    questions: int
    file: Any


def poison() -> int:
    """Put payloads into every free text of every row, as far as the database lets; returns how many columns took."""
    taken = 0
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
                continue
            if TEXTS.search(field.name) and "login" not in field.name and model._meta.app_label != "auth":
                taken += _poisoned(model, field.name, field.max_length or 200)
    return taken


def _poisoned(model: type[models.Model], name: str, longest: int) -> bool:
    try:
        with transaction.atomic():
            for place, pk in enumerate(model._default_manager.order_by("pk").values_list("pk", flat=True)[:60]):
                payload = PAYLOADS[place % len(PAYLOADS)][:longest]
                model._default_manager.filter(pk=pk).update(**{name: payload})
    except DatabaseError:  # append-only, or unique together with others
        return False
    return True


def walk(examples: list[Example], cast: SmallSentra, *, only: Collection[str] = ()) -> Iterator[Seen]:
    """Each row once, as the first person who may see it."""
    for route in routes():
        if route.door is None or "GET" not in route.door.methods or (only and route.name not in only):
            continue
        for example in calls(route, examples):
            may = (one for one in PEOPLE if one in example.seen_by and route.door.opens_to(cast.actor(one)))
            person = next(may, None)
            if person is None:
                continue
            client, address = cast.client(person), reverse(route.name, kwargs=dict(example.arguments))
            with CaptureQueriesContext(connection) as asked:
                page = client.get(address)
            if _is_file(page):
                yield Seen(route.name, person, len(asked), page)
            else:
                is_list = page.context is not None and "list" in page.context
                file = client.get(address, {"format": "xlsx"}) if is_list else None
                yield Seen(route.name, person, len(asked), file if file and _is_file(file) else None)


def _is_file(answer: Any) -> bool:
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and ("spreadsheetml" in kind or "csv" in kind)


def active(answer: Any) -> list[str]:
    """Cells that a spreadsheet would compute."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if not content.startswith(b"PK"):
        rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        return [cell for row in rows for cell in row if cell.startswith(LIVE) and not _is_number(cell)]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        sheets = [book.read(name) for name in book.namelist() if name.startswith("xl/worksheets/")]
    return [found.decode() for sheet in sheets for found in re.findall(rb"<f[ >][^<]*", sheet)]


def texts(answer: Any) -> set[str]:
    """All texts of an Excel file, as they would be read back."""
    if not answer.content.startswith(b"PK"):
        return set()
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = (row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python())
    return {cell for row in rows for cell in row if isinstance(cell, str)}


def _is_number(cell: str) -> bool:
    return re.fullmatch(r"-?[\d.,]+", cell) is not None
