"""How the process that computes a proposal says how it ended; read by a web process that never loads the engine."""

TOO_LARGE = 2
UNSOUND = 3
