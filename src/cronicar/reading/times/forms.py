"""What a language's table of times says, compiled: words with their meanings, and the forms that they stand in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.reading.document import fold

Value = int | str
Slots = dict[str, Value]
Meanings = Mapping[str, Value]
"""What one word can be: classes with their values, and itself as a literal."""

ATOM = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{4}-\d\d-\d\d|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|\n|_")
ATOM_OR_CLASS = re.compile(r"[A-Z_]{2,}|" + ATOM.pattern)
MARKS = ("..", "&", "<", ">")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})([./])(\d{1,2})\2(\d{4})")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_ROMAN = re.compile(r"[IVXLC]+")
_NOTHING: Meanings = {}


@dataclass(frozen=True, slots=True)
class Item:
    """One place of a pattern: words or classes, groups of patterns, or a mark ("..", "&", "<", ">") of no width."""

    keys: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    optional: bool = False
    mark: str = ""


Pattern = tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A table ``[[form]]``: patterns that are listed as a time, and when."""

    patterns: tuple[Pattern, ...]
    set: Slots
    after: tuple[tuple[str, ...], ...]
    not_after: tuple[tuple[str, ...], ...]
    not_before: tuple[tuple[str, ...], ...]
    not_past: bool
    tags: dict[str, tuple[str, ...]]
    unless_next: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Tense:
    """What tells the direction of a clause in time, see ``tense.py``."""

    future_auxiliaries: frozenset[str]
    past_auxiliaries: frozenset[str]
    subjunctive: frozenset[str]
    conditional_auxiliaries: frozenset[str]
    future_words: frozenset[str]
    future_prepositions: frozenset[str]
    adnominal_prepositions: frozenset[str]
    boundaries: frozenset[str]
    participle_endings: tuple[str, ...]
    """Endings of the participles that taggers take for adjectives."""
    verbal: frozenset[str]
    """All auxiliaries and future words: what tells in text that was not tagged."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """All of a language's table, ready to be matched."""

    words: dict[str, Meanings]
    plain_words: dict[str, Meanings]
    """For texts written without diacritics."""
    marks: frozenset[str]
    """The letters with diacritics that the language's words have."""
    slots: dict[str, str]
    groups: dict[str, tuple[Pattern, ...]]
    starting: dict[str, tuple[tuple[int, Form, Pattern], ...]]
    """Word or class -> the patterns that can begin with it, with their rank."""
    tense: Tense

    def slot(self, key: str) -> str:
        """The slot that the value of a class fills."""
        return self.slots.get(key) or key.lower()


@cache
def grammar(language: str) -> Grammar:
    """The compiled table ``languages/<language>/times.toml``. Raises ``DataError`` when there is none."""
    data = table(language, "times")
    names = frozenset(data["groups"])
    groups = {name: _patterns(lines, names) for name, lines in data["groups"].items()}
    forms = [_form(entry, names) for entry in data["form"]]
    lexicon = _lexicon(data, groups, forms)
    kept = frozenset(fold(word) for word in data.get("keep_marks", ()))
    variants = [(old, new) for old, new in data.get("variants", ())]
    starting: dict[str, list[tuple[int, Form, Pattern]]] = {}
    rank = 0
    for form in forms:
        for pattern in form.patterns:
            rank += 1
            for key in _first(pattern, groups):
                starting.setdefault(key, []).append((rank, form, pattern))
    return Grammar(
        words=_spelled(lexicon, variants, kept),
        plain_words=_spelled(lexicon, variants, frozenset()),
        marks=frozenset(c for word in lexicon for c in word if strip_marks(c) != c),
        slots=dict(data["slots"]),
        groups=groups,
        starting={key: tuple(found) for key, found in starting.items()},
        tense=_tense(data["tense"]),
    )


@cache
def shape(text: str) -> Meanings:
    """What an atom can be by its shape alone: a number, a year, a date in figures, a Roman numeral."""
    if text.isdecimal():
        return _number(text)
    if text.isupper() and _ROMAN.fullmatch(text):
        return {"ROMAN": _roman(text)}
    if found := _DAY_MONTH_YEAR.fullmatch(text):
        first, _, second, year = found.groups()
        return {"DATE_DMY": f"{year}-{second:0>2}-{first:0>2}", "DATE_MDY": f"{year}-{first:0>2}-{second:0>2}"}
    return {"DATE_ISO": text} if _ISO.fullmatch(text) else _NOTHING


def strip_marks(text: str) -> str:
    """Without diacritics."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def _number(text: str) -> Meanings:
    if len(text) > 4:
        return _NOTHING
    number, out = int(text), dict[str, Value]()
    if 1 <= number <= 9999:
        out["NUMBER"] = number
    if 1 <= number <= 31 and len(text) <= 2:
        out["DAY"] = number
    if len(text) == 2:
        out["SHORT_YEAR"] = number
    if len(text) == 4 and number >= 1000:
        out["YEAR" if 1900 <= number < 2100 else "OLD_YEAR" if number < 1900 else "NUMBER"] = number
    return out


def _roman(text: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


def _form(entry: dict[str, Any], names: frozenset[str]) -> Form:
    return Form(
        patterns=_patterns(entry["match"], names),
        set=dict(entry.get("set", {})),
        after=_sequences(entry.get("after", ())),
        not_after=_sequences(entry.get("not_after", ())),
        not_before=_sequences(entry.get("not_before", ())),
        not_past=entry.get("tense") == "not past",
        tags=_tags(entry.get("tags", {})),
        unless_next=_tags(entry.get("unless_next", {})),
    )


def _tags(entry: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(tags) for name, tags in entry.items()}


def _patterns(lines: Iterable[str], names: frozenset[str]) -> tuple[Pattern, ...]:
    return tuple(tuple(_item(part, names) for part in line.split()) for line in lines)


def _item(part: str, names: frozenset[str]) -> Item:
    if part in MARKS:
        return Item(mark=part)
    optional = len(part) > 1 and part.endswith("?")
    options = part.removesuffix("?").split("|") if optional else part.split("|")
    return Item(
        keys=tuple(o if o.isupper() else fold(o) for o in options if o not in names),
        groups=tuple(o for o in options if o in names),
        optional=optional,
    )


def _sequences(lines: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(w if w.isupper() else fold(w) for w in ATOM_OR_CLASS.findall(line)) for line in lines)


def _keys(pattern: Pattern) -> Iterator[str]:
    for item in pattern:
        yield from item.keys


def _first(pattern: Pattern, groups: Mapping[str, tuple[Pattern, ...]]) -> set[str]:
    """The words and classes that a pattern can begin with."""
    out: set[str] = set()
    for item in pattern:
        if item.mark:
            continue
        out.update(item.keys)
        for name in item.groups:
            for inner in groups[name]:
                out |= _first(inner, groups)
        if not item.optional:
            break
    return out


def _lexicon(
    data: Mapping[str, Any], groups: Mapping[str, tuple[Pattern, ...]], forms: Iterable[Form]
) -> dict[str, dict[str, Value]]:
    """Word -> its classes and itself, for every word that the table uses."""
    out: dict[str, dict[str, Value]] = {}
    patterns = [p for inner in groups.values() for p in inner]
    sequences: list[tuple[str, ...]] = []
    for form in forms:
        patterns += form.patterns
        sequences += form.after + form.not_after + form.not_before + tuple((word,) for word in form.unless_next)
    for key in [k for p in patterns for k in _keys(p)] + [k for s in sequences for k in s]:
        if not key.isupper():
            out.setdefault(key, {})[key] = key
    for name, words in data["words"].items():
        for word, value in words.items():
            out.setdefault(fold(word), {})[name] = value
    return out


def _spelled(
    lexicon: Mapping[str, Meanings], variants: Iterable[tuple[str, str]], kept: frozenset[str]
) -> dict[str, Meanings]:
    """The lexicon under all spellings of its words: as given, with other letters of the same sound, without marks."""
    out: dict[str, dict[str, Value]] = {}
    for word, meanings in lexicon.items():
        spellings = {word} if word in kept else {word, strip_marks(word)}
        spellings.update(word.replace(old, new) for old, new in variants)
        for spelling in spellings:
            out.setdefault(spelling, {}).update(meanings)
    return dict(out)


def _tense(data: Mapping[str, Any]) -> Tense:
    def words(name: str) -> frozenset[str]:
        return frozenset(s for w in data.get(name, ()) for s in (fold(w), strip_marks(fold(w))))

    names = ("future_auxiliaries", "past_auxiliaries", "subjunctive", "conditional_auxiliaries", "future_words")
    verbal = {name: words(name) for name in names}
    return Tense(
        **verbal,
        future_prepositions=words("future_prepositions"),
        adnominal_prepositions=words("adnominal_prepositions"),
        boundaries=words("boundaries"),
        participle_endings=tuple(data.get("participle_endings", ())),
        verbal=frozenset().union(*verbal.values()),
    )
