"""Trips of a truck that firms share: planned and settled by the centre, a workshop's own share on its phone."""
