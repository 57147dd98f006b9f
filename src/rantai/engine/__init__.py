"""The planning engine: pure functions from tables to tables. No Django, no network, no clock of its own."""
