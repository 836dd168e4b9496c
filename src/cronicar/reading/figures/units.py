"""The measure or the thing counted that follows (or, as a currency sign, precedes) a number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from cronicar.reading.document import Token
from cronicar.reading.figures.lexicon import Lexicon
from cronicar.reading.numbers import Atom

Kind = Literal["currency", "percent", "measure", "time", "noun", "none"]

_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_MODIFIERS = 3
"""How many words may stand between a number and its noun: "trei noi ținte"."""


@dataclass(slots=True, frozen=True)
class Unit:
    """``first`` to ``last`` (exclusive): its atoms, the link word left out."""

    kind: Kind
    text: str | None
    first: int
    last: int


def unit_after(atoms: Sequence[Atom], index: int, lexicon: Lexicon, text: str) -> Unit:
    """The unit of a number that ends before ``index``; of kind "none" where nothing is named after it."""
    length = lexicon.percent.at(atoms, index)
    if length:
        return Unit("percent", "%", index, index + length)
    at = index
    if at < len(atoms) and atoms[at].lower == "(":
        at += 1
    if at < len(atoms) and atoms[at].lower == lexicon.link:
        at += 1
    bracket = at > index and atoms[index].lower == "("
    if at >= len(atoms):
        return Unit("none", None, index, index)
    length = lexicon.currency_phrases.at(atoms, at)
    if length:
        return Unit("currency", lexicon.currencies[tuple(a.lower for a in atoms[at : at + length])], at, at + length)
    sign = lexicon.symbols.get(atoms[at].lower)
    if sign:
        return Unit("currency", sign, at, at + 1)
    if bracket:
        return Unit("none", None, index, index)
    if atoms[at].lower in lexicon.measures and not atoms[at].digits:
        return Unit("measure", _measure(atoms, at, text), at, _measure_end(atoms, at))
    if atoms[at].lower in lexicon.time:
        return Unit("time", atoms[at].lower, at, at + 1)
    return _noun(atoms, index, at, lexicon, text)


def _measure_end(atoms: Sequence[Atom], at: int) -> int:
    """ "km/h" is one measure."""
    if at + 2 < len(atoms) and atoms[at + 1].lower == "/" and atoms[at + 1].glued and atoms[at + 2].glued:
        return at + 3
    return at + 1


def _measure(atoms: Sequence[Atom], at: int, text: str) -> str:
    return text[atoms[at].start : atoms[_measure_end(atoms, at) - 1].end]


def _noun(atoms: Sequence[Atom], index: int, at: int, lexicon: Lexicon, text: str) -> Unit:
    """The noun counted, with the adjectives after it."""
    for head in range(at, min(at + _MODIFIERS, len(atoms))):
        atom = atoms[head]
        if not atom.lower[0].isalpha() or atom.lower in lexicon.function_words:
            break
        if _is_noun(atom.token):
            last = head + 1
            while last < len(atoms) and _qualifies(atoms[last], atom):
                last += 1
            return Unit("noun", text[atom.start : atoms[last - 1].end], head, last)
        if atom.token.upos not in ("ADJ", "DET", "NUM", "VERB", "ADV"):
            break
        if atom.token.upos in ("VERB", "ADV") and at == index:
            break
    return Unit("none", None, index, index)


def _is_noun(token: Token) -> bool:
    return token.upos in _NOMINAL


def _qualifies(atom: Atom, noun: Atom) -> bool:
    token = atom.token
    return token.upos == "ADJ" and token.head == noun.token.index and token.deprel.startswith("amod")


def unit_before(atoms: Sequence[Atom], index: int, lexicon: Lexicon) -> Unit:
    """A currency sign or code right before a number."""
    if index > 0:
        atom = atoms[index - 1]
        code = lexicon.symbols.get(atom.lower) or (
            lexicon.currencies.get((atom.lower,)) if atom.token.text.isupper() and len(atom.lower) == 3 else None
        )
        if code:
            return Unit("currency", code, index - 1, index)
    return Unit("none", None, index, index)
