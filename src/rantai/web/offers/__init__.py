"""Offers of work: planners send them, workshops answer them."""
