"""The engine: from a folder of duty reports to results. Importing it has no effect."""
