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


NO_UNIT = Unit("none", None, 0, 0)


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
        return NO_UNIT
    length = lexicon.currency_phrases.at(atoms, at)
    if length:
        return Unit("currency", lexicon.currencies[tuple(a.lower for a in atoms[at : at + length])], at, at + length)
    sign = lexicon.symbols.get(atoms[at].lower)
    if sign:
        return Unit("currency", sign, at, at + 1)
    if bracket:
        return NO_UNIT
    if atoms[at].lower in lexicon.measures and not atoms[at].digits:
        last = _measure_end(atoms, at, lexicon)
        return Unit("measure", text[atoms[at].start : atoms[last - 1].end], at, last)
    if atoms[at].lower in lexicon.time:
        return Unit("time", atoms[at].lower, at, at + 1)
    return _noun(atoms, index, at, lexicon, text)


def _measure_end(atoms: Sequence[Atom], at: int, lexicon: Lexicon) -> int:
    """ "km/h" and "m2" are one measure each."""
    if at + 1 < len(atoms) and atoms[at + 1].glued and atoms[at + 1].lower in lexicon.powers:
        return at + 2
    if at + 2 < len(atoms) and atoms[at + 1].lower == "/" and atoms[at + 1].glued and atoms[at + 2].glued:
        return at + 3
    return at + 1


def _noun(atoms: Sequence[Atom], index: int, at: int, lexicon: Lexicon, text: str) -> Unit:
    """The noun counted, with the adjectives after it and what it is made of: "unități de echipament"."""
    head = _head(atoms, index, at, lexicon)
    if head is None:
        return NO_UNIT
    last = head + 1
    while last < len(atoms) and _qualifies(atoms[last], atoms[head]):
        last += 1
    if last + 1 < len(atoms) and last == head + 1 and atoms[last].lower == lexicon.link:
        made = atoms[last + 1]
        if made.lower not in lexicon.time and _material(made.token):
            last += 2
    return Unit("noun", text[atoms[head].start : atoms[last - 1].end], head, last)


def _head(atoms: Sequence[Atom], index: int, at: int, lexicon: Lexicon) -> int | None:
    for head in range(at, min(at + _MODIFIERS, len(atoms))):
        atom = atoms[head]
        if not atom.lower[0].isalpha() or atom.lower in lexicon.function_words:
            return None
        if atom.token.upos in _NOMINAL:
            return head if at == index or _countable(atom.token) else None
        after = atoms[head + 1].token.upos if head + 1 < len(atoms) else ""
        if atom.token.upos == "ADJ" and after == "ADJ" and _agree(atom.token, atoms[head + 1].token):
            # "trei oficiali americani": of two adjectives the first is used as a noun, unless a noun follows
            third = atoms[head + 2].token.upos if head + 2 < len(atoms) else ""
            return head + 2 if third == "NOUN" else head
        if atom.token.upos == "ADJ" and head > index and after not in ("NOUN", "PROPN", "ADJ", "X"):
            return head  # "câteva mii de ucraineni": after the link an adjective alone is a noun
        if atom.token.upos not in ("ADJ", "DET", "NUM") and (atom.token.upos != "VERB" or at == index):
            return None
    return None


def _agree(a: Token, b: Token) -> bool:
    return a.feats.get("Number") == b.feats.get("Number") and a.feats.get("Gender") == b.feats.get("Gender")


def _material(token: Token) -> bool:
    """A bare noun with nothing but its preposition: "unități de echipament", not "lansatoare de tip Patriot"."""
    bare = token.feats.get("Definite") != "Def" and token.feats.get("Number") != "Plur"
    return token.upos == "NOUN" and bare and len(token.children) <= 1


def _countable(token: Token) -> bool:
    # "vreo 200 de partea lor": a definite singular is not what is counted
    return (token.feats.get("Definite"), token.feats.get("Number")) != ("Def", "Sing")


def _qualifies(atom: Atom, noun: Atom) -> bool:
    token = atom.token
    return token.upos == "ADJ" and token.head == noun.token.index and token.deprel.startswith("amod")


def unit_of_part(atoms: Sequence[Atom], index: int, lexicon: Lexicon, text: str) -> Unit:
    """What is counted of a whole named after the number: "cinci dintre victime", "12 din cele 14 tancuri"."""
    if index < len(atoms) and atoms[index].lower in lexicon.partitive:
        for at in range(index + 1, min(index + 2 + _MODIFIERS, len(atoms))):
            token = atoms[at].token
            if token.upos == "NOUN" and token.feats.get("Number", "Plur") == "Plur":
                return Unit("noun", text[atoms[at].start : atoms[at].end], at, at + 1)
            if not atoms[at].digits and token.upos not in ("NUM", "DET", "ADJ", "PRON", "ADP"):
                break
    return NO_UNIT


def unit_before(atoms: Sequence[Atom], index: int, lexicon: Lexicon) -> Unit:
    """A currency sign or code right before a number."""
    if index > 0:
        atom = atoms[index - 1]
        code = lexicon.symbols.get(atom.lower) or (
            lexicon.currencies.get((atom.lower,)) if atom.token.text.isupper() and len(atom.lower) == 3 else None
        )
        if code:
            return Unit("currency", code, index - 1, index)
    return NO_UNIT
