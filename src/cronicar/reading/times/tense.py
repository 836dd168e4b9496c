"""Where a clause looks, to the past or ahead: by its verb, as the parser tagged it."""

from __future__ import annotations

from cronicar.reading.document import Parsed, Token
from cronicar.reading.times.calendar import Direction
from cronicar.reading.times.forms import Tense

_PAST = {"Past", "Imp", "Pqp"}
_VERBS = {"VERB", "AUX"}
_REACH = 8
"""How many governors up from the expression a verb is looked for."""
_WINDOW = 25
"""How many words away a verb is looked for in text that was not parsed."""


def direction(parsed: Parsed, start: int, end: int, words: Tense, previous: str = "") -> Direction | None:
    """Where the clause that governs ``text[start:end]`` looks; None where nothing tells.

    ``previous`` is the word before the expression, folded: prepositions such as "for" look ahead.
    """
    tokens = parsed.between(start, end)
    if not tokens:
        return None
    inside = {t.index for t in tokens}
    top = next((t for t in tokens if t.head not in inside), tokens[0])
    if all(t.head < 0 for t in _around(parsed, top, 3)):
        found = _linear(parsed, tokens[0], tokens[-1], words)
    else:
        found = _climb(parsed, top, words)
    if found != "past" and previous in words.future_prepositions:
        return "future"
    return found


def _climb(parsed: Parsed, token: Token, words: Tense) -> Direction | None:
    """The direction of the nearest governor that has one."""
    governor = parsed.parent(token)
    for _ in range(_REACH):
        if governor is None:
            return None
        if (found := _of_clause(parsed, governor, words)) is not None:
            return found
        governor = parsed.parent(governor)
    return None


def _of_clause(parsed: Parsed, head: Token, words: Tense) -> Direction | None:
    """What the head of a clause, its auxiliaries and its modifiers tell."""
    kids = parsed.kids(head, "aux", "cop", "mark", "advmod", "amod")
    helpers = [k.lower for k in kids if k.relation in ("aux", "cop", "mark")]
    if head.lower in words.future_words or words.future_auxiliaries & set(helpers):
        return "future"
    if any(k.lower in words.future_words for k in kids if k.relation == "amod"):
        return "future"
    for phrase in words.future_phrases:
        if _begins_at(parsed, phrase, head, kids):
            return "future"
    verbs = [t for t in (head, *kids) if t.upos in _VERBS]
    if not verbs:
        return None
    if words.subjunctive & set(helpers):
        return "future"
    if any(t.feats.get("Mood") == "Cnd" for t in verbs):
        return None
    if any(t.feats.get("Tense") in _PAST for t in verbs) or words.past_auxiliaries & set(helpers):
        return "past"
    if any(t.feats.get("Tense") == "Pres" and t.feats.get("VerbForm", "Fin") == "Fin" for t in verbs):
        return "present"
    return "past" if head.feats.get("VerbForm") == "Part" else None


def _begins_at(parsed: Parsed, phrase: tuple[str, ...], head: Token, kids: list[Token]) -> bool:
    """Whether a phrase such as "o să" stands before the head, among its helpers."""
    first = min([head.index, *(k.index for k in kids if k.index < head.index)])
    run = [t.lower for t in parsed.tokens[max(0, first - 1) : head.index + 1]]
    return any(tuple(run[i : i + len(phrase)]) == phrase for i in range(len(run)))


def _linear(parsed: Parsed, first: Token, last: Token, words: Tense) -> Direction | None:
    """Without a tree: the nearest telling word of the same sentence, one behind another clause's opening farther off."""
    best: tuple[int, Direction] | None = None
    for step, origin in ((-1, first.index), (1, last.index)):
        cost = 0
        for distance in range(1, _WINDOW):
            index = origin + step * distance
            if not 0 <= index < len(parsed.tokens) or parsed.tokens[index].sentence != first.sentence:
                break
            token = parsed.tokens[index]
            cost += 6 if token.lower in words.boundaries else 1
            found = _telling(parsed, index, words)
            if found is not None and (best is None or cost < best[0]):
                best = cost, found
    return best[1] if best else None


def _telling(parsed: Parsed, index: int, words: Tense) -> Direction | None:
    word = parsed.tokens[index].lower
    if word in words.future_auxiliaries or word in words.future_words:
        return "future"
    window = tuple(t.lower for t in parsed.tokens[index : index + 2])
    if window in words.future_phrases:
        return "future"
    return "past" if word in words.past_auxiliaries else None


def _around(parsed: Parsed, token: Token, reach: int) -> list[Token]:
    near = parsed.tokens[max(0, token.index - reach) : token.index + reach + 1]
    return [t for t in near if t.sentence == token.sentence]
