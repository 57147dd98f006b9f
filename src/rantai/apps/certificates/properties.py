"""What a mill certificate tells of a heat, and in which whole base units each value is kept.

| kind | written in | kept as |
|---|---|---|
| chemistry | % of mass | ppm |
| strength | MPa | kPa |
| elongation | % | ppm |
| hardness | HRB, HB | tenths |
| impact energy | J | mJ |
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Property:
    """One value of a certificate. `per_unit` base units make one written unit; `words` are headings it is known by."""

    code: str
    symbol: str
    unit: str
    per_unit: int
    most: int
    words: tuple[str, ...] = ()

    @property
    def is_chemistry(self) -> bool:
        return self.unit == "%" and self.code.startswith("chem_")


PERCENT, KILO = 10_000, 1_000


def _element(symbol: str, *words: str) -> Property:
    return Property(f"chem_{symbol.lower()}", symbol, "%", PERCENT, 100 * PERCENT, (symbol.lower(), *words))


PROPERTIES = {
    one.code: one
    for one in (
        _element("C", "carbon", "karbon"),
        _element("Si", "silicon", "silikon"),
        _element("Mn", "manganese", "mangan"),
        _element("P", "phosphorus", "fosfor"),
        _element("S", "sulphur", "sulfur", "belerang"),
        _element("Cr", "chromium", "krom"),
        _element("Ni", "nickel", "nikel"),
        _element("Mo", "molybdenum"),
        _element("Cu", "copper", "tembaga"),
        _element("V", "vanadium"),
        _element("Nb", "niobium"),
        _element("Ti", "titanium"),
        _element("Al", "aluminium"),
        _element("N", "nitrogen"),
        _element("B", "boron"),
        Property("yield_strength", "YS", "MPa", KILO, 3_000 * KILO, ("ys", "yp", "yield", "luluh", "yield strength")),
        Property("tensile_strength", "TS", "MPa", KILO, 3_000 * KILO, ("ts", "uts", "tensile", "tarik")),
        Property("elongation", "EL", "%", PERCENT, 100 * PERCENT, ("el", "elongation", "regang", "muai")),
        Property("hardness_hrb", "HRB", "HRB", 10, 1_500, ("hrb",)),
        Property("hardness_hb", "HB", "HB", 10, 8_000, ("hb", "hbw")),
        Property("impact", "KV", "J", KILO, 500 * KILO, ("kv", "charpy", "impact")),
    )
}
