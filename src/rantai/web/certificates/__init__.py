"""Mill certificates: heats with their values beside the limits of the grade, files, labels, and a page for anybody."""
