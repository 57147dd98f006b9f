"""How much a centre lends a customer: one limit, and all that weighs on it, checked in one place under one lock."""
