"""Organisations, people, memberships, invitations and grants."""
