"""Words everybody uses: numbers, units, weeks, tables, labels, refusals. Standard library and numpy only."""
