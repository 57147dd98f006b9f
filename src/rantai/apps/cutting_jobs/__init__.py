"""Cutting lists: what is to be cut from which stock, the plans made of it, what is reserved, what has been cut."""
