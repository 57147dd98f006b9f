"""Buying steel together: draft rounds made from an approved plan."""
