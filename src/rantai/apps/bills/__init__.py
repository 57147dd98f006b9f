"""Products, parts and bills of material."""
