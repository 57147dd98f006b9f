"""Simple accounts of a centre: one balanced journal per document, and what they say."""
