"""Ways to run the work on many files: each yields results as they come and loses one file at most."""
