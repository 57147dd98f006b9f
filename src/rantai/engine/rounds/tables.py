"""What a pooled round is asked and what it answers. Amounts of steel are pieces for sheets and bars, else grams."""

from __future__ import annotations

from dataclasses import dataclass, field

from rantai.core.units import PPM

KINDS = ("sheet", "bar", "coil", "loose")
PIECEWISE = ("sheet", "bar")
MOST_STATEMENTS = 20_000
LARGEST_AMOUNT = 10**12
LARGEST_IDR = 10**15


@dataclass(frozen=True)
class Steel:
    """A format of the round. `most_g`: no more of it can be had than this; 0: as much as is wanted."""

    code: str
    material: str
    kind: str  # one of KINDS
    piece_mass_g: int = 0  # of a sheet or bar
    most_g: int = 0

    @property
    def unit_g(self) -> int:
        """Mass of what it is counted in."""
        return self.piece_mass_g if self.kind in PIECEWISE else 1


@dataclass(frozen=True)
class CoilCut:
    """A coil format from which a sheet format can be cut, and the coil that one sheet takes, edge strip included."""

    coil: str
    steel: str
    mass_g_each: int


@dataclass(frozen=True)
class Terms:
    """A seller's terms for one format; `tiers` are (mass of the order from which, rupiah per tonne of all of it)."""

    code: str
    seller: str
    steel: str
    tiers: tuple[tuple[int, int], ...]
    min_order_g: int = 0
    multiple_g: int = 0
    coil_min_g: int = 0
    coil_max_g: int = 0


@dataclass(frozen=True)
class Seller:
    """Who sells: least mass of a whole order, and what one truck carries and costs (0: delivery is in the price)."""

    code: str
    min_order_g: int = 0
    truck_g: int = 0
    truck_idr: int = 0


@dataclass(frozen=True)
class Statement:
    """A member's firm amount of one format, and how much more and how much less it accepts."""

    member: str
    steel: str
    firm: int
    more: int = 0
    less: int = 0


@dataclass(frozen=True)
class RoundInput:
    """One round. `cover_weeks`: how long a firm amount is meant to last. `occasion`: draws whose turn it is."""

    steels: tuple[Steel, ...]
    cuts: tuple[CoilCut, ...]
    terms: tuple[Terms, ...]
    sellers: tuple[Seller, ...]
    statements: tuple[Statement, ...]
    loss_ppm: int = 0  # of a coil, at its ends, when it is cut
    cover_weeks: int = 4
    occasion: str = ""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself. Raises ValueError."""
        steels, sellers = {one.code: one for one in self.steels}, {one.code for one in self.sellers}
        if len(steels) != len(self.steels) or len(sellers) != len(self.sellers):
            raise ValueError("a format or a seller stands twice")
        if len({(one.member, one.steel) for one in self.statements}) != len(self.statements):
            raise ValueError("a member states a format once")
        if len({one.code for one in self.terms}) != len(self.terms) or len(self.statements) > MOST_STATEMENTS:
            raise ValueError("terms have codes of their own, and statements are not without end")
        named = {one.steel for one in self.terms} | {one.steel for one in self.statements}
        named |= {code for one in self.cuts for code in (one.coil, one.steel)}
        if not named <= steels.keys() or not {one.seller for one in self.terms} <= sellers:
            raise ValueError("terms, cuts and statements name formats and sellers of the round")
        if any(one.kind not in KINDS or one.unit_g < 1 or one.most_g < 0 for one in self.steels):
            raise ValueError("a format is of a kind we know and weighs something")
        if any(not 0 <= one.less <= one.firm or one.more < 0 for one in self.statements):
            raise ValueError("less lies in 0..firm, more is 0 or more")
        if any(one.firm + one.more > LARGEST_AMOUNT for one in self.statements):
            raise ValueError("an amount is too large to be counted")
        if any(not one.tiers or min(map(min, one.tiers)) < 0 for one in self.terms):
            raise ValueError("terms have a price")
        if not 0 <= self.loss_ppm <= 900_000 or self.cover_weeks < 1:
            raise ValueError("a coil loses 0 to 900,000 ppm, and steel covers a week or more")

    def useful_ppm(self, steel: Steel) -> int:
        """Share of a format that can be used."""
        return PPM - self.loss_ppm if steel.kind == "coil" else PPM


@dataclass(frozen=True)
class Item:
    """What is ordered on one seller's terms. taken + rest + loss = mass, to the gram.

    rest: what no member takes, with the end loss that falls on it; the centre's. loss: coil ends of what members take.
    next_from_g: the next better tier, 0 when there is none; missing_g to it; gain_idr: what the present mass would then
    cost less.
    """

    terms: str
    seller: str
    steel: str
    pieces: int
    mass_g: int
    price_idr_t: int
    cost_idr: int
    freight_idr: int
    taken_g: int
    rest_g: int
    loss_g: int
    rest_idr: int
    cover_days: int
    next_from_g: int = 0
    missing_g: int = 0
    gain_idr: int = 0


@dataclass(frozen=True)
class Share:
    """What one member gets of one item, as one format: amount, the steel it takes, what it pays with trucks, and what
    the same would cost it alone (0: nobody sells so little)."""

    terms: str
    member: str
    steel: str
    amount: int
    mass_g: int
    share_idr: int
    alone_idr: int


@dataclass(frozen=True)
class Got:
    """What a member gets of a format against what it stated."""

    member: str
    steel: str
    firm: int
    amount: int


@dataclass(frozen=True)
class Load:
    """Trucks of one seller."""

    seller: str
    mass_g: int
    trucks: int
    cost_idr: int


@dataclass(frozen=True)
class RoundAnswer:
    """Orders, trucks, who gets what at which price, and how the amounts were chosen.

    stretch_ppm: +1,000,000 when everybody takes all the more that it accepts, −1,000,000 all the less, 0 the firm
    amounts. tried: how many such choices were compared. firm_idr: what the orders for the firm amounts would cost.
    status, bound_idr: of the orders for the amounts that were chosen.
    """

    status: str
    stretch_ppm: int
    tried: int
    firm_idr: int
    firm_g: int
    bound_idr: int
    items: tuple[Item, ...] = field(default=())
    shares: tuple[Share, ...] = field(default=())
    got: tuple[Got, ...] = field(default=())
    loads: tuple[Load, ...] = field(default=())

    @property
    def cost_idr(self) -> int:
        """All orders with their trucks."""
        return sum(one.cost_idr + one.freight_idr for one in self.items)
