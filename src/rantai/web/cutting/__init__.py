"""What a material centre cuts: patterns by week, each drawn to scale with its cuts in the order of work."""
