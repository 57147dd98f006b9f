"""What may happen to steel, as ready-made questions: each a short list of changes with one or two figures left open."""

from datetime import date, timedelta

from rantai.engine.plan.change import Change

MONTH_DAYS = 28  # four weeks, as everywhere in a plan
WEEK_DAYS = 7
PPM = 1_000_000


def mill_down(supplier_code: str, from_date: date) -> list[Change]:
    """A seller takes no orders for a month; what was ordered before comes."""
    last = from_date + timedelta(days=MONTH_DAYS - 1)
    return [Change("supplier_off", (("supplier_code", supplier_code),), from_date=from_date, to_date=last)]


def dearer(percent: int, supplier_code: str = "") -> list[Change]:
    """Steel costs so many per cent more (or less), everywhere or at one seller."""
    scope = (("supplier_code", supplier_code),) if supplier_code else ()
    return [Change("steel_price_factor", scope, PPM + percent * PPM // 100)]


def vessel_late(weeks: int, holder_code: str = "") -> list[Change]:
    """Steel and parts on their way come so many weeks later, everywhere or to one centre."""
    scope = (("holder_code", holder_code),) if holder_code else ()
    return [Change("receipts_late", scope, weeks * WEEK_DAYS)]
