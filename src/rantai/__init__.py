"""Rantai: the supply chain of clusters of small manufacturers, from village need to mill order."""

__version__ = "0.1.0"
