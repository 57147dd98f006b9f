"""Delivery notes: what leaves, who took it, what comes back."""
