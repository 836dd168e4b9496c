"""Mentions -> entities: by knowledge base, by name, by title and country, by the words of the nominal."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import dataclass, field
from datetime import date

from cronicar.knowledge import Entry, KnowledgeBase
from cronicar.model import EntityKind, MentionForm
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.lexicon import kind_of_noun, lexicon, stem
from cronicar.reading.entities.mention import Mention
from cronicar.reading.entities.offices import Offices
from cronicar.reading.entities.people import People, words_of

_ACRONYM = re.compile(r"\s?\(\s*([^\W\d_][\w.-]{1,11})\s*\)")
_PLACED = ("nmod", "obl", "obj", "advmod", "root", "dep", "iobj", "parataxis", "nsubj", "conj")
_KEYED = ("NOUN", "PROPN", "ADJ", "NUM", "X", "DET", "PRON")
_CONTENT = ("NOUN", "PROPN", "ADJ", "NUM", "X")
ANAPHORA_BACK = 3
"""Sentences that "the diplomat" may look back for the one whom it takes up."""


@dataclass(slots=True)
class _Known:
    """What one article has named so far."""

    by_entry: dict[str, str] = field(default_factory=dict)
    by_name: dict[str, str] = field(default_factory=dict)
    by_title: dict[str, str] = field(default_factory=dict)
    by_phrase: dict[str, str] = field(default_factory=dict)
    by_head: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    """Kind and stem of a head noun -> (offset, entity) of all that it named, sorted."""
    persons: list[tuple[int, str]] = field(default_factory=list)
    """(sentence, entity) of every mention of a named person."""


class Resolver:
    """Groups the mentions of one article into entities."""

    def __init__(self, parsed: Parsed, frames: Frames, base: KnowledgeBase, published: date | None) -> None:
        self._parsed, self._frames, self._base = parsed, frames, base
        self._language = parsed.language
        self._words = lexicon(parsed.language)
        self._known = _Known()
        self._people = People(self._words.name_endings)
        self.cast = Cast()
        self.pending: dict[int, Mention] = {}
        """By head token: nominals that only what was said before can resolve ("țara sa", "cei doi lideri")."""
        self._offices = Offices(parsed, base, published, self.cast, self._known.by_entry)

    def resolve(self, mentions: list[Mention]) -> Cast:
        """The cast with every mention placed but the ``pending`` ones; these and pronouns are left to ``pronouns``."""
        named = [m for m in mentions if m.named]
        # Full names first, so that a surname in the headline finds the full name in the text below.
        for mention in sorted((m for m in named if m.kind == "person"), key=lambda m: -len(m.words)):
            self._place(mention, self._identify(mention))
        for mention in named:
            if mention.kind != "person":
                self._place(mention, self._identify(mention))
        self._known.persons = sorted(
            (m.head.sentence, self.cast.by_token[m.head.index][0])
            for m in named
            if m.kind == "person" and not m.demonym and m.head.index in self.cast.by_token
        )
        self._offices.look_around()
        nominals = [m for m in mentions if not m.named]
        for mention in nominals:
            if mention.owner is not None:
                self._place(mention, self._of_nominal(mention))
        for mention in nominals:
            if mention.owner is not None:
                continue
            if mention.taken_up or self._asks_for_country(mention):
                self.pending[mention.head.index] = mention
            else:
                self._place(mention, self._of_nominal(mention))
        return self.cast

    def _place(self, mention: Mention, identifier: str) -> None:
        figurant = self.cast.entities[identifier]
        form: MentionForm = "name" if mention.named else "nominal"
        figurant.mentions.extend((s, e, form) for s, e in mention.forms)
        for word in mention.words:
            if word.upos not in ("PUNCT", "ADP", "DET", "CCONJ"):
                self.cast.by_token.setdefault(word.index, (identifier,))
        self.cast.by_token[mention.head.index] = (identifier,)
        if mention.gender and not mention.named and figurant.kind != "country":
            figurant.gender = figurant.gender or mention.gender
        if mention.plural and figurant.kind == "group":
            figurant.plural = True

    def _identify(self, mention: Mention) -> str:
        return self._of_demonym(mention) if mention.demonym is not None else self._of_name(mention)

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
        if located:
            self.cast.located.add(mention.head.index)
        entries = [e for e in mention.entries if located or e.kind != "place"]
        if not located and not (entries and entries[0].kind == "person"):
            seat = self._base.metonym(mention.name, self._language)
            if seat is not None:
                return self._of_entry(seat)
        if located:
            entries = [e for e in entries if e.kind in ("place", "country")] or entries
        entries = entries or list(mention.entries)
        if mention.kind == "person" and len(mention.words) == 1:
            known = self._people.surname(mention.name, mention.start)
            if known is not None:
                return known
        if entries:
            identifier = self._of_entry(entries[0])
            if entries[0].kind == "person":
                self._people.remember(mention.name, identifier, mention.start)
            return identifier
        return self._of_unknown_name(mention, located)

    def _of_unknown_name(self, mention: Mention, located: bool) -> str:
        keys = self._name_keys(mention.name)
        known = self._known
        found = next((known.by_name[k] for k in keys if k in known.by_name), None)
        if found is None and mention.kind == "person" and len(mention.words) > 1:
            found = self._people.full(mention.name)
        if found is None and len(mention.words) == 1:
            found = self._people.surname(mention.name, mention.start)
        if found is not None:
            if mention.kind == "person" and len(mention.words) > 1:
                self._people.remember(mention.name, found, mention.start)
            return found
        kind = mention.kind
        if located and kind == "organisation" and mention.head.name == "O":
            kind = "place"
        identifier = self._new(kind, mention.name)
        for key in keys:
            known.by_name.setdefault(key, identifier)
        if kind == "person":
            self._people.remember(mention.name, identifier, mention.start)
            first = words_of(mention.name)[0]
            if len(mention.words) > 1 and first.endswith(self._words.women):
                self.cast.entities[identifier].gender = "Fem"
        else:
            self._remember_acronym(mention, identifier)
            if kind_of_noun(mention.words[0], self._language) == kind:
                self._remember_head(kind, mention.words[0], identifier)
        return identifier

    def _remember_head(self, kind: EntityKind, noun: Token, identifier: str) -> None:
        named = self._known.by_head.setdefault(f"{kind} {stem(noun.text, self._language)}", [])
        insort(named, (noun.start, identifier))

    def _last_with_head(self, mention: Mention) -> str | None:
        """Whom the same noun named last before a mention."""
        named = self._known.by_head.get(f"{mention.kind} {stem(mention.head.text, self._language)}", [])
        at = bisect_left(named, (mention.head.start, ""))
        return named[at - 1][1] if at else None

    def _remember_acronym(self, mention: Mention, identifier: str) -> None:
        after = _ACRONYM.match(self._parsed.text, mention.end)
        if after and sum(map(str.isupper, after.group(1))) >= 2:
            self._known.by_name.setdefault(fold(after.group(1)), identifier)

    def _name_keys(self, name: str) -> list[str]:
        """The folded name, and what is left of it without a case ending ("Klymenkos", "Ternopilului")."""
        key = " ".join(words_of(name))
        out = [key]
        for ending in self._words.name_endings:
            if key.endswith(ending) and len(key) - len(ending) >= 4:
                out.append(key[: -len(ending)].rstrip("-"))
        return out

    def _is_location(self, head: Token) -> bool:
        """Whether a name stands where a place stands: after a locative preposition or a noun for a part of it."""
        parsed, parent = self._parsed, self._parsed.parent(head)
        if head.relation in ("nmod", "flat", "appos") and self._is_place_noun(parent, head):
            return True
        node = head
        while node.relation in ("conj", "flat", "appos") and node.head >= 0:
            node = parsed.tokens[node.head]
        preposition = self._frames.preposition(node)
        if preposition:
            return node.relation in _PLACED and preposition in self._words.static | self._words.locative
        return False

    def _is_place_noun(self, noun: Token | None, name: Token) -> bool:
        """Whether a name hangs on a noun for a place before it: "orașul Kiev", "sudul Londrei"."""
        if noun is None or noun.upos != "NOUN" or noun.index > name.index:
            return False
        return kind_of_noun(noun, self._language) == "place"

    # -- demonyms and nominals

    def _of_demonym(self, mention: Mention) -> str:
        entry = self._base.country(mention.demonym)
        if mention.kind == "country" and entry is not None:
            return self._of_entry(entry)
        return self._of_phrase(f"{mention.kind} {stem(mention.title, self._language)}", mention, mention.demonym)

    def _of_phrase(self, key: str, mention: Mention, country: str | None) -> str:
        by_phrase = self._known.by_phrase
        if key not in by_phrase:
            by_phrase[key] = self._new(mention.kind, self._parsed.text[slice(*mention.forms[0])], country=country)
        return by_phrase[key]

    def _asks_for_country(self, mention: Mention) -> bool:
        """A noun for a country that says which one only by what was said before: "țara sa", "această țară"."""
        return mention.kind == "country" and mention.definite and len(self._content(mention)) == 1

    def _of_nominal(self, mention: Mention) -> str:
        known = self._known
        country, owner = self._offices.affiliation(mention.head, mention.phrase)
        identifier = self._held(mention, country, owner) or self._subject(mention)
        title = self._key(mention)
        if identifier is not None:
            figurant = self.cast.entities[identifier]
            if figurant.kind == "person" and figurant.country is None and country:
                figurant.country = country
            known.by_title[title] = identifier
            self._remember_head(mention.kind, mention.head, identifier)
            return identifier
        if mention.kind == "country" and country:
            entry = self._base.country(country)
            if entry is not None and len(self._content(mention)) == 2:
                return self._of_entry(entry)
        content = self._content(mention)
        owned = any("Poss" in t.feats and "Person" in t.feats for t in mention.phrase)
        if mention.definite and len(content) == 1 and not owned:
            earlier = known.by_title.get(title) or self._last_with_head(mention)
            if earlier is not None:
                return earlier
        if mention.kind == "person" and not mention.plural and title in known.by_title:
            return known.by_title[title]
        alone = not (mention.plural or owned) and len(content) <= 1 + bool(country)
        if mention.kind == "person" and mention.definite and alone:
            taken_up = self._taken_up(mention, country)
            if taken_up is not None:
                return taken_up
        identifier = self._of_phrase(f"{mention.kind} {title}", mention, country)
        self._remember_head(mention.kind, mention.head, identifier)
        return identifier

    def _content(self, mention: Mention) -> list[Token]:
        """The words of a nominal that say which one it is."""
        return [t for t in mention.phrase if t.upos in _CONTENT and "Poss" not in t.feats] or [mention.head]

    def _key(self, mention: Mention) -> str:
        """What two nominals share that name the same thing: the stems of their words, and how many they are."""
        words = mention.full if mention.plural else mention.phrase
        return " ".join(stem(t.text, self._language) for t in words if t.upos in _KEYED or "Poss" in t.feats)

    def _held(self, mention: Mention, country: str | None, owner: str | None) -> str | None:
        """Who is meant by a title with a name, or by an office."""
        if mention.owner is not None:
            return next(iter(self.cast.who(mention.owner.head)), None)
        if mention.kind != "person" or mention.plural:
            return None
        holder = self._offices.holder(mention, owner or country)
        if holder is not None:
            return self._of_entry(holder)
        if mention.definite and country is None:
            title = self._key(mention)
            if title not in self._known.by_title:
                return self._offices.in_view(mention)
        return None

    def _subject(self, mention: Mention) -> str | None:
        """ "X este liderul partidului": a definite predicate noun is its subject."""
        head = mention.head
        if mention.kind != "person" or not mention.definite or not self._parsed.kids(head, "cop"):
            return None
        subjects = self._frames[head.index].subjects
        who = self.cast.who(subjects[0]) if len(subjects) == 1 else ()
        if len(who) == 1 and self.cast.entities[who[0]].kind == "person":
            return who[0]
        return None

    def _taken_up(self, mention: Mention, country: str | None) -> str | None:
        """ "Diplomatul rus": the last person named before whose country is not another one."""
        if country is None and stem(mention.head.text, self._language) not in self._words.anaphoric:
            return None
        if self._parsed.kids(mention.head, "acl"):
            return None
        persons = self._known.persons
        at = bisect_left(persons, (mention.head.sentence, ""))
        for sentence, identifier in reversed(persons[max(0, at - 20) : at]):
            if mention.head.sentence - sentence > ANAPHORA_BACK:
                return None
            figurant = self.cast.entities[identifier]
            if mention.gender and figurant.gender and mention.gender != figurant.gender:
                continue
            if country is None or figurant.country in (None, country):
                return identifier
        return None
