"""Events -> transfers: what passes from whom to whom, and in exchange for what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.model import Event, Goods, Miss, Transfer
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.goods import category

SENTENCES_APART = 8
"""How far back the first half of an exchange may stand."""


@dataclass(frozen=True, slots=True)
class _Words:
    """One language's ``transfers.toml`` as sets."""

    types: dict[str, dict[str, bool]]
    trade: frozenset[str]
    noun_cases: frozenset[str]
    verb_cases: frozenset[str]
    wrappers: frozenset[str]
    marks: tuple[tuple[str, ...], ...]


@cache
def _words(language: str) -> _Words:
    data: dict[str, Any] = table(language, "transfers")
    return _Words(
        data["types"],
        frozenset(data["trade"]["lemmas"]),
        frozenset(data["goods"]["noun_cases"]),
        frozenset(data["goods"]["verb_cases"]),
        frozenset(data["goods"]["wrappers"]),
        tuple(tuple(mark.split()) for mark in data["exchange"]["marks"]),
    )


def read_transfers(
    parsed: Parsed, frames: Frames, cast: Cast, events: Sequence[Event]
) -> tuple[list[Transfer], list[Miss]]:
    """The transfers of the events, in their order; giver and receiver are the event's actors and recipients."""
    reader = _Reader(parsed, frames, cast)
    found = [(event, reader.goods(event)) for event in events if reader.may_pass(event)]
    kept = [(event, goods) for event, goods in found if goods]
    links = reader.exchanges([event for event, _ in kept])
    return [_transfer(event, goods, links.get(event.id), reader.swapped(event)) for event, goods in kept], []


def _transfer(event: Event, goods: list[Goods], link: str | None, swapped: bool) -> Transfer:
    giver, receiver = (event.recipients, event.actors) if swapped else (event.actors, event.recipients)
    return Transfer(event=event.id, giver=giver, receiver=receiver, goods=tuple(goods), in_exchange_for=link)


class _Reader:
    def __init__(self, parsed: Parsed, frames: Frames, cast: Cast) -> None:
        self._parsed, self._frames, self._cast = parsed, frames, cast
        self._words = _words(parsed.language)

    def may_pass(self, event: Event) -> bool:
        """Whether something can change hands in an event of this type and wording."""
        kind = self._words.types.get(event.type.value)
        if kind is None:
            return False
        return kind["noun_is_good"] or any(
            t.lemma.lower() in self._words.trade for t in self._parsed.between(*event.trigger)
        )

    def swapped(self, event: Event) -> bool:
        """In a request the one who is asked would give."""
        return self._words.types[event.type.value].get("swapped", False)

    # -- goods

    def goods(self, event: Event) -> list[Goods]:
        """The things that pass, each with its words and category."""
        words = self._parsed.between(*event.trigger)
        if not words:
            return []
        inside = {t.index for t in words}
        head = next((t for t in words if t.head not in inside), words[0])
        head = next((t for t in words if t.upos == "VERB"), head)
        out: dict[tuple[int, int], Goods] = {}
        for token in self._places(head, inside):
            phrase = self._phrase(token)
            kind = category(phrase, self._parsed.language)
            if kind is not None:
                span = (phrase[0].start, phrase[-1].end)
                out.setdefault(span, Goods(span=span, category=kind))
        if out or not self._words.types[event.type.value]["noun_is_good"]:
            return list(out.values())
        for token in words:
            if token.upos != "NOUN":
                continue
            phrase = self._phrase(token)
            kind = category(phrase, self._parsed.language)
            if kind is not None:
                return [Goods(span=(phrase[0].start, phrase[-1].end), category=kind)]
        return []

    def _places(self, head: Token, inside: set[int]) -> Iterator[Token]:
        """Heads of phrases that may name the thing, in the order of trust; those that act are left out."""
        frame = self._frames[head.index]
        if frame.nominal:
            yield from (t for t in frame.genitives if not self._acts(t))
            yield from (t for case, t in frame.obliques if case in self._words.noun_cases and not self._acts(t))
            return
        objects = frame.subjects if frame.voice == "passive" else frame.objects
        for token in objects:
            if token.index in inside or not self._acts(token) or token.feats.get("Number") == "Plur":
                yield token
        yield from (t for case, t in frame.obliques if case in self._words.verb_cases and not self._acts(t))
        for clause in frame.clauses:
            if clause.upos == "VERB":
                under = self._frames[clause.index]
                yield from (t for t in under.objects if not self._acts(t))

    def _acts(self, token: Token) -> bool:
        """Whether a token stands for a named actor, who is no thing to be given."""
        for identifier in self._cast.who(token):
            figurant = self._cast.entities[identifier]
            if figurant.wikidata or figurant.kind in ("country", "organisation"):
                return True
            if figurant.kind == "person":
                return True
        return False

    def _phrase(self, head: Token) -> list[Token]:
        """The noun phrase without clauses, conjuncts and the receiver: "29 de sisteme de arme"."""
        parsed = self._parsed
        keep = {head.index}
        wrapper = head.lemma.lower() in self._words.wrappers
        for child in parsed.kids(head):
            if child.relation in ("det", "nummod", "amod", "flat", "compound", "advmod"):
                keep.update(t.index for t in parsed.subtree(child))
            elif child.relation == "nmod":
                case = self._frames.preposition(child)
                linked = case in self._words.noun_cases or not case or wrapper
                if linked and not self._acts(child):
                    keep.update(self._light(child))
        first = last = head.index
        while first - 1 in keep:
            first -= 1
        while last + 1 in keep:
            last += 1
        phrase = parsed.tokens[first : last + 1]
        while len(phrase) > 1 and phrase[-1].upos in ("PUNCT", "ADP", "CCONJ"):
            phrase = phrase[:-1]
        return phrase

    def _light(self, token: Token) -> set[int]:
        """The subtree of a complement without clauses and appositions."""
        out: set[int] = set()
        stack = [token]
        while stack:
            node = stack.pop()
            out.add(node.index)
            stack += [k for k in self._parsed.kids(node) if k.relation not in ("acl", "advcl", "appos", "parataxis")]
        return out

    # -- exchange

    def exchanges(self, events: Sequence[Event]) -> dict[str, str]:
        """Event -> the event that it pays for: a clause with a mark of exchange, and the nearest transfer before it
        that went the other way."""
        out: dict[str, str] = {}
        for number, event in enumerate(events):
            if not self._marked(event):
                continue
            here = self._sentence(event)
            backwards = sorted(events[:number], key=lambda e: -e.trigger[0])
            answer = next((e for e in backwards if self._answers(event, e) and here - self._sentence(e) <= 2), None)
            answer = answer or next((e for e in events if e is not event and self._answers(event, e)), None)
            if answer is not None:
                out[event.id] = answer.id
        return out

    def _sentence(self, event: Event) -> int:
        words = self._parsed.between(*event.trigger)
        return words[0].sentence if words else -1

    def _answers(self, event: Event, other: Event) -> bool:
        """Whether the other went the opposite way: its receiver side acts here, or its giver side receives."""
        gave, got = self._sides(event)
        other_gave, other_got = self._sides(other)
        return bool(gave & other_got or not gave or not other_got) and bool(got & other_gave)

    def _sides(self, event: Event) -> tuple[set[str], set[str]]:
        """Countries (or, without one, entities) of both sides: Kim's shipment is North Korea's."""

        def side(identifiers: Sequence[str]) -> set[str]:
            return {self._cast.entities[i].country or i for i in identifiers}

        return side(event.actors), side(event.recipients)

    def _marked(self, event: Event) -> bool:
        """Whether the clause of the event holds a mark of exchange."""
        words = self._parsed.between(*event.trigger)
        if not words:
            return False
        sentence = self._parsed.of(self._parsed.sentences[words[0].sentence])
        lower = [t.lower for t in sentence]
        for mark in self._words.marks:
            for at in range(len(lower) - len(mark) + 1):
                if tuple(lower[at : at + len(mark)]) != mark:
                    continue
                gap = abs(sentence[at].index - words[0].index)
                if gap <= 8 and not self._between_clauses(sentence[at], words[0]):
                    return True
        return False

    def _between_clauses(self, mark: Token, trigger: Token) -> bool:
        """Whether another verb stands between the mark and the trigger."""
        low, high = sorted((mark.index, trigger.index))
        return any(t.upos == "VERB" and t is not trigger for t in self._parsed.tokens[low + 1 : high])
