"""The yard: what lies at which place, the life of a piece, counting, carrying, taking back, closing a month."""
