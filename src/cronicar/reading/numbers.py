"""Numbers in running text: digits, number words and their scales, in the conventions of a language.

The rules are here; words, signs and separators are data (``[digits]`` and ``[numbers]`` of ``figures.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.reading.document import Parsed, Token, fold

Phrase = tuple[str, ...]

_LONGEST = 24
"""Digits and marks of the longest number that an article can mean; longer ones are codes."""
_GREATEST = 1e18
_MOST_SCALES = 3
"""Scale words in a row: "sute de mii de miliarde"."""


@dataclass(slots=True, eq=False)
class Atom:
    """A run of letters, a written number or a single sign. A parse may cut words otherwise; atoms never differ."""

    start: int
    end: int
    lower: str
    token: Token
    """The token that the atom begins in."""
    digits: bool
    glued: bool
    """No blank stands before it."""


@dataclass(slots=True, frozen=True)
class Number:
    """A number on the atoms ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    value: float
    bare: bool = False
    """A plural that counts by itself ("mii"): at least the value."""
    scale: float = 1
    """The last scale word's value; 1 without one."""
    written: str = ""
    """The digits, where the number is written with them."""


class Phrases:
    """A set of phrases, found ending before an atom or starting at one; the longest wins."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all: set[Phrase] = {split(p) for p in phrases}
        self._last = frozenset(p[-1] for p in self._all)
        self._first = frozenset(p[0] for p in self._all)
        self._longest = max(map(len, self._all), default=0)

    def before(self, atoms: Sequence[Atom], index: int) -> int:
        """Number of atoms of the longest phrase that ends right before ``index``; 0 for none."""
        if index <= 0 or atoms[index - 1].lower not in self._last:
            return 0
        for length in range(min(self._longest, index), 0, -1):
            if tuple(a.lower for a in atoms[index - length : index]) in self._all:
                return length
        return 0

    def at(self, atoms: Sequence[Atom], index: int) -> int:
        """Number of atoms of the longest phrase that starts at ``index``; 0 for none."""
        if index >= len(atoms) or atoms[index].lower not in self._first:
            return 0
        for length in range(min(self._longest, len(atoms) - index), 0, -1):
            if tuple(a.lower for a in atoms[index : index + length]) in self._all:
                return length
        return 0


_WORDS = re.compile(r"[^\W\d_]+|\d+|\S")


def split(phrase: str) -> Phrase:
    """A phrase of the language data as the atoms it is looked for with."""
    return tuple(_WORDS.findall(fold(phrase)))


class Numerals:
    """The number words and signs of one language."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        digits, numbers = data["digits"], data["numbers"]
        self.decimal: str = digits["decimal"]
        self.thousands: str = "".join(digits["thousands"])
        marks = re.escape(self.thousands)
        self.pattern = re.compile(
            rf"\d{{1,3}}(?:[{marks}]\d{{3}})+(?!\d)(?:{re.escape(self.decimal)}\d+)?(?![.,]?\d)"
            r"|\d+(?:[.,]\d+)*|[^\W\d_]+|\S"
        )
        self.values = _folded(numbers["values"])
        self.scales = _folded(numbers["scales"])
        self.bare = _folded(numbers["bare"])
        self.fractions = _folded(numbers["fractions"])
        self.ones = frozenset(map(fold, numbers["ones"]))
        self.joiners = frozenset(map(fold, numbers["joiners"]))
        self.ambiguous = frozenset(map(fold, numbers["ambiguous"]))
        self.never_after = frozenset(map(fold, numbers["never_after"]))
        self.link = fold(numbers["link"])
        self.few = Phrases(numbers["few"]["phrases"])
        self.starters = frozenset(self.values) | frozenset(self.bare) | frozenset(self.fractions) | self.ones

    def atoms(self, parsed: Parsed) -> list[Atom]:
        """The atoms of an article, in text order."""
        out: list[Atom] = []
        tokens, last, at = parsed.tokens, len(parsed.tokens) - 1, 0
        if last < 0:
            return out
        end_before = -1
        for match in self.pattern.finditer(parsed.text):
            start, end = match.span()
            while at < last and tokens[at].end <= start:
                at += 1
            lower = fold(match.group())
            out.append(Atom(start, end, lower, tokens[at], lower[0].isdecimal(), start == end_before))
            end_before = end
        return out

    def written(self, digits: str, measured: bool) -> float | None:
        """The value of a number in digits, None when it is not one.

        ``measured``: a scale, percent or measure follows, so that "16,700" is read by the language's own decimal mark
        and not as the thousands of a copied English text.
        """
        if len(digits) > _LONGEST:
            return None
        for mark in self.thousands:
            if mark != ".":
                digits = digits.replace(mark, "")
        whole, *rest = re.split(r"[.,]", digits)
        if not rest:
            return float(whole)
        marks = set(re.findall(r"[.,]", digits))
        grouped = len(whole) <= 3 and whole.strip("0") != "" and all(len(r) == 3 for r in rest)
        if len(marks) == 1 and self.decimal in marks and len(rest) == 1:
            return float(whole + rest[0]) if grouped and not measured else float(f"{whole}.{rest[0]}")
        if len(marks) == 1 and grouped:
            return float(whole + "".join(rest))
        if len(marks) == 1 and len(rest) == 1:
            return float(f"{whole}.{rest[0]}")
        grouped = len(whole) <= 3 and all(len(r) == 3 for r in rest[:-1])
        if len(marks) == 2 and grouped and _once(digits):
            return float(f"{whole}{''.join(rest[:-1])}.{rest[-1]}")
        return None

    def read(self, atoms: Sequence[Atom], index: int, measured: bool = False) -> Number | None:
        """The number that starts at an atom, None when there is none. For ``measured`` see ``written``."""
        number = self._number(atoms, index, measured)
        return number if number and number.value <= _GREATEST else None

    def _number(self, atoms: Sequence[Atom], index: int, measured: bool) -> Number | None:
        atom = atoms[index]
        if atom.digits:
            return self._digits(atoms, index, measured)
        few = self.few.at(atoms, index)
        if few:
            number = self._bare(atoms, index + few)
            return Number(index, number.last, number.value, True, number.scale) if number else None
        if atom.lower not in self.starters:
            return None
        return self._fraction(atoms, index) or self._bare(atoms, index) or self._words(atoms, index)

    def _digits(self, atoms: Sequence[Atom], index: int, measured: bool) -> Number | None:
        last, scale = self._scale(atoms, index + 1)
        value = self.written(atoms[index].lower, measured or scale != 1)
        if value is None:
            return None
        value *= scale
        last, value = self._and_half(atoms, last, value, scale)
        return Number(index, last, round(value, 6), scale=scale, written=atoms[index].lower)

    def _scale(self, atoms: Sequence[Atom], index: int, bare: bool = False) -> tuple[int, float]:
        """Scale words from ``index`` on, linked or not: where they end, and their product."""
        scale = 1.0
        for _ in range(_MOST_SCALES):
            if index >= len(atoms):
                break
            word = index + (atoms[index].lower == self.link)
            if word >= len(atoms) or atoms[word].lower not in self.scales or (bare and word == index):
                break
            scale *= self.scales[atoms[word].lower]
            index = word + 1
            # "mld." is not "mld" and a full stop
            if len(atoms[word].lower) <= 3 and _glued_stop(atoms, index):
                index += 1
        return index, scale

    def _and_half(self, atoms: Sequence[Atom], last: int, value: float, scale: float) -> tuple[int, float]:
        """ "un milion și jumătate": the fraction is of the scale."""
        fraction = self.half(atoms, last)
        return (last + 2, value + fraction * scale) if fraction and scale > 1 else (last, value)

    def half(self, atoms: Sequence[Atom], index: int) -> float:
        """The fraction that a joiner at ``index`` adds ("și jumătate"), 0 for none."""
        if index + 1 < len(atoms) and atoms[index].lower in self.joiners:
            return self.fractions.get(atoms[index + 1].lower, 0.0)
        return 0.0

    def _fraction(self, atoms: Sequence[Atom], index: int) -> Number | None:
        """ "jumătate de milion", "un sfert de milion"."""
        word = index + (atoms[index].lower in self.ones)
        if word >= len(atoms) or atoms[word].lower not in self.fractions:
            return None
        last, scale = self._scale(atoms, word + 1, bare=True)
        return Number(index, last, self.fractions[atoms[word].lower] * scale, scale=scale) if scale > 1 else None

    def _bare(self, atoms: Sequence[Atom], index: int) -> Number | None:
        if index >= len(atoms) or atoms[index].lower not in self.bare:
            return None
        last, scale = self._scale(atoms, index + 1, bare=True)
        value = self.bare[atoms[index].lower]
        return Number(index, last, value * scale, True, scale if scale > 1 else value)

    def _words(self, atoms: Sequence[Atom], index: int) -> Number | None:
        """ "douăzeci și cinci", "o sută", "două mii trei sute"."""
        total, last_scale = 0.0, float("inf")
        at = index
        while last_scale > 100:
            part, end = self._part(atoms, at, more=at > index)
            if part is None:
                break
            end, scale = self._scale(atoms, end)
            if scale >= last_scale:
                break
            total += part * scale
            at, last_scale = end, scale
        if at == index:
            return None
        at, total = self._and_half(atoms, at, total, last_scale)
        return Number(index, at, total, scale=last_scale)

    def _part(self, atoms: Sequence[Atom], index: int, more: bool = False) -> tuple[float | None, int]:
        """A number below a thousand (or "o" before a scale) and where it ends."""
        value: float | None = None
        at = index
        if at < len(atoms) and atoms[at].lower in self.ones:
            if at + 1 >= len(atoms) or atoms[at + 1].lower not in self.scales:
                return None, index
            value, at = 1.0, at + 1
        elif at < len(atoms) and atoms[at].lower in self.values and not (more and self._refused(atoms, at)):
            value, at = self.values[atoms[at].lower], at + 1
            value, at = self._unit_after_ten(atoms, at, value)
        if value is None:
            return None, index
        if at < len(atoms) and self.scales.get(atoms[at].lower) == 100 and value < 10:
            value, at = value * 100, at + 1
            if at < len(atoms) and atoms[at].lower in self.values and not self._refused(atoms, at):
                value, at = self._unit_after_ten(atoms, at + 1, value + self.values[atoms[at].lower])
        return value, at

    def _unit_after_ten(self, atoms: Sequence[Atom], at: int, value: float) -> tuple[float, int]:
        tens = value % 100
        if tens >= 20 and tens % 10 == 0 and at + 1 < len(atoms) and atoms[at].lower in self.joiners:
            unit = self.values.get(atoms[at + 1].lower, 0)
            if 0 < unit < 10:
                return value + unit, at + 2
        return value, at

    def _refused(self, atoms: Sequence[Atom], at: int) -> bool:
        """An ambiguous word that goes on a number only where the tagger agrees."""
        return atoms[at].lower in self.ambiguous and atoms[at].token.upos not in ("NUM", "X")


def _once(digits: str) -> bool:
    """Whether the last mark of a number with two kinds of them stands in it once ("1.234.567,8")."""
    last = next(c for c in reversed(digits) if c in ".,")
    return digits.count(last) == 1


def _glued_stop(atoms: Sequence[Atom], index: int) -> bool:
    """A full stop right after an abbreviation, with the same sentence going on after it."""
    if index + 1 >= len(atoms) or atoms[index].lower != "." or not atoms[index].glued:
        return False
    return atoms[index + 1].token.sentence == atoms[index - 1].token.sentence


def _folded(words: Mapping[str, float]) -> dict[str, float]:
    return {fold(word): float(value) for word, value in words.items()}


@cache
def numerals(language: str) -> Numerals:
    """The numerals of a language, from its ``figures.toml``."""
    return Numerals(table(language, "figures"))


def sentence_atoms(atoms: Sequence[Atom]) -> Iterator[Sequence[Atom]]:
    """The atoms of each sentence in turn."""
    first = 0
    for i in range(1, len(atoms) + 1):
        if i == len(atoms) or atoms[i].token.sentence != atoms[first].token.sentence:
            yield atoms[first:i]
            first = i
