"""Who does it and to whom: the places of a trigger's mapping, looked up in its frame, the first that yields wins."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.model import Attribution
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.frames import Frame
from cronicar.reading.triggers import Trigger


class Participants:
    """Looks up actors and recipients of the triggers of one article."""

    def __init__(self, parsed: Parsed, frames: Frames, cast: Cast, attributions: Sequence[Attribution]) -> None:
        self._parsed, self._frames, self._cast = parsed, frames, cast
        self._spoken = [(start, end, a) for a in attributions for start, end in a.content]

    def of(self, trigger: Trigger) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Actors and recipients; nobody stands on both sides."""
        actors = self._role(trigger, trigger.arguments.get("actors", ()), ())
        recipients = self._role(trigger, trigger.arguments.get("recipients", ()), actors)
        return actors, recipients

    def _role(self, trigger: Trigger, places: Sequence[str], others: Sequence[str]) -> tuple[str, ...]:
        for alternative in places:
            found: dict[str, None] = {}
            for place in alternative.split("+"):
                found.update(dict.fromkeys(i for i in self.at(trigger, place) if i not in others))
            if found:
                return tuple(found)
        return ()

    def at(self, trigger: Trigger, place: str) -> tuple[str, ...]:
        """The entities that stand in one place of a trigger's frame, or of the verb that its noun leans on."""
        frame = self._frames[trigger.predicate.index]
        skip = {t.index for t in trigger.parts} | {trigger.predicate.index}
        tokens = [t for t in self._tokens(frame, place) if t.index not in skip]
        found = self._cast.everyone(tokens)
        if not found and place == "subject" and not frame.nominal:
            found = self.understood(frame)
        if not found and frame.nominal:
            found = self._of_support(frame, place, skip)
        return found

    def _tokens(self, frame: Frame, place: str) -> list[Token]:
        passive = frame.voice == "passive"
        match place:
            case "subject":
                return frame.agents if passive else frame.subjects
            case "object":
                return frame.subjects if passive else frame.objects
            case "dative":
                return frame.indirect
            case "agent":
                return frame.agents
            case "genitive":
                return frame.genitives
            case "adjective":
                return frame.adjectives
            case "clause_subject":
                return [s for clause in frame.clauses for s in self._frames[clause.index].subjects]
        if place.startswith("prep:"):
            wanted = place.removeprefix("prep:")
            return [head for preposition, head in frame.obliques if preposition == wanted]
        return []

    def understood(self, frame: Frame) -> tuple[str, ...]:
        """The subject of a verb that shows none: the speaker for a first person in a quotation, else by context."""
        person = self._person(frame.predicate)
        if person == "1":
            speaker = self._speaker(frame.predicate.start)
            if speaker:
                return speaker
        if frame.voice == "passive":
            return ()
        found = self._cast.dropped(frame.predicate)
        if not found and frame.dropped:
            governor = self._governing_verb(frame.predicate)
            if governor is not None:
                found = self._cast.dropped(governor)
                if not found and self._person(governor) == "1":
                    found = self._speaker(governor.start)
        return found

    def _governing_verb(self, token: Token) -> Token | None:
        for above in self._parsed.ancestors(token):
            if above.upos == "VERB":
                return above
        return None

    def _person(self, predicate: Token) -> str | None:
        for part in (*self._parsed.kids(predicate, "aux"), predicate):
            if part.feats.get("Person"):
                return part.feats["Person"]
        return None

    def _speaker(self, offset: int) -> tuple[str, ...]:
        """The source of the innermost attribution around an offset."""
        around = [(end - start, a) for start, end, a in self._spoken if start <= offset < end and a.source]
        return min(around, key=lambda x: x[0])[1].source if around else ()

    # -- event nouns that lean on a verb

    def _of_support(self, frame: Frame, place: str, skip: set[int]) -> tuple[str, ...]:
        noun = frame.predicate
        verb = self._parsed.parent(noun)
        if verb is None or verb.upos != "VERB":
            return ()
        above = self._frames[verb.index]
        if noun.relation not in ("obj", "nsubj", "obl", "ccomp"):
            return ()
        if place == "subject":
            if noun.deprel not in ("obj", "nsubj:pass") and noun.relation != "obj":
                return ()
            found = self._cast.everyone(self._tokens(above, "subject"))
            return found or self.understood(above)
        if place == "dative" and noun.relation == "obj":
            return self._cast.everyone(above.indirect)
        if place.startswith("prep:") and noun.relation in ("obj", "nsubj"):
            tokens = [t for t in self._tokens(above, place) if t.index not in skip and t.start > noun.start]
            return self._cast.everyone(tokens)
        return ()
