"""Finding who makes it: offers of work made from an approved plan, and what workshops answer."""
