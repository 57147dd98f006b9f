"""Steel orders: what to order at which mill, when, and why; each with its chain to the villages."""
