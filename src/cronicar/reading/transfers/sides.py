"""Event -> giver and receiver of what passes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cronicar.model import Event
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.goods import category
from cronicar.reading.transfers.lexicon import Lexicon, starts
from cronicar.reading.transfers.phrases import Phrase, Phrases

Side = tuple[str, ...]
_ACTING = frozenset({"country", "organisation", "person", "group"})


class Sides:
    """Tells giver from receiver for the events of one article."""

    def __init__(self, parsed: Parsed, frames: Frames, cast: Cast, phrases: Phrases, lexicon: Lexicon) -> None:
        self._parsed, self._frames, self._cast, self._phrases, self._words = parsed, frames, cast, phrases, lexicon
        self._things = {i for i in cast.entities if self._is_thing(i)}

    def of(self, event: Event, goods: Sequence[Phrase]) -> tuple[Side, Side]:
        """Giver and receiver, either empty where nothing tells."""
        inside = {i for p in goods for t in self._phrases.tokens(p) for i in self._cast.who(t) if t.upos != "ADJ"}
        drop = self._things | {i for i in inside if not self._named(i)}
        giver, receiver = _without(event.actors, drop), _without(event.recipients, drop)
        swapped = event.type.value in self._words.swapped
        if swapped:
            giver, receiver = receiver, giver
        words = self._parsed.between(*event.trigger)
        predicate = next((t for t in words if t.upos == "VERB"), words[0])
        if event.type.value in self._words.level and not receiver:
            giver, receiver = self._level(predicate, giver)
        receives = swapped or starts(predicate, self._words.receive_stems)
        giver, receiver = self._said(predicate, goods, receives, giver, receiver, drop)
        giver = self._without_compatriots(giver, receiver)
        if not receiver:
            receiver = self._receiver(predicate, goods, receives, {*giver, *drop})
        if not giver:
            giver = self._giver(predicate, goods, receives, {*receiver, *drop})
        return giver, _without(receiver, set(giver))

    def _said(
        self, predicate: Token, goods: Sequence[Phrase], receives: bool, giver: Side, receiver: Side, drop: set[str]
    ) -> tuple[Side, Side]:
        """What a preposition or the subject of receiving says outright goes before what was found for the event."""
        said = self._towards(predicate, goods, self._words.source if receives else self._words.agent, drop)
        frame = self._frames[predicate.index]
        if not frame.nominal and frame.voice != "passive":
            subjects = self._acting(frame.subjects, drop)
            if subjects and receives:
                giver, receiver = _without(giver, set(subjects)), subjects
            elif subjects and set(subjects) & set(receiver):
                giver, receiver = tuple(dict.fromkeys((*giver, *subjects))), _without(receiver, set(subjects))
        if frame.nominal and not said and not starts(predicate, self._words.act_stems + self._words.serve_stems):
            owners = self._acting(frame.genitives, drop)
            said = owners if set(owners) & set(receiver) else ()
        if said:
            giver, receiver = said, _without(receiver, set(said))
        taker = () if receives else self._towards(predicate, goods, self._words.takers, drop)
        if taker and not set(taker) & set(giver):
            receiver = taker
        return giver, receiver

    def _without_compatriots(self, giver: Side, receiver: Side) -> Side:
        """A person does not give to the country they act for; they speak of what it is given."""
        countries = {self._cast.entities[i].country for i in receiver if self._cast.entities[i].kind == "country"}
        countries.discard(None)
        return tuple(
            i
            for i in giver
            if self._cast.entities[i].kind != "person" or self._cast.entities[i].country not in countries
        )

    # -- entities that are things

    def _named(self, identifier: str) -> bool:
        figurant = self._cast.entities[identifier]
        return figurant.wikidata is not None or figurant.kind in ("country", "person")

    def _is_thing(self, identifier: str) -> bool:
        """An entity that is only ever called by words for goods ("sisteme", "Patriot")."""
        figurant = self._cast.entities[identifier]
        if figurant.wikidata or figurant.kind == "country" or not figurant.mentions:
            return False
        for start, end, form in figurant.mentions:
            if form == "pronoun":
                continue
            kind = category(self._parsed.between(start, end), self._parsed.language)
            if kind is None or kind in ("personnel", "people", "territory"):
                return False
        return True

    # -- what the event leaves open

    def _level(self, predicate: Token, actors: Side) -> tuple[Side, Side]:
        """Partners of a trade: who sells gives, who buys receives."""
        frame = self._frames[predicate.index]
        subjects = frame.agents if frame.voice == "passive" else frame.subjects or frame.genitives
        first = tuple(i for i in self._cast.everyone(subjects) if i in actors)
        other = _without(actors, set(first))
        if not first or not other:
            return actors, ()
        return (other, first) if starts(predicate, self._words.receive_stems) else (first, other)

    def _receiver(self, predicate: Token, goods: Sequence[Phrase], receives: bool, without: set[str]) -> Side:
        frame = self._frames[predicate.index]
        if receives and not frame.nominal:
            found = self._acting(frame.subjects, without) or _without(self._cast.dropped(predicate), without)
        else:
            found = self._acting(frame.indirect, without)
        return found or self._towards(predicate, goods, self._words.receivers, without)

    def _giver(self, predicate: Token, goods: Sequence[Phrase], receives: bool, without: set[str]) -> Side:
        frame = self._frames[predicate.index]
        found = self._acting(frame.agents, without)
        if not found and not receives and not frame.nominal and frame.voice != "passive":
            found = self._acting(frame.subjects, without) or _without(self._cast.dropped(predicate), without)
        found = found or self._towards(predicate, goods, self._words.givers, without)
        return found or self._adjectives(goods, without)

    def _adjectives(self, goods: Sequence[Phrase], without: set[str]) -> Side:
        """Whose the goods are, by an adjective of a country: "ajutor american"."""
        tokens = [t for p in goods for t in self._phrases.tokens(p) if t.upos == "ADJ"]
        return _without(self._cast.everyone(tokens), without)

    def _towards(self, predicate: Token, goods: Sequence[Phrase], cases: frozenset[str], without: set[str]) -> Side:
        """Those whom a preposition ties to the trigger or the goods: "pentru Ucraina", "din partea SUA"."""
        low, high = predicate.index, predicate.index
        for phrase in goods:
            low, high = min(low, phrase.first), max(high, phrase.last)
        for phrase in self._phrases.of(predicate.sentence):
            if low < phrase.first <= high + 4 and phrase.case in cases and self._phrases.acts(phrase.head):
                found = self._acting([phrase.head], without)
                if found:
                    return found
        return ()

    def _acting(self, tokens: Iterable[Token], without: set[str]) -> Side:
        found = self._cast.everyone(list(tokens))
        return tuple(i for i in found if i not in without and self._cast.entities[i].kind in _ACTING)


def _without(side: Iterable[str], drop: set[str]) -> Side:
    return tuple(i for i in side if i not in drop)
