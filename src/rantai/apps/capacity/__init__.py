"""Makers' processes, machines, hours and calendars."""
