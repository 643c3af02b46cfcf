"""Everything a person or a machine reads of results. Runs no rule, reads no report; importing it has no effect."""
