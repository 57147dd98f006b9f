"""Buying together, as a workshop meets it: the round, its rule, the anonymous total, the own amounts, the own share."""
