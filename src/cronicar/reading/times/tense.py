"""Where a clause looks, to the past or ahead: by the verb nearest to an expression, as the tagger read it.

The tree is not asked: what stands at the end of a long sentence is what parsers attach worst, and the nearest verb is
mostly right.
"""

from __future__ import annotations

from cronicar.reading.document import Parsed, Token
from cronicar.reading.times.calendar import Direction
from cronicar.reading.times.forms import Tense

_PAST = {"Past", "Imp", "Pqp"}
_FILLERS = {"PART", "PRON", "ADV"}
"""Parts of speech that may stand between the words of a verbal complex."""
_REACH = 40
"""How many words away a verb is looked for."""
_BOUNDARY = 6
"""A conjunction that opens another clause puts what is behind it so many words farther off; punctuation, fewer."""
_COMMA = 4
_FAR = 6
"""A verb farther off than this tells nothing of what belongs to a noun, nor does a present tense of anything;
one three times as far off tells nothing at all."""
_NEAR = 2
"""What is tagged as an adjective but may be a participle is believed so near."""


def direction(parsed: Parsed, start: int, end: int, words: Tense) -> Direction | None:
    """Where the clause that holds ``text[start:end]`` looks; None where nothing tells.

    A present tense tells nothing where the expression belongs to a noun ("the strike of Monday").
    """
    tokens = parsed.between(start, end)
    if not tokens:
        return None
    first, last = tokens[0].index, tokens[-1].index
    before = {t.lower for t in parsed.tokens[max(0, first - 2) : first]}
    cost, found = _nearest(parsed, first, last, words)
    if words.future_prepositions & before and found != "past":
        return "future"
    if belongs_to_noun(parsed, start, words) and (found == "present" or cost > _FAR):
        return None
    return None if cost > (_FAR if found == "present" else 3 * _FAR) else found


def belongs_to_noun(parsed: Parsed, start: int, words: Tense) -> bool:
    """Whether what begins at an offset hangs on a noun by a preposition ("of Monday")."""
    before = parsed.between(max(0, start - 12), start)
    return bool(before) and before[-1].lower in words.adnominal_prepositions


def _nearest(parsed: Parsed, first: int, last: int, words: Tense) -> tuple[int, Direction | None]:
    left, right = _scan(parsed, first, -1, words), _scan(parsed, last, 1, words)
    if left is None or (right is not None and right[0] < left[0]):
        left = right
    return left or (0, None)


def _scan(parsed: Parsed, origin: int, step: int, words: Tense) -> tuple[int, Direction] | None:
    """The nearest verbal complex on one side that tells: how far off, and what."""
    sentence, cost = parsed.tokens[origin].sentence, 0
    index = origin + step
    for _ in range(_REACH):
        if not 0 <= index < len(parsed.tokens) or parsed.tokens[index].sentence != sentence:
            return None
        token = parsed.tokens[index]
        cost += _distance(token, words)
        near = step < 0 and cost <= _NEAR
        if (_verbal(token, words) and not _nominal(parsed, token)) or (near and _like_participle(token, words)):
            chain = _chain(parsed, index, step, words)
            if (found := _of_chain(_first_clause(chain, words), words)) is not None:
                return cost, found
            index = chain[0].index if step < 0 else chain[-1].index
        index += step
    return None


def _distance(token: Token, words: Tense) -> int:
    if token.lower in words.boundaries:
        return _BOUNDARY
    return _COMMA if token.upos == "PUNCT" else 1


def _verbal(token: Token, words: Tense) -> bool:
    if token.upos == "X":
        return token.lower in words.verbal
    return token.upos in ("VERB", "AUX") or token.lower in words.future_words or token.feats.get("VerbForm") == "Part"


def _nominal(parsed: Parsed, token: Token) -> bool:
    """A participle right behind a determiner is a noun, whatever the tagger says."""
    before = parsed.tokens[token.index - 1] if token.index else token
    return _participle(token) and before.upos == "DET" and token.upos == "VERB"


def _like_participle(token: Token, words: Tense) -> bool:
    return token.upos == "ADJ" and token.lower.endswith(words.participle_endings)


def _chain(parsed: Parsed, index: int, step: int, words: Tense) -> list[Token]:
    """The words of a verbal complex, from the one that was met outwards, in text order."""
    chain = [parsed.tokens[index]]
    fillers: list[Token] = []
    while len(fillers) < 3:
        index += step
        if not 0 <= index < len(parsed.tokens):
            break
        token = parsed.tokens[index]
        if token.sentence != chain[0].sentence:
            break
        if _verbal(token, words) or token.lower in words.subjunctive:
            chain += [*fillers, token]
            fillers = []
        elif token.upos in _FILLERS and token.lower not in words.boundaries:
            fillers.append(token)
        else:
            break
    return chain if step > 0 else chain[::-1]


def _first_clause(chain: list[Token], words: Tense) -> list[Token]:
    """A complex up to its subjunctive ("au continuat să atace": "au continuat"), whole where it begins with one."""
    cut = next((i for i, t in enumerate(chain) if t.lower in words.subjunctive), 0)
    return chain[:cut] or chain


def _of_chain(chain: list[Token], words: Tense) -> Direction | None:
    """What a verbal complex tells: by its first word that tells."""
    forms = [t.lower for t in chain]
    if words.subjunctive & set(forms) or words.future_auxiliaries & set(forms) or words.future_words & set(forms):
        return "future"
    if words.conditional_auxiliaries & set(forms):
        return "past" if _participle(chain[-1]) else "future"
    present = False
    for at, token in enumerate(chain):
        if token.lower in words.past_auxiliaries and token.upos in ("AUX", "X"):
            if len(chain) > at + 1 or token.upos == "X":
                return "past"
            present = True  # alone it is the verb "have"
        elif token.feats.get("Tense") in _PAST:
            return "past"
        elif token.feats.get("Tense") == "Pres" and token.feats.get("VerbForm", "Fin") == "Fin":
            present = True
    if present:
        return "present"
    return "past" if _participle(chain[-1]) else None


def _participle(token: Token) -> bool:
    """As tagged; what is verbal and tagged as an adjective is one too."""
    return token.feats.get("VerbForm") == "Part" or token.upos == "ADJ"
