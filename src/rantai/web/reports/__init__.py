"""The centre's business on one page, the lists behind it, and what of it everybody may read."""
