"""A workshop's own work, material and dates, made for a cheap phone; nothing of any neighbour is ever shown here."""
