"""Where vehicles are wanted and where they are made: two maps with their ranked lists."""
