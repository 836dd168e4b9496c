"""Mentions -> entities: by knowledge base, by name, by title and country, by the words of the nominal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from cronicar.knowledge import Entry, KnowledgeBase
from cronicar.languages import table
from cronicar.model import EntityKind
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.mentions import Mention

_ACRONYM = re.compile(r"\(\s*([A-ZĂÂÎȘȚ][A-ZĂÂÎȘȚa-z0-9.]{1,9})\s*\)")


@dataclass(slots=True)
class _Known:
    """What one article has named so far."""

    by_entry: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    by_surname: dict[str, str] = field(default_factory=dict)
    by_title: dict[str, str] = field(default_factory=dict)
    by_phrase: dict[str, str] = field(default_factory=dict)


class Resolver:
    """Groups the mentions of one article into entities, in text order."""

    def __init__(self, parsed: Parsed, frames: Frames, base: KnowledgeBase, published: date | None) -> None:
        self._parsed, self._frames, self._base, self._published = parsed, frames, base, published
        self._language = parsed.language
        data = table(parsed.language, "nominals")
        self._static = frozenset(data["relations"]["static"])
        self._locative = frozenset(data["relations"]["locative"])
        self._endings: list[str] = data["names"]["endings"]
        self._known = _Known()
        self.cast = Cast()

    def resolve(self, mentions: list[Mention]) -> Cast:
        """The cast with every mention placed; pronouns and dropped subjects are left to ``pronouns``."""
        ordered = sorted(mentions, key=lambda m: (not m.named, m.start))
        # Full names first, so that a surname in the headline finds the full name in the text below.
        for mention in sorted((m for m in ordered if m.named and m.kind == "person"), key=lambda m: -len(m.words)):
            self._place(mention)
        for mention in ordered:
            if not (mention.named and mention.kind == "person"):
                self._place(mention)
        return self.cast

    def _place(self, mention: Mention) -> None:
        for identifier in (self._identify(mention),):
            figurant = self.cast.entities[identifier]
            for span in mention.forms:
                form = "name" if mention.named and not mention.title_lemma else "nominal"
                if (span[0], span[1], form) not in figurant.mentions:
                    figurant.mentions.append((span[0], span[1], form))  # type: ignore[arg-type]
            for word in mention.words:
                if word.upos in ("PUNCT", "ADP", "DET", "CCONJ"):
                    continue
                self.cast.by_token.setdefault(word.index, (identifier,))
            self.cast.by_token[mention.head.index] = (identifier,)
            if mention.gender and figurant.gender is None and figurant.kind == "person":
                figurant.gender = mention.gender

    def _identify(self, mention: Mention) -> str:
        if mention.demonym is not None:
            return self._of_demonym(mention)
        if mention.named:
            return self._of_name(mention)
        return self._of_nominal(mention)

    def _new(self, kind: EntityKind, name: str, entry: Entry | None = None, country: str | None = None) -> str:
        identifier = f"e{len(self.cast.entities) + 1}"
        self.cast.entities[identifier] = Figurant(
            identifier, kind, name, entry.wikidata if entry else None, (entry.country if entry else None) or country
        )
        return identifier

    # -- names

    def _of_entry(self, entry: Entry) -> str:
        if entry.id not in self._known.by_entry:
            self._known.by_entry[entry.id] = self._new(entry.kind, entry.name, entry)
        return self._known.by_entry[entry.id]

    def _of_name(self, mention: Mention) -> str:
        located = self._is_location(mention.head)
        entries = [e for e in mention.entries if e.kind != "place"] if not located else list(mention.entries)
        seat = self._base.metonym(mention.name, self._language)
        if seat is not None and not located and not (entries and entries[0].kind == "person"):
            return self._of_entry(seat)
        if located and mention.entries:
            places = [e for e in mention.entries if e.kind in ("place", "country")]
            entries = places or list(mention.entries)
            self.cast.located.add(mention.head.index)
        if not entries and mention.entries:
            entries = list(mention.entries)
        if entries:
            identifier = self._of_entry(entries[0])
            if entries[0].kind == "person":
                self._remember_person(mention.name, identifier)
            return identifier
        return self._of_unknown_name(mention, located)

    def _of_unknown_name(self, mention: Mention, located: bool) -> str:
        keys = self._name_keys(mention.name)
        known = self._known
        for key in keys:
            if key in known.by_name:
                return known.by_name[key]
        if mention.kind == "person" or len(mention.words) == 1:
            surname = keys[0].split()[-1]
            for key in (surname, *(k.split()[-1] for k in keys[1:])):
                if key in known.by_surname and (mention.kind == "person" or len(mention.words) == 1):
                    return known.by_surname[key]
        kind: EntityKind = mention.kind
        if located:
            self.cast.located.add(mention.head.index)
            if kind == "organisation" and mention.head.name == "O":
                kind = "place"
        identifier = self._new(kind, mention.name)
        for key in keys:
            known.by_name.setdefault(key, identifier)
        if kind == "person":
            self._remember_person(mention.name, identifier)
        after = self._parsed.text[mention.end : mention.end + 16]
        acronym = _ACRONYM.match(after.strip()) if after[:2].strip().startswith("(") else None
        if acronym and kind == "organisation":
            known.by_name.setdefault(fold(acronym.group(1)), identifier)
        return identifier

    def _remember_person(self, name: str, identifier: str) -> None:
        for key in self._name_keys(name):
            self._known.by_surname.setdefault(key.split()[-1], identifier)

    def _name_keys(self, name: str) -> list[str]:
        """The folded name, and what is left of it without a case ending ("Klymenkos", "Ternopilului")."""
        key = " ".join(re.findall(r"[\w'-]+", fold(name))) or fold(name)
        out = [key]
        for ending in self._endings:
            if key.endswith(ending) and len(key) - len(ending) >= 4:
                out.append(key[: -len(ending)].rstrip("-"))
        return out

    def _is_location(self, head: Token) -> bool:
        """Whether a name stands where a place stands: after a locative preposition, not as one who acts."""
        parsed = self._parsed
        node = head
        while node.relation in ("conj", "flat", "appos") and node.head >= 0:
            node = parsed.tokens[node.head]
        preposition = self._frames.preposition(node)
        if not preposition:
            return False
        if node.relation in ("nmod", "obl", "obj", "advmod", "root", "dep", "iobj", "parataxis", "nsubj"):
            return preposition in self._static or preposition in self._locative
        return False

    # -- demonyms and nominals

    def _of_demonym(self, mention: Mention) -> str:
        entry = self._base.country(mention.demonym)
        if mention.kind == "country" and entry is not None:
            return self._of_entry(entry)
        if mention.kind == "group" and entry is not None and mention.head.feats.get("Definite") == "Def":
            return self._of_entry(entry)
        key = f"{mention.kind} {fold(mention.title)}"
        if key not in self._known.by_phrase:
            self._known.by_phrase[key] = self._new(mention.kind, mention.title, country=mention.demonym)
        return self._known.by_phrase[key]

    def _of_nominal(self, mention: Mention) -> str:
        known = self._known
        country, owner = self._affiliation(mention.head)
        if mention.name:
            named = next((i for i in map(self._word_entity, self._named_words(mention)) if i), None)
            if named is not None:
                figurant = self.cast.entities[named]
                if figurant.kind == "person" and figurant.country is None and country:
                    figurant.country = country
                known.by_title[mention.title_lemma] = named
                known.by_title[fold(mention.title)] = named
                return named
        definite = mention.head.feats.get("Definite") == "Def" or mention.head.deprel == "root"
        if mention.kind == "person" and not mention.plural:
            holder = self._office_holder(mention, owner or country)
            if holder is not None:
                known.by_title.setdefault(mention.title_lemma, holder)
                return holder
            titled = known.by_title.get(fold(mention.title))
            if titled is None and definite and len(mention.title.split()) == 1:
                titled = known.by_title.get(mention.title_lemma)
            if titled is not None:
                return titled
        if mention.kind == "country" and definite and owner:
            entry = self._base.country(owner) if isinstance(owner, str) else None
            if entry is not None:
                return self._of_entry(entry)
        key = f"{mention.kind} {fold(mention.title)}"
        if key not in known.by_phrase:
            known.by_phrase[key] = self._new(mention.kind, self._parsed.text[slice(*mention.forms[0])], country=country)
        return known.by_phrase[key]

    def _word_entity(self, token: Token) -> str | None:
        return next(iter(self.cast.who(token)), None)

    def _named_words(self, mention: Mention) -> list[Token]:
        """The tokens of the proper name inside a titled mention."""
        inside = [t for t in self._parsed.between(mention.start, mention.end) if t is not mention.head]
        return [t for t in inside if t.text in mention.name.split() or t.text in mention.name]

    def _affiliation(self, head: Token) -> tuple[str | None, str | None]:
        """Country code and the owner's code of a nominal: "președintele rus", "premierul Italiei", "liderul de la Kremlin"."""
        parsed = self._parsed
        for child in parsed.kids(head, "amod", "nmod", "det", "flat"):
            for word in (child, *parsed.kids(child, "conj")):
                code = self._base.demonym(word.text, self._language) if word.upos in ("ADJ", "NOUN", "PROPN") else None
                if code:
                    return code, code
            for identifier in self.cast.who(child):
                figurant = self.cast.entities[identifier]
                if child.relation in ("nmod", "flat") and figurant.country and figurant.kind in ("country", "place"):
                    return figurant.country, figurant.country
            if child.relation == "nmod":
                seat = self._base.metonym(child.text, self._language)
                if seat is not None and seat.country:
                    return seat.country, seat.country
                organisation = self._organisation(child)
                if organisation is not None:
                    return organisation.country, organisation.id.partition(":")[2]
        return None, None

    def _organisation(self, token: Token) -> Entry | None:
        for identifier, local in self._known.by_entry.items():
            if local in self.cast.who(token) and identifier.startswith("org:"):
                return self._base.entry(identifier)
        return None

    def _office_holder(self, mention: Mention, where: str | None) -> str | None:
        if where is None or self._published is None:
            return None
        title = mention.title
        words = title.split()
        for stop in range(len(words), 0, -1):
            concept = self._base.office(" ".join(words[:stop]), self._language)
            if concept is None:
                continue
            holder = self._base.holder(concept, where, self._published, self._language)
            return self._of_entry(holder) if holder is not None else None
        return None
