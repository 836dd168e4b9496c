"""What surrounds numbers in a language: bounds, units, and the company in which a number counts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.reading.document import fold
from cronicar.reading.numbers import Atom, Numerals, Phrases, numerals, split


class Lexicon:
    """``figures.toml`` of one language, made ready for look-up. Attributes are named as in the table."""

    def __init__(self, data: dict[str, Any], numbers: Numerals) -> None:
        self.numbers = numbers
        self.link = numbers.link
        ranges, bounds, units, context = data["ranges"], data["bounds"], data["units"], data["context"]
        self.range_signs = frozenset(ranges["signs"])
        self.range_words = Phrases(ranges["words"])
        self.opened = [(Phrases([first]), Phrases([second])) for first, second in ranges["opened"]]
        self.spread = tuple(map(fold, ranges["spread"]))
        self.spread_words = Phrases(ranges["spread_words"])
        kinds = ("approximate", "at_least", "at_most", "roughly_at_least", "exactly", "transparent")
        self.bounds = {kind: Phrases(bounds[kind]) for kind in kinds}
        self.after_at_least = Phrases(bounds["after_at_least"])
        self.after_at_most = Phrases(bounds["after_at_most"])
        self.percent = Phrases(units["percent"])
        self.symbols: dict[str, str] = units["symbols"]
        self.time = words(units["time"])
        self.measures = words(units["measures"])
        self.powers = words(units["powers"])
        self.currencies = {split(name): str(code) for name, code in units["currencies"].items()}
        self.currency_phrases = Phrases(units["currencies"])
        self.never_before = Phrases(context["never_before"])
        self.times_words = words(context["times_words"])
        self.times_least: float = context["times_least"]
        self.month_like = {fold(month): words(no) for month, no in context["month_like"].items()}
        self.labels = Phrases(context["labels"])
        self.back = Phrases(context["back"])
        self.after_back = Phrases(context["after_back"])
        self.age_phrases = Phrases(context["age_phrases"])
        self.age_units = words(context["age_units"])
        self.age_nouns = tuple(map(fold, context["age_nouns"]))
        self.already_named = words(context["already_named"])
        self.between = words(context["between"])
        self.parts = words(context["parts"])
        self.counted_after = Phrases(context["counted_after"])
        self.counted_words = words(context["counted_words"])
        self.counted_joined = Phrases(context["counted_joined"])
        self.vague_nouns = words(context["vague_nouns"])
        self.partitive = words(context["partitive"])
        self.pronoun_ones = words(context["pronoun_ones"])
        self.pronoun_ones_before = Phrases(context["pronoun_ones_before"])
        self.carriers = words(context["carriers"])
        self.function_words = words(context["function_words"])

    def bound_before(self, atoms: Sequence[Atom], index: int) -> tuple[str, int]:
        """The kind of bound that ends right before an atom and its length; ("", 0) for none. The longest wins."""
        best = ("", 0)
        for kind, phrases in self.bounds.items():
            length = phrases.before(atoms, index)
            if length > best[1]:
                best = (kind, length)
        return best


def words(listed: Iterable[str]) -> frozenset[str]:
    """The words of a list, folded."""
    return frozenset(map(fold, listed))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``DataError`` when the package lacks its ``figures.toml``."""
    return Lexicon(table(language, "figures"), numerals(language))
