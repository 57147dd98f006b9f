"""Template tags of the organisation room."""
