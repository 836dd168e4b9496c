"""Who holds the office that a title names: "premierul italian", "șeful diplomației americane", "cancelarul"."""

from __future__ import annotations

from datetime import date

from cronicar.knowledge import Entry, KnowledgeBase
from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed, Token
from cronicar.reading.entities.mention import Mention

_LONGEST_TITLE = 6


class Offices:
    """Titles of one article; ``by_entry`` is the resolver's map of knowledge base ids to entities, which grows."""

    def __init__(
        self, parsed: Parsed, base: KnowledgeBase, published: date | None, cast: Cast, by_entry: dict[str, str]
    ) -> None:
        self._parsed, self._base, self._published = parsed, base, published
        self._language = parsed.language
        self._cast, self._by_entry = cast, by_entry
        self._organisations: dict[str, Entry] = {}
        self._persons: list[tuple[Entry, str]] = []
        self._seen: dict[str, str | None] = {}

    def look_around(self) -> None:
        """Take note of the persons and organisations that the article names."""
        for identifier, local in self._by_entry.items():
            entry = self._base.entry(identifier)
            if entry is not None and entry.kind == "organisation":
                self._organisations[local] = entry
            elif entry is not None and entry.kind == "person":
                self._persons.append((entry, local))

    def affiliation(self, head: Token, phrase: list[Token]) -> tuple[str | None, str | None]:
        """Country code and the owner's code of a nominal: "președintele rus", "premierul Italiei", "șeful NATO"."""
        first = next((i for i, t in enumerate(phrase) if t is head), 0)
        for token in (*phrase[first + 1 :], *phrase[:first]):
            if token.upos in ("ADJ", "NOUN", "PROPN"):
                code = self._base.demonym(token.text, self._language)
                if code:
                    return code, code
            for identifier in self._cast.who(token):
                organisation = self._organisations.get(identifier)
                if organisation is not None:
                    return organisation.country, organisation.id.partition(":")[2]
                figurant = self._cast.entities[identifier]
                if figurant.country and figurant.kind in ("country", "place"):
                    return figurant.country, figurant.country
            if token.upos == "PROPN":
                seat = self._base.metonym(token.text, self._language)
                if seat is not None and seat.country:
                    return seat.country, seat.country
        return None, None

    def _concept(self, mention: Mention) -> tuple[str, bool] | None:
        """The office that a title names, by its longest form, also without its adjective of origin; whether no word
        is left over. None where the words left over make it another office ("liderul opoziției ruse")."""
        words = [t for t in mention.phrase if t.index >= mention.head.index or t.upos == "ADJ"]
        bare = [t for t in words if not self._base.demonym(t.text, self._language)]
        tails = [[t for t in some if t.index >= mention.head.index] for some in (words, bare)]
        for tokens in (words, bare, *tails):
            for stop in range(min(len(tokens), _LONGEST_TITLE), 0, -1):
                concept = self._base.office(" ".join(t.text for t in tokens[:stop]), self._language)
                if concept is not None:
                    left = [t for t in tokens[stop:] if not self._is_owner(t)]
                    return None if any(t.upos == "NOUN" for t in left) else (concept, not tokens[stop:])
        return None

    def _is_owner(self, token: Token) -> bool:
        """Whether a word of a title says of which country or body the office is."""
        if token.upos in ("ADP", "DET", "PUNCT") or self._base.demonym(token.text, self._language):
            return True
        return any(self._cast.entities[i].kind in ("country", "organisation", "place") for i in self._cast.who(token))

    def holder(self, mention: Mention, where: str | None) -> Entry | None:
        """Who held the office on the day of publication, where the title says of what."""
        if self._published is None:
            return None
        concept = self._concept(mention)
        return self._base.holder(concept[0], where, self._published, self._language) if concept else None

    def in_view(self, mention: Mention) -> str | None:
        """The one person named in the article who holds the office, for a title that does not say of what."""
        named = self._concept(mention)
        if named is None or not named[1] or self._published is None:
            return None
        concept = named[0]
        if concept not in self._seen:
            day, found = self._published, []
            for entry, local in self._persons:
                held = self._base.holder(concept, entry.country, day, self._language) if entry.country else None
                if held is not None and held.id == entry.id:
                    found.append(local)
            self._seen[concept] = found[0] if len(found) == 1 else None
        return self._seen[concept]
