"""Trips: one truck with parts on the way out and steel on the way back, its cost shared by the kilogram."""
