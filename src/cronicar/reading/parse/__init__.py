"""From characters to trees: the only part of the reading that knows an NLP library."""

from cronicar.reading.parse.parser import Parser

__all__ = ["Parser"]
