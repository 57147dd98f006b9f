"""What if: questions in plain words, scenarios over a plan, side by side with it, and a band of demand."""
