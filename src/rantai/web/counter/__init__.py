"""The counter: from what a customer asks for to an order, on one page."""
