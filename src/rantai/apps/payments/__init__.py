"""Money that comes in and goes back: payments, allocations, giro, instalments, credit notes, bank lines."""
