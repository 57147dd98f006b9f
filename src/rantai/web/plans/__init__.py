"""The plan as its readers see it: the finding, who makes what, what is late and why, and asking for a new one."""
