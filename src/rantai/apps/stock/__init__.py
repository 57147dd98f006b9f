"""Material on hand, with owner and place."""
