"""Purchase rounds: what is to be bought together, and taking it back."""
