"""Buying outside and after rounds: requisitions, prices compared, orders with their whole life, frames."""
