"""Programme lines, call-offs and their quantities."""
