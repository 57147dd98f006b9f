"""What lies where and whose it is: steel by heat, remnants with their size, parts, what is on its way."""
