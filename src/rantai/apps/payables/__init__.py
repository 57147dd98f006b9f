"""What a firm owes: suppliers' bills and other costs, what suppliers credit, and the money that goes out."""
