"""What columns and tables are called on screens and in Excel headings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np
from babel.dates import format_date
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_noop as _

from rantai.core.problems import Problem
from rantai.core.tables import Column

_COLUMNS = {
    "demand_code": _("Line code"),
    "kind": _("Kind"),
    "item_code": _("Item code"),
    "customer_code": _("Customer code"),
    "place_code": _("Place code"),
    "due_date": _("Due date"),
    "quantity_pieces": _("Quantity (pieces)"),
    "priority": _("Priority (1 goes first)"),
    "firmness": _("Firmness"),
    "material_owner_code": _("Code of the steel's owner"),
    "item_name_id": _("Name in Indonesian"),
    "item_name_en": _("Name in English"),
    "group_name": _("Group"),
    "bill_line": _("Line of the bill"),
    "mass_g_each": _("Mass of one piece (g)"),
    "lead_weeks": _("Lead time (weeks)"),
    "home_place_code": _("Code of the home place"),
    "parent_code": _("Code of the whole"),
    "child_code": _("Code of the component"),
    "quantity_each": _("Pieces in one"),
    "scrap_ppm": _("Lost in assembly (ppm)"),
    "from_date": _("First day"),
    "to_date": _("Last day"),
    "material_code": _("Material code"),
    "grade": _("Grade"),
    "form": _("Form"),
    "finish": _("Finish"),
    "thickness_um": _("Thickness (µm)"),
    "outside_diameter_um": _("Outside diameter (µm)"),
    "flat_width_um": _("Width of the flat bar (µm)"),
    "density_kg_m3": _("Density (kg/m³)"),
    "length_um": _("Length (µm)"),
    "width_um": _("Width (µm)"),
    "blanks_each": _("Blanks"),
    "parts_per_blank": _("Parts from these blanks"),
    "grain_locked": _("Along the rolling direction"),
    "gross_mass_g_each": _("Gross mass of one (g)"),
    "format_code": _("Format code"),
    "format_name": _("Format name"),
    "piece_mass_g": _("Mass of one sheet or bar (g)"),
    "kerf_um": _("Saw cut (µm)"),
    "trim_um": _("Edge trim (µm)"),
    "min_remnant_length_um": _("Shortest leftover kept (µm)"),
    "min_remnant_width_um": _("Narrowest leftover kept (µm)"),
    "loss_ppm": _("Lost at the coil's ends (ppm)"),
    "offer_code": _("Offer code"),
    "supplier_code": _("Seller code"),
    "min_order_g": _("Least order (g)"),
    "multiple_g": _("Order multiple (g)"),
    "coil_min_g": _("Lightest coil (g)"),
    "coil_max_g": _("Heaviest coil (g)"),
    "lead_days": _("Delivery time (days)"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid to"),
    "basis": _("What it rests on"),
    "from_g": _("From mass (g)"),
    "price_idr_t": _("Price (Rp per tonne)"),
    "price_idr_each": _("Price (Rp per piece)"),
    "origin": _("Origin"),
    "sequence": _("Step"),
    "process_code": _("Process code"),
    "process_name_id": _("Process in Indonesian"),
    "process_name_en": _("Process in English"),
    "cycle_ms": _("Work for one piece (ms)"),
    "resource_code": _("Machine code"),
    "resource_name": _("Machine"),
    "maker_code": _("Workshop code"),
    "bed_length_um": _("Longest blank (µm)"),
    "minutes_week": _("Minutes a week"),
    "tool_code": _("Tool code"),
    "most_pieces": _("Pieces at most"),
    "setup_minutes": _("Minutes of one set-up"),
    "max_source_ppm": _("Largest share of one source (ppm)"),
    "quality_points": _("Quality (0 to 100)"),
    "cost_points": _("Cost (0 to 100)"),
    "delivery_points": _("Delivery (0 to 100)"),
    "least_quality_points": _("Least quality (0 to 100)"),
    "least_cost_points": _("Least cost (0 to 100)"),
    "least_delivery_points": _("Least delivery (0 to 100)"),
    "from_place_code": _("Code of the place it comes from"),
    "to_place_code": _("Code of the place it goes to"),
    "road_days": _("Days on the road"),
    "price_idr_kg": _("Freight (Rp per kg)"),
    "min_share_ppm": _("Smallest share (ppm)"),
    "batch_pieces": _("Smallest job (pieces)"),
    "least_minutes": _("Work of the smallest job (minutes)"),
    "max_customer_ppm": _("Largest share of one customer (ppm)"),
    "option_code": _("Option code"),
    "option_name": _("Option"),
    "price_idr_minute": _("Price of a minute (Rp)"),
    "fixed_idr_week": _("Price of a week in which it is used (Rp)"),
    "is_approved": _("Approved"),
    "from_code": _("Sending centre"),
    "to_code": _("Receiving centre"),
    "distance_m": _("Distance by road (m)"),
    "days": _("Days on the way"),
    "truck_g": _("Carried by a truck (g)"),
    "truck_idr": _("Price of a truck (Rp)"),
    "rebate_ppm": _("Rebate (ppm)"),
    "credit_idr": _("Most owed (Rp)"),
    "credit_weeks": _("Weeks owed"),
    "trucks": _("Trucks"),
    "budget_idr": _("Budget (Rp)"),
    "week_date": _("Week (its Monday)"),
    "working_ppm": _("Share worked (ppm)"),
    "max_share_ppm": _("Largest share (ppm)"),
    "receipt_code": _("Receipt code"),
    "holder_code": _("Code of the place it comes to"),
    "owner_code": _("Owner code"),
    "mass_g": _("Mass (g)"),
    "lot_rule": _("Lot rule"),
    "lot_pieces": _("Lot size (pieces)"),
    "multiple_pieces": _("Lot multiple (pieces)"),
    "lot_weeks": _("Weeks a lot covers"),
    "safety_pieces": _("Safety stock (pieces)"),
    "frozen_weeks": _("Frozen weeks"),
    "firm_code": _("Code of the settled lot"),
    "other_code": _("Code of what stands in"),
    "rank": _("Rank (1 is tried first)"),
    "ratio_ppm": _("Pieces of it for a million"),
    "scenario_code": _("Scenario code"),
    "scenario_name": _("Scenario"),
    "vehicles_pieces": _("Vehicles (pieces)"),
}
_TABLES = {
    "processes": _("Processes"),
    "items": _("Items"),
    "bills": _("Bills of materials"),
    "item_rules": _("Rules of lots"),
    "firm_orders": _("Settled lots"),
    "by_products": _("By-products"),
    "stand_ins": _("Stand-ins"),
    "materials": _("Materials"),
    "blanks": _("Blanks"),
    "formats": _("Formats"),
    "cutting_rules": _("Cutting rules"),
    "offers": _("Steel offers"),
    "offer_tiers": _("Price tiers"),
    "rolling_weeks": _("Rolling weeks"),
    "centre_roads": _("Ways between centres"),
    "supplier_terms": _("Terms of sellers"),
    "supplier_rebates": _("Rebates of sellers"),
    "supplier_credits": _("Credit at sellers"),
    "return_trucks": _("Trucks that come back"),
    "steel_budgets": _("Budget for steel"),
    "item_offers": _("Component offers"),
    "operations": _("Steps of making"),
    "resources": _("Machines and hours"),
    "calendar": _("Short weeks"),
    "capacity_options": _("Minutes for money"),
    "tools": _("Tools and where they lie"),
    "trials": _("Workshops on trial"),
    "set_ups": _("Set-ups"),
    "source_limits": _("Largest shares of one source"),
    "scores": _("Scores of workshops"),
    "score_gates": _("Scores that items ask for"),
    "roads": _("Roads between places"),
    "shares": _("Smallest shares and jobs"),
    "least_jobs": _("Smallest jobs of processes"),
    "customer_limits": _("Largest shares of a customer"),
    "capabilities": _("Who can make what"),
    "demand": _("Demand"),
    "item_receipts": _("Parts on the way"),
    "material_receipts": _("Steel on the way"),
    "scenarios": _("Scenarios"),
    "places": _("Places"),
    "parties": _("Firms"),
    "sentra": _("Sentra"),
}


def title(column_name: str) -> str:
    """A column's title in the reader's language; a name we have no title for stays as it is."""
    return gettext(_COLUMNS[column_name]) if column_name in _COLUMNS else column_name


def table_title(table_name: str) -> str:
    """A table's title in the reader's language."""
    return gettext(_TABLES[table_name]) if table_name in _TABLES else table_name


def hint(column: Column, *, high: int, choices: Sequence[str] = ()) -> str:
    """What a cell of a column may hold, in the reader's language; `choices` as they are called on screens."""
    if choices:
        return gettext("one of: %(choices)s.") % {"choices": ", ".join(choices)}
    if column.kind == "int":
        return gettext("a whole number from %(low)s to %(high)s.") % {"low": _said(column.low), "high": _said(high)}
    if column.kind == "day":
        return gettext("a date, for example %(day)s.") % {"day": _said(date(2027, 1, 4))}
    if column.kind == "flag":
        return gettext("yes or no.")
    if column.refers_to:
        return gettext("a code from %(tables)s.") % {"tables": " / ".join(table_title(one) for one in column.refers_to)}
    return f"{title(column.name)}."


def readable(problem: Problem) -> Problem:
    """A problem whose dates and figures are written as the reader's language writes them, not as machines do."""
    return replace(problem, values={name: _said(value) for name, value in problem.values.items()})


def _said(value: object) -> object:
    language = "en" if (get_language() or "id").startswith("en") else "id"
    if isinstance(value, np.generic):  # the engine's rules tell what stands in their columns
        value = value.item()
    if isinstance(value, date):
        return format_date(value, "d MMM y", locale=language)
    if isinstance(value, int) and not isinstance(value, bool):
        return format_decimal(value, format="#,##0", locale=language)
    return value
