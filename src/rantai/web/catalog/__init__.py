"""The catalogue: items with their bill both ways, materials with their formats, and the price book side by side."""
