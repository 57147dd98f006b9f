"""Goods and services beside steel: the catalogue with its prices, what lies in store, what came and was billed."""
