"""The first page after the login: what needs the reader today, role by role, then key figures."""
