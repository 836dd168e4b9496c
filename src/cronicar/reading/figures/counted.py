"""What a number counts, read off the dependency tree."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.model import Span
from cronicar.reading.document import Parsed, Token
from cronicar.reading.figures.context import Candidate
from cronicar.reading.figures.lexicon import Lexicon
from cronicar.reading.numbers import Atom

_AMOUNT = frozenset({"nmod", "obl", "appos", "nummod", "flat", "compound"})
_NAMING = ("amod", "nmod", "det", "case", "nummod", "flat", "compound", "fixed")
_RIM = frozenset({"ADP", "PUNCT", "CCONJ"})
_CLIMB = 3
"""How far up the tree the noun may stand that an amount is of: "ajutor în valoare de … euro"."""


def counted(parsed: Parsed, atoms: Sequence[Atom], candidate: Candidate, start: int, lexicon: Lexicon) -> Span | None:
    """The span of what is counted, None where the text or the tree does not say.

    Of soldiers or tanks it is the noun itself; of money, percents and measures the noun that they are the amount of.
    """
    unit = candidate.unit
    if unit.kind == "none":
        return None
    first, last = atoms[unit.first], atoms[unit.last - 1]
    if unit.kind == "noun":
        return first.start, last.end
    token = first.token
    if unit.kind == "percent":
        part = [k for k in parsed.kids(token, "nmod") if k.start >= last.end]
        if part:
            return _span(parsed, part[0], part[0].start, len(parsed.text))
    return _measured(parsed, token, atoms[start].start, lexicon, unit.kind == "time")


def _measured(parsed: Parsed, token: Token, before: int, lexicon: Lexicon, time: bool) -> Span | None:
    """The noun before the number that the amount hangs on, or the subject that it is said of."""
    for _ in range(_CLIMB):
        subjects = [k for k in parsed.kids(token, "nsubj") if k.end <= before and k.upos in ("NOUN", "PROPN")]
        if subjects and not time:
            return _span(parsed, subjects[0], 0, before)
        parent = parsed.parent(token)
        if parent is None or token.relation not in _AMOUNT:
            return None
        if parent.upos in ("NOUN", "PROPN") and parent.end <= before and parent.lemma not in lexicon.carriers:
            return _span(parsed, parent, parent.start, before)
        token = parent
    return None


def _span(parsed: Parsed, head: Token, low: int, high: int) -> Span:
    """The words inside [low, high) that name a noun: no clauses or appositions, no preposition before it."""
    words, queue = [head], [head]
    while queue:
        for kid in parsed.kids(queue.pop(), *_NAMING):
            if kid.start >= low and kid.end <= high:
                words.append(kid)
                queue.append(kid)
    words.sort(key=lambda t: t.index)
    at = words.index(head)
    first = last = at
    while first > 0 and words[first - 1].index == words[first].index - 1 and words[first - 1].upos not in _RIM:
        first -= 1
    while last + 1 < len(words) and words[last + 1].index == words[last].index + 1:
        last += 1
    while last > at and words[last].upos in _RIM:
        last -= 1
    return words[first].start, words[last].end


def joined_to_count(parsed: Parsed, noun: Token, counted_tokens: set[int]) -> bool:
    """Whether a noun is joined by "and" to one that is counted: "14 tancuri de luptă și un vehicul"."""
    if noun.relation != "conj":
        return False
    for token in parsed.ancestors(noun):
        if token.index in counted_tokens:
            return True
        if token.relation not in ("conj", "nmod", "amod", "appos", "flat", "compound", "nummod"):
            return False
    return False
