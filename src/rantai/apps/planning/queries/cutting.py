"""How steel is cut: patterns to scale, with their blanks, and who gets them."""

from dataclasses import dataclass

from rantai.apps.planning.asking import ask

EVERY_WEEK = -1


@dataclass(frozen=True)
class PatternRow:
    """One way of cutting one format; blanks must be cut before `week` begins. Lengths µm, `used_um2` µm on bars."""

    code: str
    centre_code: str
    centre_name: str
    owner_code: str
    format_code: str
    format_name: str
    format_kind: str
    material_code: str
    grade: str
    thickness_um: int
    remnant_code: str
    week: int
    count_pieces: int
    length_um: int
    width_um: int
    used_um2: int
    mass_g: int
    kerf_um: int
    trim_um: int

    @property
    def used_percent(self) -> float:
        """Share of the sheet's area or the bar's length that becomes blanks."""
        whole = self.length_um * (self.width_um or 1)
        return 100.0 * self.used_um2 / whole if whole else 0.0


def patterns(
    run_id: int, *, centre_code: str = "", owner_code: str = "", format_code: str = "", week: int = EVERY_WEEK
) -> list[PatternRow]:
    """Patterns, soonest first. A buyer's page passes its own `owner_code`: patterns on its own steel."""
    return _patterns(run_id, centre=centre_code, owner=owner_code, format_code=format_code, week=week)


def pattern(run_id: int, code: str, *, centre_code: str = "") -> PatternRow | None:
    """One pattern; None when there is none, or it is cut at another centre than the one given."""
    return next(iter(_patterns(run_id, centre=centre_code, code=code)), None) if code else None


def _patterns(
    run_id: int, *, centre: str = "", owner: str = "", format_code: str = "", code: str = "", week: int = EVERY_WEEK
) -> list[PatternRow]:
    return ask(
        "patterns", PatternRow, run=run_id, centre=centre, owner=owner, format_code=format_code, code=code, week=week
    )


@dataclass(frozen=True)
class PieceRow:
    """A blank on a pattern, from the untrimmed lower-left corner; x runs along the stock's length. All in µm."""

    piece: int
    item_code: str
    item_name: str
    x_um: int
    y_um: int
    length_um: int
    width_um: int
    is_turned: bool


def pattern_pieces(run_id: int, code: str) -> list[PieceRow]:
    """The blanks of one pattern, in order of their number."""
    return ask("pattern_pieces", PieceRow, run=run_id, code=code)


@dataclass(frozen=True)
class BlankUseRow:
    """Blanks of one pattern for one job."""

    pattern_code: str
    job_code: str
    maker_code: str
    maker_name: str
    item_code: str
    item_name: str
    centre_code: str
    format_code: str
    format_name: str
    week: int
    made_week: int
    quantity_blanks: int
    mass_g: int


def blank_uses(run_id: int, *, pattern_code: str = "", maker_code: str = "") -> list[BlankUseRow]:
    """Who gets the blanks of a pattern, or which blanks a maker gets."""
    return ask("blank_uses", BlankUseRow, run=run_id, pattern=pattern_code, maker=maker_code)
