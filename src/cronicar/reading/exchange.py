"""Words of exchange ("in return"): whether a clause says that what it tells pays for something told before."""

from __future__ import annotations

from functools import cache

from cronicar.languages import table
from cronicar.reading.document import Parsed, Token

REACH = 8
"""How many tokens may lie between the mark and the word that it marks."""


@cache
def _marks(language: str) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(mark.split()) for mark in table(language, "transfers")["exchange"]["marks"])


def is_return(parsed: Parsed, trigger: Token) -> bool:
    """Whether a mark of exchange stands in the clause of a trigger, no other verb between the two."""
    sentence = parsed.of(parsed.sentences[trigger.sentence])
    lower = [t.lower for t in sentence]
    for mark in _marks(parsed.language):
        for at in range(len(lower) - len(mark) + 1):
            if tuple(lower[at : at + len(mark)]) != mark:
                continue
            low, high = sorted((sentence[at].index, trigger.index))
            if high - low <= REACH and not any(t.upos == "VERB" for t in parsed.tokens[low + 1 : high]):
                return True
    return False
