"""The memory of whole runs: every scenario of the library on the ideal city with seed 1."""
