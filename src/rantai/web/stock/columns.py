"""Codes of a list: a column of their own in the Excel file, small print under the first column on the screen."""

from __future__ import annotations

from dataclasses import replace

from rantai.web.access import Request
from rantai.web.layout.lists import ListSpec


def for_reader(request: Request, spec: ListSpec) -> ListSpec:
    """The list without its column `code` on the screen, where long codes would make every row four lines high."""
    if request.GET.get("format") == "xlsx":
        return spec
    return replace(spec, columns=tuple(column for column in spec.columns if column.key != "code"))
