"""Where and when an event is: the place and the time that hang nearest to its trigger in the tree."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.languages import table
from cronicar.model import Time
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token

FARTHEST = 4
"""Steps in the tree beyond which a place or time is not taken for the event's own."""


class Circumstances:
    """Places and times of one article, ready to be asked for each trigger."""

    def __init__(self, parsed: Parsed, frames: Frames, cast: Cast, times: Sequence[Time]) -> None:
        self._parsed, self._frames, self._cast = parsed, frames, cast
        self._static = frozenset(table(parsed.language, "nominals")["relations"]["static"])
        self._times: dict[int, list[tuple[Token, Time]]] = {}
        for time in times:
            inside = parsed.between(*time.span)
            heads = [t for t in inside if t.head < time_first(inside) or t.head > inside[-1].index]
            for head in heads[:1]:
                self._times.setdefault(head.sentence, []).append((head, time))
        self._places: dict[int, list[tuple[Token, str]]] = {}
        for index, identifiers in cast.by_token.items():
            token = parsed.tokens[index]
            if len(identifiers) == 1 and self._is_place(token, identifiers[0]):
                self._places.setdefault(token.sentence, []).append((token, identifiers[0]))

    def _is_place(self, token: Token, identifier: str) -> bool:
        if self._cast.entities[identifier].kind not in ("place", "country"):
            return False
        node = token
        while node.relation in ("conj", "flat", "appos") and node.head >= 0:
            node = self._parsed.tokens[node.head]
        return self._frames.preposition(node) in self._static

    def place(self, trigger: Token, without: Sequence[str]) -> str | None:
        """The entity of the nearest place phrase of the sentence, or None."""
        nearest: tuple[int, int, str] | None = None
        for token, identifier in self._places.get(trigger.sentence, ()):
            if identifier in without:
                continue
            steps = self._distance(trigger, token)
            if steps is not None and (nearest is None or (steps, abs(token.index - trigger.index)) < nearest[:2]):
                nearest = (steps, abs(token.index - trigger.index), identifier)
        return nearest[2] if nearest and nearest[0] <= FARTHEST else None

    def time(self, trigger: Token) -> str | None:
        """The id of the nearest time of the sentence, or None."""
        nearest: tuple[int, int, str] | None = None
        for token, time in self._times.get(trigger.sentence, ()):
            steps = self._distance(trigger, token)
            if steps is not None and (nearest is None or (steps, abs(token.index - trigger.index)) < nearest[:2]):
                nearest = (steps, abs(token.index - trigger.index), time.id)
        return nearest[2] if nearest and nearest[0] <= FARTHEST else None

    def _distance(self, trigger: Token, token: Token) -> int | None:
        """Steps from the trigger up to the governor of the token; going up counts once, through a clause twice."""
        climbed = {token.index: 0}
        for count, above in enumerate(self._parsed.ancestors(token), 1):
            climbed[above.index] = count
        node, steps = trigger, 0
        while True:
            if node.index in climbed:
                return steps + climbed[node.index] - 1
            steps += 2 if node.relation in ("ccomp", "advcl", "acl", "parataxis", "conj") else 1
            if node.head < 0:
                return None
            node = self._parsed.tokens[node.head]


def time_first(tokens: Sequence[Token]) -> int:
    """Index of the first token of an expression, or a number beyond all tokens for an empty one."""
    return tokens[0].index if tokens else 1 << 30
