"""Django apps, one per domain noun: models, actions (verbs that write), queries (reads); no HTTP here."""
