"""A field that takes a name from a list that may be searched, and hands the code to the action.

    maker = NamedField(label=_("Workshop"), options=[("BKL-01", "Bengkel Contoh 01")], search_url="…", find=…)

The browser offers the names while somebody types; without scripts, and with more names than a page should carry, a
typed name is looked up when the form is sent. People never need a code, but one is understood.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from rantai.web.layout.pieces import Words

Option = tuple[str, str]  # code, name


class NamedInput(forms.TextInput):
    """A text field with a list of names beside it."""

    def __init__(self, names: Sequence[str], search_url: str) -> None:
        self.names, self.search_url = names, search_url
        super().__init__(attrs={"autocomplete": "off"})

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: object = None,
    ) -> SafeString:
        place = f"{(attrs or {}).get('id', name)}_names"
        more: dict[str, object] = {**(attrs or {}), "list": place}
        if self.search_url:
            more |= {
                "hx-get": self.search_url,
                "hx-trigger": "input changed delay:200ms",
                "hx-target": f"#{place}",
                "hx-params": name,
            }
        field = super().render(name, value, more, renderer)  # type: ignore[arg-type]
        return format_html('{}<datalist id="{}">{}</datalist>', field, place, option_rows(self.names))


def option_rows(names: Sequence[str]) -> SafeString:
    """The list of names as the browser reads it."""
    return format_html_join("", "<option>{}</option>", ((name,) for name in names))


class NamedField(forms.Field):
    """Cleaned value: the code, or "" when left empty.

    options: what can be chosen, all of it or its beginning. find: codes of a typed name. search_url: where more names
    are asked for while somebody types; "" when `options` is all there is.
    """

    def __init__(
        self,
        *,
        label: Words,
        options: Sequence[Option],
        find: Callable[[str], list[str]],
        search_url: str = "",
        help_text: Words = "",
        required: bool = False,
    ) -> None:
        self.options, self.find = options, find
        widget = NamedInput([name for _code, name in options], search_url)
        super().__init__(label=label, help_text=help_text, required=required, widget=widget)  # type: ignore[arg-type]

    def to_python(self, value: str | None) -> str:
        text = " ".join((value or "").replace("\x00", "").split())  # PostgreSQL keeps no zero sign
        if not text:
            return ""
        known = [code for code, name in self.options if text.casefold() in (name.casefold(), code.casefold())]
        codes = known or self.find(text)
        if len(codes) == 1:
            return codes[0]
        if codes:
            refused = _("%(name)s means more than one: write one of the codes %(codes)s.")
            raise ValidationError(refused % {"name": text, "codes": ", ".join(codes[:5])}, code="ambiguous")
        names = [name for _code, name in self.options]
        near = difflib.get_close_matches(text, names, 3, 0.4) or names[:3]
        refused = _("There is no %(name)s in the list. Similar: %(near)s.")
        raise ValidationError(refused % {"name": text, "near": ", ".join(near) or "–"}, code="unknown")
