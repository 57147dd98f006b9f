"""Selling at a material centre: customers with credit, quotes, orders, invoices."""
