"""Cutting lists: from Excel or from the plan to patterns on real steel, approved, printed, and ticked off when cut."""
