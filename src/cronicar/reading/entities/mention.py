"""One mention: the value that the finders make and the resolver places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cronicar.knowledge import Entry
from cronicar.model import EntityKind
from cronicar.reading.document import Token


@dataclass(slots=True, eq=False)
class Mention:
    """One mention: ``head`` is the token that a clause sees; ``words`` all tokens that stand for the same thing."""

    start: int
    end: int
    head: Token
    kind: EntityKind
    named: bool
    words: list[Token]
    forms: list[tuple[int, int]] = field(default_factory=list)
    """Spans that name the same thing within this mention: the bare name, the title, the phrase in full."""
    name: str = ""
    """The proper name, empty for a nominal."""
    title: str = ""
    """Title or common noun with its modifiers, as written, without determiners."""
    phrase: list[Token] = field(default_factory=list)
    """For a nominal, the tokens of its phrase with its complements, without determiners and numbers before it."""
    full: list[Token] = field(default_factory=list)
    """The same with determiners and numbers."""
    owner: Mention | None = None
    """The named mention that a title belongs to: "ministrul danez, Lars Rasmussen"."""
    entries: tuple[Entry, ...] = ()
    demonym: str | None = None
    """ISO code, for an adjective or people's name derived from a country."""
    plural: bool = False
    gender: str | None = None
    taken_up: int = 0
    """How many entities named before a plural stands for ("cei doi lideri"): 0 for none."""
    definite: bool = False
    """Says that the reader knows whom it means: an article, a demonstrative or a possessive."""


def span(tokens: Sequence[Token]) -> tuple[int, int]:
    """Start and end offset of tokens in text order."""
    return tokens[0].start, tokens[-1].end


def capital(token: Token) -> bool:
    """Whether a token begins with a capital letter."""
    return token.text[:1].isupper()
