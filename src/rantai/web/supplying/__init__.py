"""What a seller of steel finds: the orders that centres placed with it, its yes, and what it sends."""
