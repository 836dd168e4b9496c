"""Numbers that count or measure something: low, high, unit, and what is counted."""

from cronicar.reading.figures.reader import read_figures

__all__ = ["read_figures"]
