"""Quality gates: what the program must reach on gold readings, and keep."""
