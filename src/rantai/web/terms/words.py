"""What each rule does and what its columns are called, in the words of the people who set it."""

from django.utils.translation import gettext_lazy as _

from rantai.web.layout.pieces import Words

OF_WORKSHOPS = ("set_ups", "shares", "scores", "customer_limits")
OWN = ("set_ups", "shares")  # what a workshop says of itself

RULES: dict[str, tuple[Words, Words]] = {
    "supplier_terms": (
        _("Orders and trucks of sellers"),
        _("The least a seller sells in one order, and what its trucks carry and cost."),
    ),
    "supplier_rebates": (_("Rebates"), _("From this mass in one order on, the seller takes a share off the price.")),
    "supplier_credits": (_("Credit at sellers"), _("No more than this is owed to a seller at once.")),
    "return_trucks": (
        _("Trucks that come back"),
        _("Trucks that pass a seller on their way home and can bring steel."),
    ),
    "steel_budgets": (_("Budget for steel"), _("Money for steel that comes free in a week; what is left stays.")),
    "centre_roads": (
        _("Ways between centres"),
        _("Once one is named, steel moves between centres on these ways alone."),
    ),
    "set_ups": (_("Set-ups"), _("Minutes that go before the first piece, in every week in which a part is made.")),
    "shares": (_("Smallest shares and jobs"), _("Below this a workshop does not begin.")),
    "least_jobs": (_("Smallest jobs of processes"), _("Nobody sets this process up for less work.")),
    "source_limits": (
        _("Largest share of one source"),
        _("No single workshop or seller gives more than this share of an item."),
    ),
    "customer_limits": (
        _("Largest share of one customer"),
        _("No single customer takes more than this share of a workshop's minutes."),
    ),
    "scores": (_("Scores of workshops"), _("Between equals, the workshop with more points goes first.")),
    "score_gates": (_("Scores that items ask for"), _("Only workshops with these points make the item.")),
    "roads": (_("Roads between places"), _("Days and freight of parts from one place to another.")),
}

COLUMNS: dict[str, Words] = {
    "supplier_code": _("Seller"),
    "maker_code": _("Workshop"),
    "process_code": _("Process"),
    "item_code": _("Item"),
    "from_code": _("Sending centre"),
    "to_code": _("Receiving centre"),
    "from_place_code": _("From place"),
    "to_place_code": _("To place"),
    "min_order_g": _("Least order"),
    "truck_g": _("Carried by a truck"),
    "truck_idr": _("Price of a truck"),
    "from_g": _("From this mass on"),
    "rebate_ppm": _("Rebate"),
    "credit_idr": _("Most owed"),
    "credit_weeks": _("Weeks owed"),
    "week_date": _("Week (its Monday)"),
    "trucks": _("Trucks"),
    "budget_idr": _("Budget"),
    "distance_m": _("Distance in metres"),
    "days": _("Days on the way"),
    "road_days": _("Days on the road"),
    "price_idr_t": _("Freight per tonne"),
    "price_idr_kg": _("Freight per kg"),
    "setup_minutes": _("Minutes of one set-up"),
    "min_share_ppm": _("Smallest share"),
    "batch_pieces": _("Smallest job in pieces"),
    "least_minutes": _("Least minutes of work"),
    "max_source_ppm": _("Largest share"),
    "max_customer_ppm": _("Largest share"),
    "quality_points": _("Quality (0 to 100)"),
    "cost_points": _("Cost (0 to 100)"),
    "delivery_points": _("Delivery (0 to 100)"),
    "least_quality_points": _("Least quality (0 to 100)"),
    "least_cost_points": _("Least cost (0 to 100)"),
    "least_delivery_points": _("Least delivery (0 to 100)"),
    "basis": _("What it rests on"),
}
