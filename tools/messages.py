"""Translations, room by room: English in the code, Indonesian in `locale/id` beside it.

    tools/messages.py extract [ROOM …]   collect strings into ROOM/locale/id/LC_MESSAGES/django.po
    tools/messages.py compile [ROOM …]   write django.mo beside every django.po
    tools/messages.py check   [ROOM …]   list what would reach a screen untranslated or in other words

A room is one folder of src/rantai/apps or src/rantai/web, or src/rantai/config; without a name all rooms are meant.
Needs no gettext programs: Babel reads Python, Django turns its own templates into something Babel reads.
"""

import argparse
import gettext
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

sys.path.insert(0, str(Path(__file__).resolve().parent))
from template_text import bare_texts  # a neighbour in tools/, which is a folder of scripts and not a package

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "src" / "rantai"
# Catalogues carry one fixed date, so that collecting the same strings again changes no byte.
FIXED_DATE = datetime(2026, 1, 1, tzinfo=UTC)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
SAME = "same in both"  # a translator's comment on a name that is alike in both languages
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}


def rooms() -> list[Path]:
    """Every folder that may own a catalogue; a floor that is not built yet has none."""
    floors = [HOUSE / "apps", HOUSE / "web"]
    inner = [room for floor in floors if floor.is_dir() for room in floor.iterdir()]
    found = [room for room in [HOUSE / "config", *inner] if room.is_dir()]
    return sorted(room for room in found if not room.name.startswith(("_", ".")) and room.name != "locale")


def sources(room: Path) -> list[Path]:
    """Python and HTML of a room; loose files of web/ itself belong to the layout."""
    found = [path for pattern in ("*.py", "*.html", "*.txt") for path in room.rglob(pattern)]
    if room == HOUSE / "web" / "layout":
        found += (HOUSE / "web").glob("*.py")
    hidden = {"migrations", "static", "locale", "tests"}
    return sorted(path for path in found if not hidden & set(path.relative_to(HOUSE).parts))


def readable(path: Path) -> bytes:
    """The file as Python that Babel can tokenise."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        lines = templatize(text, origin=str(path)).splitlines()
        text = "\n".join(line.lstrip() for line in lines) + "\n"
    return text.encode()


def collected(room: Path) -> Catalog:
    """Every string of a room with the files it occurs in (no line numbers: they only make noise in diffs)."""
    catalog = new_catalog()
    for path in sources(room):
        place = path.relative_to(HOUSE).as_posix()
        for _line, msgid, comments, context in babel_extract("python", io.BytesIO(readable(path)), KEYWORDS):
            catalog.add(msgid, locations=[(place, 0)], auto_comments=comments, context=context)
    return catalog


def new_catalog() -> Catalog:
    catalog = Catalog(
        locale="id",
        domain="django",
        project="Rantai",
        version="1",
        msgid_bugs_address="-",
        header_comment="# Indonesian of this room.",
        creation_date=FIXED_DATE,
        revision_date=FIXED_DATE,
        last_translator="Rantai",
        language_team="Indonesian",
        fuzzy=False,
    )
    # Indonesian has one form for every number, as Django's own catalogue says; Babel's table gives two.
    catalog.mime_headers = [("Plural-Forms", "nplurals=1; plural=0;")]
    return catalog


def po_path(room: Path) -> Path:
    return room / "locale" / "id" / "LC_MESSAGES" / "django.po"


def kept(room: Path) -> Catalog:
    """The catalogue as committed, or an empty one."""
    path = po_path(room)
    if not path.exists():
        return new_catalog()
    with path.open("rb") as stream:
        catalog = read_po(stream, locale="id", domain="django")
    catalog.creation_date = catalog.revision_date = FIXED_DATE
    return catalog


def messages(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def extract(room: Path) -> list[str]:
    """Bring the room's .po up to its code: translations stay, new strings come in empty, old ones go."""
    fresh, old = collected(room), kept(room)
    if not len(fresh) and not po_path(room).exists():
        return []
    for message in messages(fresh):
        known = old.get(message.id, message.context)
        if known is not None and known.pluralizable == message.pluralizable:
            forms = _forms(known.string)
            message.string = tuple(forms[: fresh.num_plurals]) if message.pluralizable else forms[0]
            message.user_comments = known.user_comments
            message.flags |= known.flags & {"fuzzy"}
    po_path(room).parent.mkdir(parents=True, exist_ok=True)
    with po_path(room).open("wb") as stream:
        write_po(stream, fresh, width=120, sort_output=True, ignore_obsolete=True, include_lineno=False)
    return []


def compiled(room: Path) -> bytes:
    buffer = io.BytesIO()
    write_mo(buffer, kept(room))
    return buffer.getvalue()


def compile_room(room: Path) -> list[str]:
    """Write the .mo beside the .po."""
    if po_path(room).exists():
        po_path(room).with_suffix(".mo").write_bytes(compiled(room))
    return []


def check(room: Path) -> list[str]:
    """Every reason why this room would show English to an Indonesian reader."""
    name = room.relative_to(ROOT).as_posix()
    return [f"{name}: {fault}" for fault in [*missing(room), *stale(room), *unwrapped(room)]]


def missing(room: Path) -> Iterator[str]:
    translations = kept(room)
    for message in messages(collected(room)):
        known = translations.get(message.id, message.context)
        strings = _forms(known.string) if known else [""]
        if known is None or not strings or not all(strings):
            yield f"not translated: {_shown(message)}"
        elif known.fuzzy:
            yield f"marked fuzzy, read it again: {_shown(message)}"
        elif any(_placeholders(string) != _placeholders(_forms(message.id)[-1]) for string in strings):
            yield f"placeholders differ from the English: {_shown(message)}"
        elif _is_left_in_english(known):
            yield f"Indonesian equals English (if meant, comment it '# {SAME}'): {_shown(message)}"


def stale(room: Path) -> Iterator[str]:
    """A .mo that says something else than its .po. Compared by meaning, so msgfmt's .mo is as good as ours."""
    path = po_path(room).with_suffix(".mo")
    if not po_path(room).exists():
        if path.exists():
            yield f"{path.name} has no .po beside it"
        return
    if not path.exists():
        yield f"{path.name} is missing; run tools/messages.py compile"
    elif _catalogue(path.read_bytes()) != _catalogue(compiled(room)):
        yield f"{path.name} is stale; run tools/messages.py compile"


def unwrapped(room: Path) -> Iterator[str]:
    for path in sources(room):
        if path.suffix == ".html":
            for line, text in bare_texts(path.read_text(encoding="utf-8")):
                yield f"{path.relative_to(room)}:{line} visible text without translate: {text!r}"


def disagreements(chosen: list[Path]) -> list[str]:
    """English that two rooms translate differently: Django shows the first room's words in both."""
    words: dict[tuple[str, str | None], dict[tuple[str, ...], Path]] = {}
    for room in rooms():
        for message in messages(kept(room)):
            strings = tuple(_forms(message.string))
            if all(strings):
                words.setdefault((_forms(message.id)[0], message.context), {}).setdefault(strings, room)
    return [
        f"{english!r} reads differently in two rooms (agree, or give it a context): "
        + ", ".join(f"{strings[0]!r} in {room.relative_to(HOUSE).as_posix()}" for strings, room in said.items())
        for (english, _context), said in sorted(words.items(), key=str)
        if len(said) > 1 and set(said.values()) & set(chosen)
    ]


def _catalogue(content: bytes) -> dict[object, str]:
    stored: dict[object, str] = vars(gettext.GNUTranslations(io.BytesIO(content)))["_catalog"]
    return {key: value for key, value in stored.items() if key}


def _forms(text: str | tuple[str, ...] | list[str] | None) -> list[str]:
    """Singular and plural as a list; an empty translation is one empty form."""
    return [text or ""] if text is None or isinstance(text, str) else list(text)


def _is_left_in_english(message: Message) -> bool:
    """Two words or more that say the same in both languages were most likely copied and forgotten."""
    english, strings = _forms(message.id), _forms(message.string)
    words = re.findall(r"[^\W\d_]{2,}", PLACEHOLDER.sub("", english[0]))
    return len(words) > 1 and strings[0] in english and SAME not in message.user_comments


def _shown(message: Message) -> str:
    return f"{_forms(message.id)[0]!r} ({', '.join(sorted({place for place, _ in message.locations}))})"


def _placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = {"extract": extract, "compile": compile_room, "check": check}
    parser.add_argument("verb", choices=verbs)
    parser.add_argument("room", nargs="*", type=Path)
    options = parser.parse_args(arguments)
    chosen = [path.resolve() for path in options.room] or rooms()
    strangers = [str(path) for path in chosen if path not in rooms()]
    if strangers:
        parser.error(f"not a room with translations: {', '.join(strangers)}")
    faults = [fault for room in chosen for fault in verbs[options.verb](room)]
    if options.verb == "check":
        faults += disagreements(chosen)
    print(*faults, sep="\n", end="\n" if faults else "")
    print(f"messages {options.verb}: {len(chosen)} rooms, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
