"""What a centre sells beside steel: goods that are counted, services that are done, their prices and their stock."""
