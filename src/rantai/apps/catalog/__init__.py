"""Grades, forms, formats and offers of material."""
