"""Who sells whose steel: one firm owns it, another keeps it and sells it at its counter, by terms both agreed to."""
