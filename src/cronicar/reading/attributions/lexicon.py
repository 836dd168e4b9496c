"""The cue lexicon of one language (its ``attributions.toml``), made ready for look-up by word form."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.model import Polarity, Stance
from cronicar.reading.document import Token, fold

_SHORTEST_STEM = 4
_LONGEST_ENDING = 6


@dataclass(frozen=True, slots=True)
class Verb:
    """How a verb of saying, thinking, denying or asking takes its content."""

    takes: frozenset[str]
    stance: Stance = "neutral"
    polarity: Polarity = "positive"
    about: tuple[str, ...] = ()
    addressee: str = "dative"
    thought: bool = False
    """A denial of thinking ("nu crede că") reports a thought; a denial of saying reports nothing."""
    negated: bool = False
    """A cue only when denied ("n-a ascuns că")."""
    impersonal: bool = False
    reflexive: bool = False
    named: bool = False
    """Reports only where its subject is someone: pictures show, they do not say."""


@dataclass(slots=True)
class Lexicon:
    """All cues of a language. Word sets are in folded lower case."""

    verbs: dict[str, Verb]
    stems: dict[str, Verb]
    words: dict[str, frozenset[str]]
    prepositions: dict[str, tuple[str, ...]]
    relays: dict[str, frozenset[str]]
    nouns: dict[str, tuple[str, ...]]
    light: dict[str, frozenset[str]]
    _seen: dict[str, Verb | None] = field(default_factory=dict)

    def verb(self, token: Token) -> Verb | None:
        """The entry of a verb token, by form, lemma or stem; None for any other word."""
        if token.upos not in ("VERB", "AUX", "NOUN", "ADJ", "ADV"):
            return None
        form = token.lower
        if token.upos not in ("VERB", "AUX"):
            return self.verbs.get(form) if form.endswith(tuple(self.words["gerund_endings"])) else None
        key = f"{form} {token.lemma}"
        if key not in self._seen:
            self._seen[key] = self.verbs.get(form) or self.verbs.get(fold(token.lemma)) or self.by_stem(form)
        return self._seen[key]

    def by_stem(self, form: str) -> Verb | None:
        """The entry whose stem begins a form and leaves an ending of ordinary length."""
        for length in range(len(form), _SHORTEST_STEM - 1, -1):
            entry = self.stems.get(form[:length])
            if entry is not None and len(form) - length <= _LONGEST_ENDING:
                return entry
        return None


@cache
def lexicon(language: str) -> Lexicon:
    """The cue lexicon of a language; raises ``DataError`` where the language has none."""
    data = table(language, "attributions")
    verbs: dict[str, Verb] = {}
    stems: dict[str, Verb] = {}
    for row in data["verbs"]:
        entry = _verb(row)
        for word in (*row["lemmas"], *row.get("forms", ())):
            verbs.setdefault(fold(word), entry)
        for lemma in row["lemmas"]:
            stem = fold(lemma).rstrip("aăeiî")
            if len(stem) >= _SHORTEST_STEM:
                stems.setdefault(stem, entry)
    return Lexicon(
        verbs,
        stems,
        _sets(data["words"]),
        _lists(data["prepositions"]),
        _sets(data["relays"]),
        _lists(data["nouns"]),
        _sets(data["light"]),
    )


def _verb(row: dict[str, Any]) -> Verb:
    return Verb(
        frozenset(row["takes"]),
        row.get("stance", "neutral"),
        row.get("polarity", "positive"),
        tuple(row.get("about", ())),
        row.get("addressee", "dative"),
        row.get("thought", False),
        row.get("negated", False),
        row.get("impersonal", False),
        row.get("reflexive", False),
        row.get("named", False),
    )


def _sets(rows: dict[str, list[str]]) -> dict[str, frozenset[str]]:
    return {name: frozenset(fold(w) for w in words) for name, words in rows.items()}


def _lists(rows: dict[str, list[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(fold(w) for w in words) for name, words in rows.items()}
