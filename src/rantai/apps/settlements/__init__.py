"""What an agent sold of its principal's steel, what it owes for that, and the paper by which both agree on it."""
