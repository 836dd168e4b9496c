"""Modality and polarity of events: what the tree tells, weighed with all else that speaks for a plan or a possibility.

A feature is a short string; the weights (made by ``training.modality``) add up, so that every decision can be read.
No feature names a person, a country or a word of one language, save prepositions and conjunctions: words are seen as
classes of ``modality.toml``. Polarity comes from the tree alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from math import exp

from cronicar.errors import DataError
from cronicar.model import Modality, Polarity, Time
from cronicar.reading.clauses import VERBAL, Frames
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.event_words import lexicon
from cronicar.reading.events.moods import HIGHEST, Moods, Told
from cronicar.reading.triggers import Trigger

MODALITIES: tuple[Modality, ...] = ("asserted", "planned", "possible", "demanded")
CLAUSES = 3
"""So many clauses above an event are looked at."""
NEAR = 5
"""So many words before an event are looked at."""
SAME = 6
"""Letters of a lemma by which two mentions are taken for the same word."""
FACT = 0.6
"""What the chance of "asserted" is multiplied by before the likeliest modality is taken: the measure wants the others
found. Tuned by cross-validation on the training articles."""
WEAK = frozenset({"given", "part", "obl", "nmod", "obj", "nsubj"})
"""Ways of telling that say little of other mentions of the same event."""

Happening = tuple[Token, str, Time | None]
"""The head of an event, its type, and its time."""


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the four modalities by feature."""

    weights: dict[str, tuple[float, ...]]
    bias: tuple[float, ...]

    @staticmethod
    @cache
    def load() -> Weights:
        """The shipped weights. Raises ``DataError`` when they are missing or damaged."""
        path = resources.files("cronicar.languages").joinpath("_model", "modality.json")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            weights = {name: tuple(map(float, row)) for name, row in data["weights"].items()}
            bias = tuple(map(float, data["bias"]))
        except FileNotFoundError as error:
            raise DataError(f"{path}: the weights of the modality are missing; reinstall cronicar") from error
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise DataError(f"{path}: damaged ({error}); reinstall cronicar") from error
        if {len(bias), *map(len, weights.values())} != {len(MODALITIES)}:
            raise DataError(f"{path}: damaged (a row has not {len(MODALITIES)} numbers); reinstall cronicar")
        return Weights(weights, bias)

    def chances(self, features: Sequence[str]) -> tuple[float, ...]:
        """Probability of each of ``MODALITIES``."""
        rows = [self.bias, *(self.weights[f] for f in sorted(set(features)) if f in self.weights)]
        sums = [sum(column) for column in zip(*rows, strict=True)]
        powers = [exp(s - max(sums)) for s in sums]
        return tuple(p / sum(powers) for p in powers)

    def choose(self, features: Sequence[str]) -> Modality:
        """The likeliest modality, "asserted" held back by ``FACT``."""
        chances = self.chances(features)
        return max(zip(chances, MODALITIES, strict=True), key=lambda x: x[0] * (FACT if x[1] == "asserted" else 1))[1]


class Modalities:
    """Modality and polarity of the triggers of one article.

    ``own`` holds the time of each trigger or None; without ``published`` nothing is known to be still to come.
    """

    def __init__(
        self,
        parsed: Parsed,
        frames: Frames,
        triggers: Sequence[Trigger],
        own: Sequence[Time | None],
        times: Sequence[Time],
        published: date | None,
    ) -> None:
        events = [(t.predicate, t.type.value, time) for t, time in zip(triggers, own, strict=True)]
        self._parsed, self._weights = parsed, Weights.load()
        self._evidence = Evidence(parsed, frames, events, times, published)

    def of(self, trigger: Trigger, time: Time | None) -> tuple[Modality, Polarity]:
        """Modality and polarity of a trigger with this time of its own."""
        features, told = self._evidence.of(trigger.predicate, trigger.type.value, time)
        denied = told.denied ^ (self._negative_by_itself(trigger) and self._evidence.moods.negated(trigger.predicate))
        return self._weights.choose(features), "negative" if denied else "positive"

    def _negative_by_itself(self, trigger: Trigger) -> bool:
        """Whether the negation is a part of the trigger: "nu recunoaște" breaks relations, and that is not denied."""
        entries, _ = lexicon(self._parsed.language).entries(self._parsed, trigger.predicate)
        if any(self._evidence.moods.is_negation(part) for part in trigger.parts):
            return True
        return any(e.key == trigger.entry and ("negative", True) in e.conditions for e in entries)


class Evidence:
    """Features of the events of one article."""

    def __init__(
        self,
        parsed: Parsed,
        frames: Frames,
        events: Sequence[Happening],
        times: Sequence[Time],
        published: date | None,
    ) -> None:
        self._parsed, self._frames, self._published = parsed, frames, published
        self.moods = Moods(parsed, frames)
        self._times: dict[int, set[str]] = {}
        for time in times:
            for token in parsed.between(*time.span)[:1]:
                self._times.setdefault(token.sentence, set()).add(self._side(time))
        self._signs: dict[tuple[str, str], list[tuple[int, str]]] = {}
        for token, kind, own in events:
            self._take_note(token, kind, own)

    def of(self, token: Token, kind: str, time: Time | None) -> tuple[list[str], Told]:
        """Features of an event with this head, type and time, and what the tree alone tells of it."""
        told = self.moods.told(token)
        scene = _Scene(token, kind, "v" if token.upos in VERBAL else "n", self._side(time) if time else "none")
        out = [*self._itself(scene, told), *self._elsewhere(scene, told), *self._under(scene)]
        out += [*self._above(scene), *self._around(scene)]
        return out, told

    def _side(self, time: Time) -> str:
        """Whether a time lies before, about or after the day of publication."""
        if self._published is None:
            return "unknown"
        if time.start > self._published:
            return "after"
        return "about" if time.end >= self._published else "before"

    def _itself(self, s: _Scene, told: Told) -> Iterator[str]:
        own, local = self.moods.mood(s.token), self._frames[s.token.index].modality
        yield from ("1", f"t={s.kind}", f"n={s.n}", f"t={s.kind},{s.n}", f"own={own},{s.n}", f"own={own},{s.kind}")
        yield from (f"frame={local}", f"frame={local},{s.n}", f"rel={s.token.relation},{s.n}", f"rel={s.token.deprel}")
        yield from (f"time={s.side}", f"time={s.side},{s.n}", f"time={s.side},{own}", f"time={s.side},{s.kind}")
        yield from [f"ahead={side},{s.n}" for side in sorted(self._times.get(s.token.sentence, ()))] or ["ahead=no"]
        label = f"told={told.modality}"
        yield from (label, f"{label},{s.n}", f"{label},{s.kind}", f"{label},{s.side}")
        yield from (f"{label},{told.via}", f"{label},{told.via},{s.n}", f"{label},{told.via},{s.kind}")
        yield from (f"denied={told.denied},{s.n}", f"denied={told.denied},{told.modality}")
        yield f"under={s.n},{own},{told.modality}"

    def _take_note(self, token: Token, kind: str, time: Time | None) -> None:
        """Remember how an event is told of, for the other mentions of its like."""
        told = self.moods.told(token)
        signs: list[str] = [] if told.via in WEAK else [told.modality]
        if time:
            signs.append(f"time{self._side(time)}")
        for key in (("word", fold(token.lemma)[:SAME]), ("kind", kind)):
            self._signs.setdefault(key, []).extend((token.index, sign) for sign in signs)

    def _elsewhere(self, s: _Scene, told: Told) -> Iterator[str]:
        for name, key in (("word", fold(s.token.lemma)[:SAME]), ("kind", s.kind)):
            for sign in sorted({sign for i, sign in self._signs.get((name, key), ()) if i != s.token.index}):
                yield from (f"{name}={sign},{s.n}", f"{name}={sign},{told.modality},{s.n}")
                yield f"{name}={sign},{s.kind},{s.n}"

    def _under(self, s: _Scene) -> Iterator[str]:
        """What qualifies the event itself."""
        moods, kids = self.moods, self._parsed.kids(s.token)
        for kid in kids:
            if kid.relation in ("amod", "advmod", "det", "acl", "nmod"):
                yield from (f"under={name},{s.n}" for name in moods.modifiers.of(kid))
            if kid.relation in ("amod", "acl"):
                yield from (f"kid={name}" for name in moods.governors.of(kid))
            if kid.relation == "acl":
                yield f"aclmood={moods.mood(kid)}"
            if kid.relation == "det":
                yield f"det={kid.feats.get('PronType', '-')},{kid.feats.get('Definite', '-')}"
        if s.n == "n":
            yield f"form={s.token.feats.get('Definite', '-')},{s.token.feats.get('Number', '-')}"
            yield f"bare={not kids}"

    def _above(self, s: _Scene) -> Iterator[str]:
        """The words that the event hangs on, up to the third clause."""
        preposition = self._frames.preposition(s.token)
        if preposition:
            yield from (f"prep={preposition}", f"prep={preposition},{s.kind}")
        node, clauses, steps, said, found = s.token, 0, 0, "", False
        while node.head >= 0 and steps < HIGHEST and clauses < CLAUSES:
            relation, above = node.relation, self._parsed.tokens[node.head]
            if relation == "conj":
                if self.moods.clausal(node) and self.moods.clausal(above):
                    yield f"coord={self.moods.mood(above)}"
                node = above
                continue
            steps += 1
            classes = self.moods.classes(above, node)
            yield from self._governor(s, classes, f"{relation}{said}", said, min(steps, 3))
            if classes and not found:
                yield from self._first(s, classes, above)
            found = found or bool(classes)
            if self.moods.clausal(above):
                clauses += 1
                yield from self._clause(s, above, relation, said, clauses)
            else:
                yield from self._noun(above, min(steps, 3))
            if (relation == "ccomp" and "say" in classes) or relation == "parataxis":
                said = ",said"
            node = above
        if not clauses:
            yield f"noclause,{s.n}"
        if not found:
            yield f"nogov,{s.n}"

    def _governor(self, s: _Scene, classes: Sequence[str], way: str, said: str, level: int) -> Iterator[str]:
        for name in classes:
            yield from (f"g{level}={name},{way}", f"g={name},{s.n}{said}", f"g{level}={name},{s.n}")

    def _first(self, s: _Scene, classes: Sequence[str], above: Token) -> Iterator[str]:
        for name in classes:
            yield from (f"first={name},{s.n}", f"first={name},{self.moods.mood(above)},{s.n}")
            if self.moods.negated(above):
                yield f"firstneg={name}"

    def _clause(self, s: _Scene, above: Token, relation: str, said: str, number: int) -> Iterator[str]:
        mood = self.moods.mood(above)
        yield from (f"m{number}={mood},{s.n}{said}", f"m{number}={mood},{relation}")
        if number == 1:
            yield from (f"m1={mood},{s.side},{s.n}", f"m1={mood},{s.kind}", f"clause={mood},{above.relation},{s.n}")
        if self.moods.negated(above):
            yield f"neg{number},{relation},{s.n}"
        for adverb in self._parsed.kids(above, "advmod"):
            yield from (f"mod{number}={name}" for name in self.moods.modifiers.of(adverb))
        if self.moods.conditional(above):
            yield f"if{number}"

    def _noun(self, above: Token, level: int) -> Iterator[str]:
        preposition = self._frames.preposition(above)
        if preposition:
            yield f"nprep{level}={preposition}"
        for kid in self._parsed.kids(above, "amod", "det"):
            yield from (f"nmod{level}={name}" for name in self.moods.modifiers.of(kid))

    def _around(self, s: _Scene) -> Iterator[str]:
        """Conditions, negations and questions, and the words right before the event, whatever the tree."""
        parsed, moods = self._parsed, self.moods
        sentence = parsed.sentences[s.token.sentence]
        if moods.conditional(s.token):
            yield "if0"
        if any(moods.conditional(kid) for kid in parsed.kids(s.token, "advcl")):
            yield "then"
        if moods.negated(s.token):
            yield f"neg0,{s.n}"
        if parsed.of(sentence)[-1].text == "?":
            yield "question"
        yield f"head={sentence.paragraph == 0},{s.n}"
        for token in parsed.tokens[max(sentence.first, s.token.index - NEAR) : s.token.index]:
            yield from (f"near={name}" for name in moods.governors.of(token))
            yield from (f"nearmod={name}" for name in moods.modifiers.of(token))
            if moods.is_if(token):
                yield "nearif"
            if moods.is_negation(token):
                yield f"nearneg,{s.n}"


@dataclass(frozen=True, slots=True)
class _Scene:
    token: Token
    kind: str
    n: str
    """Noun or verb: n, v."""
    side: str
    """Where its time lies from the day of publication."""
