"""Who is who: mentions -> entities -> knowledge base."""

from __future__ import annotations

from datetime import date

from cronicar.knowledge import KnowledgeBase
from cronicar.model import Miss
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.entities.mentions import find_mentions
from cronicar.reading.entities.pronouns import Pronouns
from cronicar.reading.entities.resolve import Resolver

__all__ = ["read_entities"]


def read_entities(
    parsed: Parsed, frames: Frames, base: KnowledgeBase, published: date | None
) -> tuple[Cast, list[Miss]]:
    """The cast of an article. ``published`` decides who held an office; None leaves office holders unresolved."""
    resolver = Resolver(parsed, frames, base, published)
    cast = resolver.resolve(find_mentions(parsed, base))
    Pronouns(parsed, frames, cast, base, resolver.pending).resolve()
    misses = [
        Miss(span=(token.start, token.end), step="entities", reason="a pronoun that nobody named before fits")
        for token in parsed.tokens
        if token.upos == "PRON"
        and token.feats.get("PronType") == "Prs"
        and token.feats.get("Person") == "3"
        and token.feats.get("Strength") != "Weak"
        and token.feats.get("Reflex") != "Yes"
        and token.index not in cast.by_token
    ]
    return cast, misses
