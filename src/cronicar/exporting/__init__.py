"""A reading for people: one module a format."""
