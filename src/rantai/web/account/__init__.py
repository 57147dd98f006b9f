"""Logging in and out, answering an invitation, one's own password and language."""
