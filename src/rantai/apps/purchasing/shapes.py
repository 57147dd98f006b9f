"""How formats are counted."""

PIECEWISE = ("sheet", "bar")  # counted in pieces; coils and loose steel in grams
