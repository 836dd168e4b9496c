"""One language's ``transfers.toml`` as sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.reading.document import Token


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that steer the reading of transfers. Fields named ``…_stems`` hold beginnings of words."""

    always: frozenset[str]
    """Types of events in which something passes whatever the trigger."""
    sometimes: dict[str, tuple[str, ...]]
    """Type -> beginnings of trigger words with which something passes."""
    never: dict[str, frozenset[str]]
    """Type -> categories of goods that do not pass in it."""
    only: dict[str, frozenset[str]]
    """Beginning of a trigger word -> the only categories that pass with it."""
    level: frozenset[str]
    """Types whose actors may be both sides."""
    verbal: frozenset[str]
    """Types that pass something only where a verb triggers them."""
    swapped: frozenset[str]
    """Types whose actor would receive."""
    act_stems: tuple[str, ...]
    """Nouns of doing ("livrare"), which never name the thing."""
    receive_stems: tuple[str, ...]
    """Verbs whose subject receives."""
    sale_stems: tuple[str, ...]
    """Verbs of trade, whose thing has a price."""
    arrive_stems: tuple[str, ...]
    """Verbs whose subject is the thing."""
    hold_stems: tuple[str, ...]
    """Verbs between a whole and its parts ("constă în", "include")."""
    serve_stems: tuple[str, ...]
    """Verbs whose object receives, so that only a preposition brings the thing ("ajută cu")."""
    vague: frozenset[str]
    """Words that name goods only together with others."""
    quantities: frozenset[str]
    wrappers: frozenset[str]
    approximate: frozenset[str]
    articles: frozenset[str]
    """Possessive articles, which tie a genitive ("a unor arme")."""
    of: frozenset[str]
    """Prepositions inside a phrase ("14 tancuri de luptă")."""
    qualifying: frozenset[str]
    """Prepositions that may lead a further qualification ("cu rază lungă")."""
    bare: frozenset[str]
    """Those of them that do so whatever the tree says, before a noun without an article."""
    carrying: frozenset[str]
    """Prepositions that carry the thing with a verb ("a ajuta cu arme")."""
    means: frozenset[str]
    """Prepositions with which help is but a means ("cu ajutorul")."""
    agent: frozenset[str]
    """Prepositions of the giver that leave no doubt."""
    takers: frozenset[str]
    """Prepositions of the receiver that leave no doubt."""
    source: frozenset[str]
    """Prepositions of the giver with a verb of receiving."""
    holding: frozenset[str]
    """Prepositions before the parts of a whole."""
    worth: tuple[tuple[str, ...], ...]
    """"worth", before the sum that passes."""
    further: tuple[tuple[str, ...], ...]
    """Words that go on with a list after an interruption ("precum și")."""
    givers: frozenset[str]
    receivers: frozenset[str]
    marks: tuple[tuple[str, ...], ...]
    nominal_marks: tuple[tuple[str, ...], ...]
    price: frozenset[str]


@cache
def lexicon(language: str) -> Lexicon:
    """The transfer words of a language. Raises ``DataError`` when it has none."""
    data: dict[str, Any] = table(language, "transfers")
    words, phrases, cases, exchange = data["words"], data["phrases"], data["cases"], data["exchange"]
    return Lexicon(
        frozenset(data["types"]["always"]),
        {name: tuple(stems) for name, stems in data["types"]["sometimes"].items()},
        {name: frozenset(kinds) for name, kinds in data["types"]["never"].items()},
        {stem: frozenset(kinds) for stem, kinds in data["words"]["only"].items()},
        frozenset(data["types"]["level"]),
        frozenset(data["types"]["verbal"]),
        frozenset(data["types"]["swapped"]),
        tuple(words["act"]),
        tuple(words["receive"]),
        tuple(words["sale"]),
        tuple(words["arrive"]),
        tuple(words["hold"]),
        tuple(words["serve"]),
        frozenset(words["vague"]),
        frozenset(phrases["quantities"]),
        frozenset(phrases["wrappers"]),
        frozenset(phrases["approximate"]),
        frozenset(phrases["articles"]),
        frozenset(phrases["of"]),
        frozenset(phrases["qualifying"]),
        frozenset(phrases["bare"]),
        frozenset(cases["carrying"]),
        frozenset(cases["means"]),
        frozenset(cases["agent"]),
        frozenset(cases["takers"]),
        frozenset(cases["source"]),
        frozenset(cases["holding"]),
        _split(phrases["worth"]),
        _split(phrases["further"]),
        frozenset(cases["giver"]),
        frozenset(cases["receiver"]),
        _split(exchange["marks"]),
        _split(exchange["nominal_marks"]),
        frozenset(exchange["price"]),
    )


def _split(marks: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(mark.split()) for mark in marks)


def starts(token: Token, stems: tuple[str, ...]) -> bool:
    """Whether the word or its lemma begins with one of the stems; lemmas alone are often wrong."""
    return token.lower.startswith(stems) or token.lemma.lower().startswith(stems)


def stands(tokens: list[Token], at: int, marks: tuple[tuple[str, ...], ...]) -> int:
    """Length of the mark that stands at an index of the article's tokens; 0 when none does."""
    for mark in marks:
        words = tokens[at : at + len(mark)]
        if len(words) == len(mark) and all(t.lower == w for t, w in zip(words, mark, strict=True)):
            return len(mark)
    return 0
