"""Plan runs: snapshot, engine, publication."""
