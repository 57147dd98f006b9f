"""One pattern as a picture: stock, trim, pieces, remnants, scrap, dimensions, and the cuts with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rantai.engine.cutting.drawing import canvas, words
from rantai.engine.cutting.drawing.canvas import Look, Rect, line, rect, text, turned
from rantai.engine.cutting.drawing.job import Blank, Box, Job, Pattern, Place, Stock
from rantai.engine.cutting.drawing.names import Name, Named, fitting, marks, names_of
from rantai.engine.cutting.drawing.sequence import Stroke, strokes

_DASHES = {1: "", 2: ' stroke-dasharray="7 3"'}
_DEEP_DASHES = ' stroke-dasharray="2 2.5"'
_ALONG_THE_LINE = (0.0, 0.12, 0.25, 0.4, 0.6, 0.75, 0.88, 1.0)
_BOLD = 'font-weight="700"'
_BOLD_WIDER = 1.15  # than plain letters
_PIECE = 'fill="white" stroke="black" stroke-width="0.8"'
_TAG = 'fill="white" stroke="black" stroke-width="0.8"'
_MOST_SINGLE = 150  # pieces drawn one by one, each telling its name; more are drawn kind by kind


@dataclass(frozen=True)
class Picture:
    """SVG marks from `top` to `bottom`, units as the look says."""

    marks: str
    bottom: float


def picture(job: Job, pattern: Pattern, language: str, look: Look, top: float, only_owner: str | None) -> Picture:
    """Draw a pattern below `top`. With `only_owner`, what belongs to others is grey and tells neither id nor size."""
    return _Drawing(job, pattern, language, look, only_owner).drawn(top)


def title_parts(pattern: Pattern, kind: str, language: str) -> list[str]:
    """What is cut: stock, size, grade, heat and how many, as far as they are known."""
    stock = pattern.stock
    parts = [stock.id, format_of(stock, language), stock.grade]
    parts += [f"{words.word('heat', language)} {stock.heat}" if stock.heat else ""]
    parts += [f"{words.count(pattern.count, language)}\u00a0×\u00a0{words.word(kind, language)}"]
    return [part for part in parts if part]


def format_of(stock: Stock, language: str) -> str:
    """The size of the stock, its thickness before it."""
    size = words.size(stock.length_um, stock.width_um, language)
    return f"{words.bare_mm(stock.thickness_um, language)}\u00a0×\u00a0{size}" if stock.thickness_um else size


class _Drawing:
    def __init__(self, job: Job, pattern: Pattern, language: str, look: Look, only_owner: str | None) -> None:
        self.job, self.pattern, self.language, self.look = job, pattern, language, look
        self.stock = pattern.stock
        self.is_whole = only_owner is None
        self.shown = [one for one in pattern.places if only_owner is None or one.blank.owner == only_owner]
        self.hidden = [one for one in pattern.places if not (only_owner is None or one.blank.owner == only_owner)]
        self.strokes = strokes(job, pattern) if self.is_whole else ()
        self.marked = marks(pattern)

    def drawn(self, top: float) -> Picture:
        look = self.look
        headings, above = ([], top) if look.is_leaf or not look.is_titled else self._headings(top)
        self.scale = canvas.scale_of(self.stock.length_um, self.stock.width_um, look, above + look.top)
        named = names_of(self.shown, self.marked, self.scale, look, self.job.kerf_um, self.language)
        kept = {box: name for box in self.pattern.remnants if (name := self._remnant_name(box))}
        written = [*named.names, *kept.values()]
        marks_of = [
            *headings,
            *self._ground(kept),
            *self._lines(),
            *(self._written(name) for name in written),
            *(mark for _, mark in sorted(self._numbers([*(name.covered for name in written), *self._beside()]))),
            *self._dimensions(),
        ]
        notes, bottom = self._notes(named, self.scale.bottom + look.right)
        return Picture("\n".join(one for one in [*marks_of, *notes] if one), bottom)

    def _headings(self, top: float) -> tuple[list[str], float]:
        """What is cut, in as many lines as it takes, and where they end."""
        letter, rows = self.look.letter * 1.1, [""]
        room = self.look.wide - letter
        for part in title_parts(self.pattern, self.job.kind, self.language):
            joined = f"{rows[-1]} · {part}" if rows[-1] else part
            if canvas.text_width(joined, letter) * _BOLD_WIDER > room and rows[-1]:
                rows.append(part)
            else:
                rows[-1] = joined
        more = f'text-anchor="start" {_BOLD}'
        shown = [canvas.clipped(row, letter, room / _BOLD_WIDER) for row in rows]
        lines = [
            text("cut-label", row, letter / 2, top + (1.3 + at * 1.25) * letter, letter, more)
            for at, row in enumerate(shown)
        ]
        return lines, top + (0.5 + len(rows) * 1.25) * letter

    def _ground(self, kept: Mapping[Box, Name]) -> Iterator[str]:
        """Stock as scrap, the trim as a dashed frame, remnants hatched, pieces white, other people's grey."""
        scale, stock = self.scale, self.stock
        yield rect("cut-scrap", scale.rect(stock.whole), 'fill="#d4d4d4" stroke="black" stroke-width="1"')
        room = self.job.room(stock)
        if room != stock.whole:
            yield rect(
                "cut-trim",
                scale.rect(room),
                'fill="none" stroke="currentColor" stroke-width="0.5" stroke-dasharray="3 2"',
            )
        for box in self.pattern.remnants:
            on_paper = scale.rect(box)
            yield rect("cut-remnant", on_paper, 'fill="white" stroke="black" stroke-width="0.8"')
            free = kept[box].covered if box in kept else None
            yield canvas.hatch("cut-hatch", on_paper, self.look.letter * 0.8, free)
        if self.hidden:
            boxes = [scale.rect(place.box) for place in self.hidden]
            yield canvas.boxes_path("cut-other", boxes, 'fill="#9a9a9a" stroke="white" stroke-width="0.8"')
        yield from self._pieces()

    def _pieces(self) -> Iterator[str]:
        """Each piece tells its name to who points at it; very many are drawn kind by kind, to stay small."""
        kinds: dict[tuple[str, tuple[int, int]], list[Place]] = {}
        for at, place in enumerate(self.shown):
            together = place.blank.id if len(self.shown) > _MOST_SINGLE else str(at)
            kinds.setdefault((together, place.size), []).append(place)
        for (_, size), places in kinds.items():
            told = canvas.escape(f"{places[0].blank.id}, {words.size(*size, self.language)}")
            boxes = [self.scale.rect(place.box) for place in places]
            drawn = rect("cut-piece", boxes[0], _PIECE)
            if len(self.shown) > _MOST_SINGLE:
                drawn = canvas.boxes_path("cut-piece", boxes, _PIECE)
            yield drawn.removesuffix("/>") + f"><title>{told}</title></{drawn[1:5]}>"
            yield from (_shape(place, box) for place, box in zip(places, boxes, strict=True))

    def _remnant_name(self, box: Box) -> Name | None:
        """The name of a leftover and its size, as far as it fits; the printed list has both."""
        rows = [words.word("remnant", self.language), words.sides(box[2] - box[0], box[3] - box[1], self.language)]
        choices = [rows, [" ".join(rows)], rows[1:], rows[:1]] if self.is_whole else [rows[:1]]
        on_paper = self.scale.rect(box)
        return next((name for one in choices if (name := fitting(one, on_paper, self.look.letter))), None)

    def _written(self, label: Name) -> str:
        x, y = label.middle
        more = turned(x, y) if label.is_turned else ""
        if not label.is_over:
            return canvas.lines_of_text("cut-label", label.rows, x, y, label.letter, more)
        rows = canvas.lines_of_text("cut-tag-text", label.rows, x, y, label.letter, f'fill="black" {more}'.strip())
        left, top, right, bottom = label.covered
        return rect("cut-tag", (left - 2, top, right + 2, bottom), _TAG) + rows

    def _ends(self, stroke: Stroke) -> tuple[float, float, float, float]:
        """A cut on paper, through the middle of its kerf; numbered where it begins."""
        scale, room = self.scale, self.job.room(self.stock)
        middle = min(stroke.at_um + self.job.kerf_um // 2, room[2 if stroke.is_across else 3])
        if stroke.is_across:
            x = scale.x(middle)
            if scale.is_bar:
                return x, scale.bottom - scale.bar_high, x, scale.bottom
            return x, scale.y(stroke.high_um), x, scale.y(stroke.low_um)
        y = scale.y(middle)
        return scale.x(stroke.low_um), y, scale.x(stroke.high_um), y

    def _lines(self) -> Iterator[str]:
        """All cuts; lines of one kind are one mark."""
        kinds: dict[str, list[tuple[float, float, float, float]]] = {}
        for stroke in self.strokes:
            along = self.scale.across if stroke.is_across else self.scale.up
            plain = min(1.6 if stroke.level == 1 else 1.1, max(0.4, 0.2 * stroke.gauge_um * along))
            wide = max(plain, self.job.kerf_um * along)
            dashes = _DASHES.get(stroke.level, _DEEP_DASHES)
            look = f'stroke="black" stroke-width="{wide:.2f}"{dashes}'
            kinds.setdefault(look, []).append(self._ends(stroke))
        for look, ends in kinds.items():
            yield canvas.lines_path("cut-line", ends, look)

    def _numbers(self, taken: list[Rect]) -> Iterator[tuple[int, str]]:
        """Each cut's number beside or on its line, where it hides nothing; the rest stand in the list of cuts only.

        The first and the last cut of a part come first. Between narrow pieces only every fifth has its number, so that
        the pieces stay to be seen.
        """
        letter, ends = self.look.letter, _ends_of_levels(self.strokes)
        for stroke in sorted(self.strokes, key=lambda one: (one.level, one.number not in ends, one.number)):
            shown = str(stroke.number)
            wide, high = max(letter * 1.35, canvas.text_width(shown, letter) + letter * 0.5), letter * 1.35
            room = stroke.gauge_um * (self.scale.across if stroke.is_across else self.scale.up)
            if room < (wide if stroke.is_across else high) and stroke.number % 5 and stroke.number not in ends:
                continue
            spots = [(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2) for x, y in self._spots(stroke, high)]
            box = next((one for one in spots if not any(canvas.meets(one, other) for other in taken)), None)
            if box is None:
                continue
            taken.append(box)
            ring = f'rx="{high / 2:.2f}" fill="white" stroke="black" stroke-width="0.8"'
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2 + letter * 0.35
            mark = rect("cut-ring", box, ring) + text(
                "cut-order", shown, x, y, letter, f'{_BOLD} fill="black" stroke-width="0"'
            )
            yield stroke.number, mark

    def _spots(self, stroke: Stroke, high: float) -> Iterator[tuple[float, float]]:
        """Places for a number, the best first: outside the stock for the first level, else along the line."""
        x1, y1, x2, y2 = self._ends(stroke)
        if stroke.level == 1:
            yield (x1, y1 - 0.7 * high) if stroke.is_across else (x1 - 0.7 * high, y1)
        if self.scale.is_bar:
            return
        inset = high * 0.6
        for share in _ALONG_THE_LINE:
            if stroke.is_across:
                yield x1, y1 + inset + (y2 - y1 - 2 * inset) * share
            else:
                yield x1 + inset + (x2 - x1 - 2 * inset) * share, y1

    def _beside(self) -> Iterator[Rect]:
        """Where the sizes stand, right of the stock and below it."""
        left, top, right, bottom = self.scale.rect(self.stock.whole)
        yield right, top, self.look.wide, bottom
        yield left, bottom, right, bottom + self.look.right

    def _dimensions(self) -> Iterator[str]:
        """Length below and width at the right; between them and the stock, what the first level of cuts makes."""
        scale, letter = self.scale, self.look.letter
        left, top, right, bottom = scale.rect(self.stock.whole)
        low, side = bottom + 2.3 * letter, right + 2.3 * letter
        yield from self._dimension(left, low, right, low, words.size(self.stock.length_um, 0, self.language))
        if not scale.is_bar:
            yield from self._dimension(side, bottom, side, top, words.size(self.stock.width_um, 0, self.language))
        firsts = [stroke for stroke in self.strokes if stroke.level == 1]
        if firsts and not scale.is_bar:
            outcomes = [one.off for one in firsts] + [one.rest for one in firsts if one.rest]
            for outcome in outcomes:
                yield self._part_size(outcome.box, firsts[0].is_across, (right, bottom))

    def _part_size(self, box: Box, is_across: bool, edge: tuple[float, float]) -> str:
        letter = self.look.letter
        shown = words.bare_mm(box[2] - box[0] if is_across else box[3] - box[1], self.language)
        left, top, right, bottom = self.scale.rect(box)
        if canvas.text_width(shown, letter) > (right - left if is_across else bottom - top):
            return ""
        if is_across:
            return text("cut-dim", shown, (left + right) / 2, edge[1] + 1.1 * letter, letter)
        x, y = edge[0] + 1.1 * letter, (top + bottom) / 2
        return text("cut-dim", shown, x, y, letter, turned(x, y))

    def _dimension(self, x1: float, y1: float, x2: float, y2: float, shown: str) -> Iterator[str]:
        """A dimension line with a stroke at both ends, its figure in a gap of the line."""
        letter, look = self.look.letter, 'stroke="currentColor" stroke-width="0.6"'
        half = canvas.text_width(shown, letter) / 2 + letter * 0.4
        is_level, x, y = y1 == y2, (x1 + x2) / 2, (y1 + y2) / 2
        step = letter * 0.3
        if abs(x2 - x1) + abs(y2 - y1) > 2 * half:
            if is_level:
                yield line("cut-measure", x1, y, x - half, y, look) + line("cut-measure", x + half, y, x2, y, look)
            else:
                yield line("cut-measure", x, y1, x, y + half, look) + line("cut-measure", x, y - half, x, y2, look)
        for x_end, y_end in ((x1, y1), (x2, y2)):
            yield line("cut-measure", x_end - step, y_end + step, x_end + step, y_end - step, look)
        if is_level:
            yield text("cut-dim", shown, x, y + letter * 0.35, letter)
        else:
            yield text("cut-dim", shown, x + letter * 0.35, y, letter, turned(x + letter * 0.35, y))

    def _notes(self, named: Named, bottom: float) -> tuple[list[str], float]:
        """Below the picture: what is not to scale, others' pieces, and on a screen the legend."""
        letter, rows = self.look.letter, []
        if not canvas.is_to_scale(self.stock.length_um, self.stock.width_um):
            is_long = self.stock.length_um > self.stock.width_um
            side = words.word("width" if is_long else "length", self.language).lower()
            rows.append(words.word("not_to_scale", self.language).format(side=side))
        if self.hidden:
            rows.append(words.word("others", self.language).format(count=sum(one.pieces for one in self.hidden)))
        made = []
        for row in rows:
            bottom += 1.5 * letter
            shown = canvas.clipped(row, letter, self.look.wide - letter)
            made.append(text("cut-label", shown, letter / 2, bottom, letter, 'text-anchor="start"'))
        legend, bottom = ([], bottom) if self.look.is_leaf else self._legend(named, bottom)
        return [*made, *legend], bottom + letter * 0.8

    def _legend(self, named: Named, bottom: float) -> tuple[list[str], float]:
        """What the marks mean, in as many columns as fit."""
        letter, wide = self.look.letter, self.look.wide - self.look.letter
        entries = [canvas.clipped(self._entry(*one), letter, wide) for one in named.legend]
        if not entries:
            return [], bottom
        longest = max(canvas.text_width(entry, letter) for entry in entries) + 1.5 * letter
        columns = max(1, int(wide / longest))
        rows = -(-len(entries) // columns)
        made = [
            text(
                "cut-label",
                entry,
                letter / 2 + at // rows * longest,
                bottom + (at % rows + 1) * 1.5 * letter,
                letter,
                'text-anchor="start"',
            )
            for at, entry in enumerate(entries)
        ]
        return made, bottom + rows * 1.5 * letter

    def _entry(self, mark: str, blank: Blank) -> str:
        placed = [place for place in self.shown if place.blank.id == blank.id]
        size = words.size(*placed[0].own_size, self.language)
        return f"{mark} = {blank.id} · {size} · {words.count(sum(one.pieces for one in placed), self.language)}×"


def _ends_of_levels(cuts: Sequence[Stroke]) -> set[int]:
    """Numbers of the first and the last cut of each level of each part."""
    lasts = {stroke.number for stroke in cuts if stroke.is_last}
    return lasts | {1} | {number + 1 for number in lasts}


def _shape(place: Place, box: Rect) -> str:
    """What is made of a blank that is no rectangle: a circle in it, or one or two triangles."""
    look = 'fill="none" stroke="black" stroke-width="0.5" stroke-dasharray="4 2"'
    left, top, right, bottom = box
    if place.blank.shape == "circle":
        x, y = (left + right) / 2, (top + bottom) / 2
        return f'<ellipse class="cut-shape" cx="{x:.2f}" cy="{y:.2f}" rx="{x - left:.2f}" ry="{y - top:.2f}" {look}/>'
    return line("cut-shape", left, bottom, right, top, look) if place.blank.shape == "triangle" else ""
