"""Invoices, payments and the bank, as a centre and its customers see them."""
