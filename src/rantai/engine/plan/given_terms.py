"""Tables of a `given/` folder with the terms of makers: set-ups, sources, scores and their gates, roads."""

from __future__ import annotations

from rantai.core.tables import Codes, Ints, Table, code, table, text, whole

SETUP_HIGHEST = 10_080  # minutes of a whole week
POINTS_HIGHEST = 100


@table(
    "set_ups",
    "Minutes that a maker needs to set a process up. They are gone once for every item, owner of its steel and step in "
    "each week in which the maker works on it; whoever names them here leaves them out of `cycle_ms`.",
    key=("maker_code", "process_code"),
    may_be_absent=True,
)
class SetUps(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    process_code: Codes = code("Process.", refers_to="processes")
    setup_minutes: Ints = whole("Minutes of one set-up.", low=1, high=SETUP_HIGHEST)


@table(
    "source_limits",
    "Items of which no single maker or seller may give more than a part, so that none of them can stop everything.",
    key=("item_code",),
    may_be_absent=True,
)
class SourceLimits(Table):
    item_code: Codes = code("Item that is made.", refers_to="items")
    max_source_ppm: Ints = whole(
        "Largest share of the item's whole quantity from any one of them; also the makers' own limits hold.",
        low=1,
        high=1_000_000,
    )


@table(
    "scores",
    "How a maker's quality, cost and delivery were found: 0 is worst, 100 is best. Between makers that are equal in "
    "every goal the one with more points in all goes first.",
    key=("maker_code",),
    may_be_absent=True,
)
class Scores(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    quality_points: Ints = whole("Quality.", high=POINTS_HIGHEST)
    cost_points: Ints = whole("Cost.", high=POINTS_HIGHEST)
    delivery_points: Ints = whole("Delivery.", high=POINTS_HIGHEST)
    basis: Codes = text("What the points rest on: an audit or deliveries, with their date.")


@table(
    "score_gates",
    "Items that are made only by makers with at least so many points; a maker without a score passes no gate.",
    key=("item_code",),
    may_be_absent=True,
)
class ScoreGates(Table):
    item_code: Codes = code("Item that is made.", refers_to="items")
    least_quality_points: Ints = whole("Least points of quality; 0: any.", high=POINTS_HIGHEST, optional=True)
    least_cost_points: Ints = whole("Least points of cost; 0: any.", high=POINTS_HIGHEST, optional=True)
    least_delivery_points: Ints = whole("Least points of delivery; 0: any.", high=POINTS_HIGHEST, optional=True)


@table(
    "roads",
    "How parts come from a maker's place to the home of the item, where its lot is put together. A row of a place "
    "that holds others (a province) is for all of them that have no row of their own, also from it to itself; without "
    "any row a way takes no time and costs nothing. Within the narrowest place there is no road.",
    key=("from_place_code", "to_place_code"),
    may_be_absent=True,
)
class Roads(Table):
    from_place_code: Codes = code("Place of the maker, or one that holds it.", refers_to="places")
    to_place_code: Codes = code("Home of the item, or a place that holds it.", refers_to="places")
    road_days: Ints = whole(
        "Days on the road. The two days of a weekend are free: up to 2 days the parts are there at the end of the week "
        "of work, up to 9 a week later.",
        high=3_650,
    )
    price_idr_kg: Ints = whole("Freight of one kg, counted on `mass_g_each`.", high=1_000_000, optional=True)


@table(
    "shares",
    "What a maker of an item must get so that work for it is worth while. Both are habits of the plan, not rules: a "
    "lot that would be late otherwise is split below them, and no recount asks for them. Large ones leave less room "
    "for other lots.",
    key=("maker_code", "item_code"),
    may_be_absent=True,
)
class Shares(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    item_code: Codes = code("Item.", refers_to="items")
    min_share_ppm: Ints = whole(
        "Smallest share of the item's whole quantity; a maker below it goes first. 0: none.",
        high=1_000_000,
        optional=True,
    )
    batch_pieces: Ints = whole(
        "Smallest job, unless the lot is smaller or pieces would be late without. 0: a quarter of the maker's week.",
        high=10**12,
        optional=True,
    )


@table(
    "least_jobs",
    "Work below which nobody sets up for a process: the smallest job of every item that goes through it, as `shares` "
    "has it for one maker and item.",
    key=("process_code",),
    may_be_absent=True,
)
class LeastJobs(Table):
    process_code: Codes = code("Process.", refers_to="processes")
    least_minutes: Ints = whole("Minutes of work of the smallest job.", low=1, high=SETUP_HIGHEST)


@table(
    "customer_limits",
    "Makers that must not hang on one customer. A lot is a customer's when all that it goes into is wanted by that "
    "customer alone; a lot that serves several is nobody's.",
    key=("maker_code",),
    may_be_absent=True,
)
class CustomerLimits(Table):
    maker_code: Codes = code("Maker.", refers_to="parties")
    max_customer_ppm: Ints = whole(
        "Largest share of the maker's regular minutes in the whole plan that work for one customer may take.",
        low=1,
        high=1_000_000,
    )
