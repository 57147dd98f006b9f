"""Mill certificates: what a heat is made of and can bear, beside the limits of its grade."""
