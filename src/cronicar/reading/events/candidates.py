"""What speaks for and against an entity as a participant of a trigger: the features of the learned scorer.

A feature is a short string; the scorer adds up their weights, so that every decision can be read. No feature names a
country, a person or a word of one language, save prepositions and the relations of Universal Dependencies.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from cronicar.model import Attribution
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.events.participants import Participants
from cronicar.reading.goods import category
from cronicar.reading.triggers import Trigger

NEAR_SENTENCES = 1
SALIENT = 6
"""So many of the most mentioned entities are candidates wherever the trigger stands."""
LONGEST_PATH = 5
GIVING = ("AID", "COOPERATE", "AGREE")
THINGS = ("weapons", "personnel", "money", "technology", "energy", "food", "goods")
"""Goods that are never the receiver of an aid, as against people and towns."""
LOCAL = ("subject", "object", "dative", "agent", "genitive", "adjective", "clause_subject")


@dataclass(slots=True)
class Candidate:
    """An entity that might take part in a trigger's event, with what speaks for it."""

    entity: str
    features: list[str] = field(default_factory=list)


class Candidates:
    """Candidates of the triggers of one article."""

    def __init__(
        self,
        parsed: Parsed,
        frames: Frames,
        cast: Cast,
        attributions: Sequence[Attribution],
        triggers: Sequence[Trigger],
    ) -> None:
        self._parsed, self._frames, self._cast = parsed, frames, cast
        self._rules = Participants(parsed, frames, cast, attributions)
        self._spoken = [(s, e, a) for a in attributions for s, e in a.content]
        self._by_sentence: dict[int, list[tuple[Token, str]]] = defaultdict(list)
        counts: dict[str, int] = defaultdict(int)
        for index, identifiers in sorted(cast.by_token.items()):
            token = parsed.tokens[index]
            for identifier in identifiers:
                self._by_sentence[token.sentence].append((token, identifier))
                counts[identifier] += 1
        self._counts = counts
        able = [i for i in counts if cast.entities[i].kind != "place"]
        self._salient = sorted(able, key=lambda i: -counts[i])[:SALIENT]
        self._title = {i for _, i in self._by_sentence.get(0, ())}
        self.ruled = [self._rules.of(trigger) for trigger in triggers]
        self._history: dict[tuple[str, str], list[int]] = defaultdict(list)
        for number, (trigger, (actors, recipients)) in enumerate(zip(triggers, self.ruled, strict=True)):
            for role, found in (("a", actors), ("r", recipients)):
                for identifier in found:
                    self._history[f"{role}{trigger.type.value}", identifier].append(number)
                    self._history[role, identifier].append(number)

    def of(self, number: int, trigger: Trigger) -> list[Candidate]:
        """Candidates for the trigger with this number among the article's, nearest sentences and salient ones only."""
        here = trigger.predicate.sentence
        mentions: dict[str, list[Token]] = defaultdict(list)
        for sentence in range(here - NEAR_SENTENCES, here + 1):
            for token, identifier in self._by_sentence.get(sentence, ()):
                if token is not trigger.predicate and token not in trigger.parts:
                    mentions[identifier].append(token)
        speaker, addressee = self._voices(trigger.predicate.start)
        frame = self._frames[trigger.predicate.index]
        understood = self._rules.understood(frame) if not frame.nominal else ()
        ids = list(mentions)
        ids += [i for i in (*self._salient, *speaker, *addressee, *understood) if i not in mentions]
        if trigger.type.value in GIVING:
            ids = [i for i in ids if not self._is_given(i, mentions.get(i, []), trigger)]
        places = self._places(trigger)
        context = _Context(number, trigger, places, speaker, addressee, understood)
        return [Candidate(i, self._features(i, mentions.get(i, []), context)) for i in dict.fromkeys(ids)]

    def _is_given(self, entity: str, mentions: list[Token], trigger: Trigger) -> bool:
        """Whether an entity is the thing that passes ("a trimis 2.000 de soldați") and so no party to the giving."""
        frame = self._frames[trigger.predicate.index]
        passed = frame.genitives if frame.nominal else frame.subjects if frame.voice == "passive" else frame.objects
        if self._cast.entities[entity].wikidata or not mentions:
            return False
        # "mii de soldați": what is counted hangs on the number.
        heads = {t.index for p in passed for t in (p, *self._parsed.kids(p, "nmod"))}
        here = [m for m in mentions if m.sentence == trigger.predicate.sentence]
        return bool(here) and all(m.index in heads and category([m], self._parsed.language) in THINGS for m in here)

    def _voices(self, offset: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        around = [(e - s, a) for s, e, a in self._spoken if s <= offset < e]
        if not around:
            return (), ()
        inner = min(around, key=lambda x: x[0])[1]
        return inner.source, inner.addressee

    def _places(self, trigger: Trigger) -> dict[str, list[str]]:
        """Entity -> the places of the trigger's frame that it stands in."""
        out: dict[str, list[str]] = defaultdict(list)
        frame = self._frames[trigger.predicate.index]
        for place in LOCAL:
            for identifier in self._rules.at(trigger, place):
                out[identifier].append(place)
        for preposition, head in frame.obliques:
            for identifier in self._cast.who(head):
                out[identifier].append(f"prep:{preposition}")
        return out

    def _features(self, entity: str, mentions: list[Token], c: _Context) -> list[str]:
        trigger, kind = c.trigger, self._cast.entities[entity].kind
        t, n = trigger.type.value, "n" if trigger.nominal else "v"
        frame = self._frames[trigger.predicate.index]
        voice = frame.voice[0]
        out = ["1", f"t={t}", f"k={kind}", f"k={kind},{t}", f"n={n}", f"n={n},{kind}"]
        actors, recipients = self.ruled[c.number]
        out += self._rule_features("A", entity, actors, t, n, kind) + self._rule_features(
            "R", entity, recipients, t, n, kind
        )
        lemma = trigger.predicate.lemma.lower()
        out.append(f"lemma={lemma},{kind}")
        for place in c.places.get(entity, ()):
            out.append(f"lemma={lemma},{place}")
            out += [f"p={place}", f"p={place},{n}{voice}", f"p={place},{t}", f"p={place},{kind}", f"p={place},{n},{t}"]
            for role in ("actors", "recipients"):
                slots = trigger.arguments.get(role, ())
                rank = next((i for i, slot in enumerate(slots) if place in slot.split("+")), None)
                out += [f"slot={role[0]}{rank}", f"slot={role[0]}{rank},{n}", f"slot={role[0]}{rank},{kind}"]
        if entity in c.speaker:
            first = self._first_person(trigger.predicate)
            out += [f"speaker={first}", f"speaker={first},{t}", f"speaker={first},{n}"]
        if entity in c.addressee:
            out += ["addressee", f"addressee,{t}"]
        if entity in c.understood:
            out += ["understood", f"understood,{t}"]
        out += self._near(entity, mentions, c, n, t)
        for role in "ar":
            count = len([x for x in self._history.get((f"{role}{t}", entity), ()) if x != c.number])
            held = bool(actors if role == "a" else recipients)
            out += [f"h{role}={min(count, 3)},{held}", f"h{role}={min(count, 3)},{held},{n}"]
            if count:
                out.append(f"h{role},{t},{held}")
            other = len([x for x in self._history.get((role, entity), ()) if x != c.number])
            out.append(f"o{role}={min(other, 3)},{held}")
        here = any(m.sentence == trigger.predicate.sentence for m in mentions)
        if mentions and trigger.type.value in ("AID", "COOPERATE", "AGREE", "REQUEST"):
            thing = any(category([m], self._parsed.language) is not None for m in mentions)
            out += [f"thing={thing}", f"thing={thing},{t}"]
        rank = self._salient.index(entity) if entity in self._salient else 9
        local = f"{bool(actors)}{bool(recipients)}{'here' if here else 'away'}"
        out += [f"rank={min(rank, 4)},{local}", f"rank={min(rank, 4)},{n}", f"title={entity in self._title},{local}"]
        out.append(f"count={min(self._counts.get(entity, 0), 5)}")
        return out

    def _rule_features(self, role: str, entity: str, found: Sequence[str], t: str, n: str, kind: str) -> list[str]:
        if entity in found:
            return [
                f"rule{role}",
                f"rule{role},{t}",
                f"rule{role},{n}",
                f"rule{role},{kind}",
                f"rule{role},{len(found)}",
            ]
        return [f"rule{role}={'other' if found else 'none'}", f"rule{role}={'other' if found else 'none'},{n}"]

    def _near(self, entity: str, mentions: list[Token], c: _Context, n: str, t: str) -> list[str]:
        here = [m for m in mentions if m.sentence == c.trigger.predicate.sentence]
        if not here:
            return [f"away={'near' if mentions else 'far'}", f"away={'near' if mentions else 'far'},{n}"]
        out: set[str] = set()
        nearest = min(here, key=lambda m: abs(m.index - c.trigger.predicate.index))
        gap = nearest.index - c.trigger.predicate.index
        side = "<" if gap < 0 else ">"
        size = next(x for x in (1, 2, 4, 8, 16, 999) if abs(gap) <= x)
        out |= {f"d={side}{size}", f"d={side}{size},{n}", f"side={side},{t}"}
        out.add(f"between={self._between(nearest, c.trigger.predicate)},{side}")
        out |= self._surface(nearest, c, n, t, side)
        for mention in here[:4]:
            path = self._path(mention, c.trigger.predicate)
            out |= {f"path={path}", f"path={path},{n}"}
            out.add(f"rel={mention.deprel},{side},{n}")
            if mention.index in self._cast.located:
                out |= {"located", f"located,{t}"}
            preposition = self._frames.preposition(mention)
            if preposition:
                out |= {f"prep={preposition},{n}", f"prep={preposition},{t}"}
            if mention.upos == "ADJ":
                out.add(f"adjective,{path}")
        return sorted(out)

    def _surface(self, mention: Token, c: _Context, n: str, t: str, side: str) -> set[str]:
        """What word order and form tell where the tree is wrong: case, preposition, what stands between."""
        trigger = c.trigger.predicate
        low, high = sorted((mention.index, trigger.index))
        between = self._parsed.tokens[low + 1 : high]
        case = mention.feats.get("Case", "none")
        verbs = min(sum(x.upos == "VERB" for x in between), 2)
        marks = sum(x.upos == "SCONJ" or x.feats.get("PronType") == "Int,Rel" for x in between)
        quotes = sum(not x.text[0].isalnum() and x.upos == "PUNCT" and x.text not in ",.;:-–()" for x in between)
        crossing = f"verbs={verbs},marks={min(marks, 1)},quotes={min(quotes, 1)}"
        order = self._between(mention, trigger)
        before = self._parsed.tokens[mention.index - 1] if mention.index else None
        while before is not None and before.upos in ("DET", "ADJ", "NUM") and before.index:
            before = self._parsed.tokens[before.index - 1]
        word = before.lower if before is not None and before.upos == "ADP" else "-"
        alone = f"{side}{n}{order}{min(verbs, 1)}{min(marks, 1)}"
        return {
            f"case={case},{side},{n}", f"case={case},{side},{t}",
            f"cross={crossing},{side}", f"cross={crossing},{side},{n}",
            f"order={side}{order},{n}", f"word={word},{side},{n}", f"word={word},{t}", f"alone={alone},{case},{word}",
            f"alone={alone},{t}", f"alone={alone},{c.trigger.predicate.upos}",
        }  # fmt: skip

    def _between(self, mention: Token, trigger: Token) -> int:
        low, high = sorted((mention.index, trigger.index))
        others = {i for token, i in self._by_sentence[trigger.sentence] if low < token.index < high}
        return min(len(others), 3)

    def _path(self, mention: Token, trigger: Token) -> str:
        """Relations from the mention up to where the two meet, then down to the trigger."""
        up = [mention, *self._parsed.ancestors(mention)]
        at = {token.index: i for i, token in enumerate(up)}
        down: list[str] = []
        node: Token | None = trigger
        while node is not None and node.index not in at:
            down.append(node.relation)
            node = self._parsed.parent(node)
        if node is None:
            return "none"
        climb = [token.relation for token in up[: at[node.index]]]
        if len(climb) + len(down) > LONGEST_PATH:
            return "long"
        return "^".join(climb) + "|" + "v".join(reversed(down))

    def _first_person(self, predicate: Token) -> str:
        """1 where the predicate or something under it speaks in the first person, else 3."""
        for part in (predicate, *self._parsed.kids(predicate)):
            if part.feats.get("Person") == "1":
                return f"1{part.feats.get('Number', 'Sing')[0]}"
        return "3"


@dataclass(slots=True)
class _Context:
    number: int
    trigger: Trigger
    places: dict[str, list[str]]
    speaker: tuple[str, ...]
    addressee: tuple[str, ...]
    understood: tuple[str, ...]
