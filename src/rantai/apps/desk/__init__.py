"""The desk: what was looked for across all rooms, and what has to be done today. Reads only; it has no table."""
