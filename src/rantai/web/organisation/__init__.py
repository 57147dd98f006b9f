"""What an organisation's administrator looks after: its people, and what it lets others see."""
