"""Pages, one folder per noun: views and the HTML beside them; reads and writes go through `rantai.apps` only."""
