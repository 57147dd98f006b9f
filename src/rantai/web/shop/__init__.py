"""What a workshop buys: stock and price at its centres, its orders, on a phone."""
