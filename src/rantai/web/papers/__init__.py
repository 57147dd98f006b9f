"""Business papers: how each kind is laid out, as PDF on three sizes and as Excel, and the register of their numbers."""
