"""What the centre owes: bills by their due day, paying them, giro that wait for the bank, suppliers' credits."""
