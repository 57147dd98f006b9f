"""The books of a centre: what it earned, what it holds, what is to come, and the journal for its accountant."""
