"""Django's SQLite, where those who want to write in one process stand in line (`turns`, `base`)."""
