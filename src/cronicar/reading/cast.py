"""Who is who in one article: what the entity step hands to attributions, events and transfers."""

from __future__ import annotations

from dataclasses import dataclass, field

from cronicar.model import EntityKind, MentionForm
from cronicar.reading.document import Token


@dataclass(slots=True)
class Figurant:
    """One entity while the article is being read."""

    id: str
    kind: EntityKind
    name: str
    wikidata: str | None = None
    country: str | None = None
    mentions: list[tuple[int, int, MentionForm]] = field(default_factory=list)
    gender: str | None = None
    """``Masc``, ``Fem`` or None when unknown."""
    plural: bool = False


@dataclass(slots=True)
class Cast:
    """All entities of an article, and which tokens stand for them."""

    entities: dict[str, Figurant] = field(default_factory=dict)
    by_token: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Index of a mention's head token -> the entities it stands for (several for "cei doi", "the three countries").
    Pronouns that were resolved are in here too; unresolved ones are not."""
    by_predicate: dict[int, tuple[str, ...]] = field(default_factory=dict)
    """Index of a finite verb without a subject of its own -> the entities understood as its subject."""
    located: set[int] = field(default_factory=set)
    """Head tokens of country or capital names used as a location ("a meeting in Moscow")."""

    def who(self, token: Token) -> tuple[str, ...]:
        """Entities that a token, as head of its phrase, stands for; empty when none."""
        return self.by_token.get(token.index, ())

    def dropped(self, predicate: Token) -> tuple[str, ...]:
        """Entities understood as the subject of a finite verb that has none of its own."""
        return self.by_predicate.get(predicate.index, ())

    def everyone(self, tokens: list[Token]) -> tuple[str, ...]:
        """Entities of several head tokens, in order, each once."""
        return tuple(dict.fromkeys(i for t in tokens for i in self.who(t)))
