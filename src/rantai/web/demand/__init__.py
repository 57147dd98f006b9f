"""What is wanted: the programme's lines for those who plan, call-offs for buyers, and Excel in for master data."""
