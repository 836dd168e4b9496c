"""Who bears which name in one article: full names, surnames, and spellings that differ."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from cronicar.reading.document import fold

_SAME = str.maketrans("ywjéöüáășț", "ivieouaast")
_ALIKE = 4
"""Letters of two first names that must agree for one to be a spelling of the other."""


def words_of(name: str) -> list[str]:
    """The folded words of a name, at least one."""
    return re.findall(r"[\w'-]+", fold(name)) or [fold(name)]


def spelling(word: str) -> str:
    """One word in a form that spellings of one foreign name share: Zelenski, Zelensky, Zelenskyy."""
    return re.sub(r"(.)\1+", r"\1", word.translate(_SAME))


@dataclass(slots=True)
class _Bearer:
    first: list[str]
    identifier: str


@dataclass(slots=True)
class People:
    """Surnames of an article and who bears them, with the places where a full name stands."""

    endings: tuple[str, ...]
    """Case endings that a name may carry, as the language writes them."""
    _bearers: dict[str, list[_Bearer]] = field(default_factory=dict)
    _places: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    _sorted: bool = True

    def keys(self, word: str) -> list[str]:
        """The spelling of a surname, and what is left of it without a case ending ("Klymenkos", "Ternopilului")."""
        out = [spelling(word)]
        for ending in self.endings:
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                out.append(spelling(word[: -len(ending)].rstrip("-")))
        return out

    def remember(self, name: str, identifier: str, offset: int) -> None:
        """A full name (or a surname that nothing longer explains) at an offset of the text."""
        *first, last = words_of(name)
        for key in self.keys(last):
            self._bearers.setdefault(key, []).append(_Bearer(first, identifier))
            self._places.setdefault(key, []).append((offset, identifier))
        self._sorted = False

    def full(self, name: str) -> str | None:
        """The person named before with the same surname and a first name that may be the same."""
        *first, last = words_of(name)
        for key in self.keys(last):
            for bearer in self._bearers.get(key, ()):
                if _same_first(first, bearer.first):
                    return bearer.identifier
        return None

    def surname(self, word: str, offset: int) -> str | None:
        """Who a surname alone means: the last one before this offset to be named in full, else the first one after."""
        if not self._sorted:
            for places in self._places.values():
                places.sort()
            self._sorted = True
        for key in self.keys(fold(word)):
            if key in self._places:
                places = self._places[key]
                return places[max(0, bisect_right(places, (offset, "~")) - 1)][1]
        return None


def _same_first(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return True
    a, b = spelling(one[0]), spelling(other[0])
    return a == b or a[:_ALIKE] == b[:_ALIKE] or (min(len(a), len(b)) == 1 and a[0] == b[0])
