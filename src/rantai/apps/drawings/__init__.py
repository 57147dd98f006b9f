"""Drawings that a customer sends with an order of cut pieces: looked into before they are kept, never opened here."""
