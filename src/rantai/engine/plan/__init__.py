"""The plan: reads the given tables, runs the stages one after another, checks and explains the answer."""
