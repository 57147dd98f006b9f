"""One field that finds everything that is the reader's: by heat, size, member, number."""
