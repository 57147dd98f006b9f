"""One firm's steel at another's counter: terms, what lies there, what was sold, settlements, both side by side."""
