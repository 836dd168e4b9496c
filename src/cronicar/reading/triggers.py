"""Words -> event triggers: which verbs, nouns and expressions of an article speak of an event, and of which type.

The words are data (``languages/<language>/events.toml``); the rules here know no language. The lexicon proposes for
every token the entries whose conditions its surroundings meet; the most specific entry of each type speaks for the
type, the most confident type wins.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp

from cronicar.model import EventType
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.event_scene import Scene
from cronicar.reading.event_words import EXCLUDED, OPEN, Entry, Lexicon, Roles, lexicon

LEAST = 0.65
"""Confidence under which a trigger is left out. The F1 of types is flat from 0.45 to 0.65; here as many are missed as
are read too much, and what is read has its participants right more often."""
POINTING, CAPITAL, LABEL, UNNAMED_PART, NAMED = -1.5, -1.5, -1.2, -1.0, 0.8
"""What the surroundings add to the log odds of a trigger, measured on the training articles:
a noun that points back ("acest război"), one written like a name ("Congresul"), one that only tells the kind of another
("avioane de luptă"), one under another noun with nothing of its own ("ororile războiului"), a name under the trigger.
"""
DEEP = 12
"""How far from the trigger a name counts, in tokens."""
REACH = 6
"""How far the words of an expression may stand apart, in tokens."""

LITTLE = {"DET", "ADP", "PART", "PRON", "AUX", "ADV"}
OWN = {"nmod", "amod", "acl", "nummod", "obl", "appos"}


@dataclass(slots=True)
class Trigger:
    """One word or expression that speaks of an event."""

    predicate: Token
    """The head: the token whose dependants are the participants."""
    span: tuple[int, int]
    """With auxiliaries, clitics and mood particle ("i-a mulțumit"), without a negation."""
    type: EventType
    nominal: bool
    confidence: float
    """How often an occurrence like this one is an event of this type, 0 to 1."""
    entry: str
    """The entry of the lexicon, "AID verb trimite"."""
    arguments: Roles
    """``actors`` and ``recipients``: the places to look for them in, see ``[arguments]`` of the lexicon."""
    base: float = 0.0
    """The confidence of the entry alone, its surroundings not counted."""
    parts: tuple[Token, ...] = ()
    """The further words of an expression ("foc" of "lua foc"): no participants."""


def find_triggers(parsed: Parsed, least: float = LEAST) -> list[Trigger]:
    """All triggers of an article in text order, at most one a token, of at least the given confidence."""
    book = lexicon(parsed.language)
    taken: set[int] = set()
    found: dict[int, Trigger] = {}
    for token in parsed.tokens:
        match = _phrase(parsed, token, book)
        if match is None:
            continue
        entry, parts = match
        taken.update(p.index for p in parts)
        taken.add(token.index)
        if entry.type is not None:
            found[token.index] = _trigger(parsed, token, entry, entry.confidence, book, parts)
    for token in parsed.tokens:
        if token.index in taken:
            continue
        best = _best(parsed, token, book)
        if best is not None:
            found[token.index] = _trigger(parsed, token, best[0], best[1], book, ())
    _drop_light(parsed, found, book.joined)
    return [found[i] for i in sorted(found) if found[i].confidence >= least]


def _best(parsed: Parsed, token: Token, book: Lexicon) -> tuple[Entry, float] | None:
    entries, factor = book.entries(parsed, token)
    if not entries:
        return None
    scene = Scene(parsed, token, book)
    by_type: dict[EventType | None, Entry] = {}
    for entry in entries:
        if not all(scene.meets(name, value) for name, value in entry.conditions):
            continue
        known = by_type.get(entry.type)
        if known is None or entry.rank > known.rank:
            by_type[entry.type] = entry
    if not by_type:
        return None
    entry = max(by_type.values(), key=lambda e: (e.confidence, e.weight))
    return entry, entry.confidence * factor


def _phrase(parsed: Parsed, token: Token, book: Lexicon) -> tuple[Entry, tuple[Token, ...]] | None:
    """The longest expression that starts at a token, with its further words."""
    if token.upos not in OPEN and token.upos != "PROPN":
        return None
    lemma = fold(token.lemma)
    marks = {*book.marks(lemma, token.lower), book.forms.get(token.lower, "")}
    entries = {id(e): e for m in sorted(marks) for e in book.phrases.get(m, ())}.values()
    best: tuple[Entry, tuple[Token, ...]] | None = None
    for entry in entries:
        parts = _parts(parsed, token, entry.words[1:], book)
        if parts is not None and (best is None or len(entry.words) > len(best[0].words)):
            best = entry, parts
    return best


def _parts(parsed: Parsed, head: Token, words: tuple[str, ...], book: Lexicon) -> tuple[Token, ...] | None:
    """Dependants of a head, or words right after it, with the given lemmas."""
    low, high = max(0, head.index - REACH), head.index + REACH + 1
    around = [t for t in parsed.tokens[low:high] if t.sentence == head.sentence and t is not head]
    out: list[Token] = []
    for word in words:
        for token in around:
            if token not in out and _is(token, word, book) and _belongs(parsed, token, head, out):
                out.append(token)
                break
        else:
            return None
    return tuple(out)


def _is(token: Token, word: str, book: Lexicon) -> bool:
    marks = book.marks(fold(token.lemma), token.lower)
    return word in marks or (len(word) > 3 and f"~{book.spelt(word)}" in marks)


def _belongs(parsed: Parsed, token: Token, head: Token, found: list[Token]) -> bool:
    """Whether a word hangs on the head (or on a word found already), or follows with only little words between."""
    if token.head == head.index or any(token.head == f.index for f in found):
        return True
    last = found[-1] if found else head
    between = parsed.tokens[last.index + 1 : token.index]
    return 0 <= token.index - last.index - 1 <= 3 and all(t.upos in LITTLE for t in between)


def _trigger(
    parsed: Parsed, token: Token, entry: Entry, confidence: float, book: Lexicon, parts: tuple[Token, ...]
) -> Trigger:
    assert entry.type is not None
    nominal = token.upos == "NOUN"
    tokens = [token] if nominal else _complex(parsed, token)
    close = [p for p in parts if abs(p.index - token.index) <= 4]
    tokens = sorted([*tokens, *close], key=lambda t: t.index)
    roles = book.arguments.get(entry.arguments) or book.arguments.get(entry.type.value, {})
    span = (tokens[0].start, tokens[-1].end)
    weighed = _weighed(confidence, _odds(parsed, token, nominal, book))
    return Trigger(token, span, entry.type, nominal, weighed, entry.key, roles, confidence, parts)


def _weighed(confidence: float, odds: float) -> float:
    """A probability after a shift of its log odds."""
    if confidence <= EXCLUDED:
        return confidence
    confidence = min(confidence, 0.98)
    return 1 / (1 + (1 - confidence) / confidence * exp(-odds))


def _odds(parsed: Parsed, token: Token, nominal: bool, book: Lexicon) -> float:
    """What the surroundings of a trigger say about whether it is told of as an event."""
    under = [t for t in parsed.subtree(token) if t is not token and abs(t.index - token.index) <= DEEP]
    odds = NAMED if any(t.name != "O" or t.upos == "PROPN" for t in under) else 0.0
    if not nominal:
        return odds
    kids = parsed.kids(token)
    before = parsed.tokens[token.index - 1] if token.index else None
    if any(k.relation == "det" and k.feats.get("PronType") == "Dem" for k in kids):
        odds += POINTING
    if token.text[:1].isupper() and before and before.sentence == token.sentence and before.upos != "PUNCT":
        odds += CAPITAL
    if token.relation == "nmod" and not any(k.relation in OWN for k in kids):
        odds += _part(parsed, token, kids, book)
    return odds


def _part(parsed: Parsed, token: Token, kids: list[Token], book: Lexicon) -> float:
    """What it says of a bare noun that it stands under another one."""
    if token.feats.get("Definite") == "Def":
        return UNNAMED_PART
    head = parsed.parent(token)
    if head is None or book.label_not & book.marks(fold(head.lemma), head.lower):
        return 0.0
    return LABEL if book.label & {k.lower for k in kids} and not any(k.relation == "det" for k in kids) else 0.0


def _complex(parsed: Parsed, verb: Token) -> list[Token]:
    """A verb with its auxiliaries, clitics and mood particle, a negation at the edge left out."""
    out = [verb]
    index = verb.index - 1
    while index >= 0 and parsed.tokens[index].sentence == verb.sentence:
        token = parsed.tokens[index]
        if not _of_complex(token, verb):
            break
        out.append(token)
        index -= 1
    while len(out) > 1 and (out[-1].upos == "ADV" or out[-1].feats.get("Polarity") == "Neg"):
        out.pop()
    index = verb.index + 1
    while index < len(parsed.tokens) and parsed.tokens[index].start == parsed.tokens[index - 1].end:
        token = parsed.tokens[index]
        if token.upos != "PRON" or token.head != verb.index:
            break
        out.append(token)
        index += 1
    return out


def _of_complex(token: Token, verb: Token) -> bool:
    if token.upos in ("AUX", "PART"):
        return True
    if token.upos == "PRON":
        return token.head == verb.index and (token.relation == "expl" or token.feats.get("Strength") == "Weak")
    return token.upos == "ADV" and token.head == verb.index and len(token.text) <= 3


def _drop_light(parsed: Parsed, found: dict[int, Trigger], joined: frozenset[str]) -> None:
    """Where a verb and its object speak of one event ("acordă ajutor"), the verb alone is the trigger.

    Of a noun and its participle ("ajutorul acordat", "sancțiunile impuse") the more confident one is.
    """
    for trigger in list(found.values()):
        if not trigger.nominal or trigger.type.value not in joined:
            continue
        noun = trigger.predicate
        verb = found.get(noun.head) if noun.relation in ("obj", "nsubj") else None
        if verb is not None and not verb.nominal and verb.type == trigger.type:
            found.pop(noun.index, None)
            continue
        for participle in (found.get(k.index) for k in parsed.kids(noun, "amod", "acl")):
            if participle is not None and not participle.nominal and participle.type == trigger.type:
                loser = min(trigger, participle, key=lambda t: (t.base, not t.nominal))
                found.pop(loser.predicate.index, None)
