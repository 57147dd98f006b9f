"""What a centre's documents add up to, and what of it is shown to everybody."""
