"""Whether a number counts something: not dates, ages, ordinals, scores, labels, names, ratios, hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cronicar.model import Time
from cronicar.reading.figures.lexicon import Lexicon
from cronicar.reading.figures.units import NO_UNIT, Unit
from cronicar.reading.numbers import Atom

COUNTING_NAMES = frozenset(
    {"NUMERIC", "QUANTITY", "MONEY", "PERIOD", "DATETIME", "ORDINAL", "CARDINAL", "PERCENT", "TIME", "DATE"}
)
"""Classes of the name recogniser that are no names."""
_YEARS = range(1500, 2101)
_QUOTES = frozenset("„”“\"«»'‘’")
_CLOSING = frozenset(',.);”"»')
_REACH = 2
"""How many words back from "de 25 de ani" the person may stand."""


@dataclass(slots=True, frozen=True)
class Candidate:
    """A number or range on atoms ``first`` to ``last`` (exclusive) of a sentence."""

    first: int
    last: int
    low: float
    high: float
    bare: bool
    scale: float
    """The value of its last scale word; 1 without one."""
    written: str
    """The digits of the (first) number; empty for words."""
    ranged: bool = False
    unit: Unit = NO_UNIT

    @property
    def scaled(self) -> bool:
        return self.scale > 1


@dataclass(slots=True)
class Context:
    """A candidate in its sentence. ``start``: the atom before which bounds and currency signs begin."""

    atoms: Sequence[Atom]
    candidate: Candidate
    start: int
    lexicon: Lexicon
    text: str

    def refusal(self, times: Sequence[Time]) -> str | None:
        """Why the number counts nothing; None when it counts."""
        checks = (
            ("glued to a word or sign", self._glued),
            ("part of a name", self._in_name),
            ("date, hour, multiple or ordinal", self._never_before),
            ("label", self._label),
            ("distance in time", self._distance),
            ("year", self._year),
            ("age", self._age),
            ("already named", self._named),
            ("number of a list", self._list_number),
            ("score", self._score),
        )
        for reason, check in checks:
            if check():
                return reason
        return "date" if self._in_time(times) else None

    def _at(self, index: int) -> Atom | None:
        return self.atoms[index] if 0 <= index < len(self.atoms) else None

    def _glued(self) -> bool:
        c, atoms = self.candidate, self.atoms
        if not c.written:
            return False
        if c.written[0] == "0" and c.written.isdecimal() and len(c.written) > 1:
            return True
        before, after = self._at(c.first - 1), self._at(c.last)
        if before and atoms[c.first].glued:
            if before.lower.isalnum() and self.start == c.first:
                return True
            if before.lower in "-–/:.'’#@_+" and (before.glued or before.lower in "'’#@_+"):
                return True
        if not after or not after.glued:
            return False
        beyond = self._at(c.last + 1)
        tight = beyond is not None and beyond.glued
        if after.lower.isalnum():
            if len(after.lower) == 1 and self.text[after.start].isupper():
                return True  # "5G"
            return c.unit.kind in ("none", "noun") or c.unit.first != c.last
        if after.lower in "-–" and tight:
            return c.unit.kind == "none" or c.unit.first <= c.last
        return after.lower in "/:.,_" and tight and beyond is not None and beyond.digits

    def _in_name(self) -> bool:
        c, atoms = self.candidate, self.atoms
        first, before, after = atoms[c.first], self._at(c.first - 1), self._at(c.last)
        initial = self.text[first.start]
        if not c.written and initial.isupper() and before and before.lower.isalpha():
            return True
        name = first.token.name[2:]
        if name and name not in COUNTING_NAMES and c.unit.kind in ("none", "noun"):
            begins = first.token.name[0] == "B"
            return not begins or (after is not None and after.token.name == f"I-{name}")
        upper = after is not None and self.text[after.start].isupper()
        return bool(c.written and before and before.lower in _QUOTES and upper)

    def _never_before(self) -> bool:
        c, lexicon = self.candidate, self.lexicon
        at = c.last + (c.last < len(self.atoms) and self.atoms[c.last].lower == lexicon.link)
        if at < len(self.atoms) and self.atoms[at].lower in lexicon.times_words:
            return c.low < lexicon.times_least
        if not lexicon.never_before.at(self.atoms, at):
            return False
        month = self.atoms[at].lower
        if month not in lexicon.month_like:
            return True
        after = self._at(at + 1)
        return c.low <= 31 and at == c.last and (after is None or after.lower not in lexicon.month_like[month])

    def _label(self) -> bool:
        c, lexicon = self.candidate, self.lexicon
        if c.unit.kind in ("currency", "percent") or c.scaled:
            return False
        if lexicon.labels.before(self.atoms, c.first):
            return True
        before = self._at(c.first - 1)
        if c.unit.kind != "none" or not c.written or before is None or self.start != c.first:
            return False
        if before.lower in lexicon.measures or not before.lower.isalpha():
            return False
        return before.token.upos in ("NOUN", "PROPN") or (c.first > 1 and self.text[before.start].isupper())

    def _distance(self) -> bool:
        c = self.candidate
        if c.unit.kind != "time":
            return False
        return bool(
            self.lexicon.back.before(self.atoms, self.start) or self.lexicon.after_back.at(self.atoms, c.unit.last)
        )

    def _year(self) -> bool:
        c = self.candidate
        if len(c.written) != 4 or not c.written.isdecimal() or int(c.written) not in _YEARS or c.scaled:
            return False
        after = self._at(c.last)
        linked = after is not None and after.lower == self.lexicon.link
        return c.unit.kind in ("none", "noun", "time") and not (linked and c.unit.kind in ("noun", "time"))

    def _age(self) -> bool:
        c, atoms, lexicon = self.candidate, self.atoms, self.lexicon
        if c.unit.kind != "time" or c.unit.text not in lexicon.age_units:
            return False
        start = self.start
        if start and any(first.before(atoms, start) for first, _ in lexicon.opened):
            start -= 1
        if lexicon.age_phrases.before(atoms, start) or lexicon.age_phrases.before(atoms, c.first):
            return True
        before = self._at(start - 1)
        if before is None:
            return False
        if before.lower == lexicon.link or start < c.first:
            at = start - 1 if before.lower == lexicon.link else start
            return any(self._person(i) for i in range(max(0, at - _REACH), at))
        after = self._at(c.unit.last)
        closed = after is None or after.lower in _CLOSING
        return before.lower in ",(" and closed and self._person(start - 2)

    def _person(self, index: int) -> bool:
        atom = self._at(index)
        if atom is None:
            return False
        return atom.token.name[2:] in ("PERSON", "PER") or atom.lower.startswith(self.lexicon.age_nouns)

    def _named(self) -> bool:
        c, lexicon = self.candidate, self.lexicon
        before = self._at(c.first - 1)
        if before is None or before.lower not in lexicon.already_named:
            return False
        if c.unit.kind == "none":
            return True
        two, three = self._at(c.first - 2), self._at(c.first - 3)
        if two is None or two.lower not in lexicon.between:
            return False
        return three is not None and not (
            three.digits or three.lower in lexicon.parts or three.lower in lexicon.numbers.values
        )

    def _list_number(self) -> bool:
        c = self.candidate
        after = self._at(c.last)
        return bool(c.first == 0 and c.written and after and after.glued and after.lower in ".)" and not c.scaled)

    def _score(self) -> bool:
        c = self.candidate
        return c.ranged and bool(c.written) and c.unit.kind == "none" and not c.scaled

    def _in_time(self, times: Sequence[Time]) -> bool:
        """Inside a date nothing counts but the length of a period: "ultimele patru zile"."""
        c, atoms = self.candidate, self.atoms
        span = (atoms[c.first].start, atoms[c.last - 1].end)
        for time in times:
            if span[0] >= time.span[1] or time.span[0] >= span[1]:
                continue
            if c.unit.kind != "time":
                return True
            if self.start < c.first and time.span[0] <= atoms[self.start].start:
                return bool(self.lexicon.bounds["at_least"].before(atoms, c.first))
        return False
