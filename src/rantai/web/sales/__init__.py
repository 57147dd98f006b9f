"""Customers and their orders, as the centre sells."""
