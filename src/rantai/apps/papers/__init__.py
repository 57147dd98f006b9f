"""Business papers: numbers without gaps, tax by dated rule, and the frozen rows that papers are printed from."""
