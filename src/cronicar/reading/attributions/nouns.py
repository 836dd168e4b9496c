"""Nouns of saying: "avertismentul că …", "narațiunile false privind …"; light verbs with one: "a atras atenția că"."""

from __future__ import annotations

from collections.abc import Collection

from cronicar.model import Polarity, Stance
from cronicar.reading.attributions import contents, speakers
from cronicar.reading.attributions.cues import Cue, Start, complex_of, cue_span
from cronicar.reading.attributions.lexicon import Verb
from cronicar.reading.attributions.scene import Claim, Scene
from cronicar.reading.document import Token, fold

_NEAR = 8


def claims(scene: Scene, stops: Collection[int]) -> list[Claim]:
    """The claims of all nouns of saying, in text order."""
    out = []
    for token in scene.tokens:
        if token.upos not in ("NOUN", "ADJ", "VERB", "ADV", "PROPN"):
            continue
        claim = _light(scene, token, stops) or _noun(scene, token, stops)
        if claim is not None:
            out.append(claim)
    return out


def openings(scene: Scene) -> set[int]:
    """First tokens of the light verbs that make a cue with a noun behind them."""
    light, out = scene.lexicon.light, set()
    for token in scene.tokens:
        if token.lower in light["forms"] and any(
            _is(scene, i, light["nouns"]) for i in range(token.index + 1, token.index + 4)
        ):
            cue = complex_of(scene, token, Verb(frozenset({"clause"})), light=True)
            if cue is not None:
                out.add(cue.first)
    return out


def _light(scene: Scene, token: Token, stops: Collection[int]) -> Claim | None:
    """A light verb and its noun, with a clause behind them."""
    light = scene.lexicon.light
    form = token.lower
    if form not in light["forms"] and fold(token.lemma) not in light["verbs"]:
        return None
    at = next((i for i in range(token.index + 1, token.index + 4) if _is(scene, i, light["nouns"])), None)
    if at is None:
        return None
    stance: Stance = "endorsed" if form in light["endorsed"] else "neutral"
    polarity: Polarity = "negative" if form in light["negative"] else "positive"
    cue = complex_of(scene, token, Verb(frozenset({"clause"}), stance, polarity), light=True)
    if cue is None or cue.negated or cue.passive:
        return None
    cue.last = at + 1
    start = _clause(scene, cue) or _about(scene, cue)
    if start is None:
        return None
    claim = _made(scene, cue, start, stops)
    if claim is None:
        return None
    claim.source = speakers.preceding(scene, token.index, cue.region)
    claim.inherits = not claim.source
    return claim


def _noun(scene: Scene, token: Token, stops: Collection[int]) -> Claim | None:
    nouns, words = scene.lexicon.nouns, scene.lexicon.words
    form = token.lower
    if form not in nouns["forms"] and fold(token.lemma) not in nouns["lemmas"]:
        return None
    false = _is(scene, token.index + 1, words["falsehood"])
    stance: Stance = "rejected" if false else "doubted" if form in nouns["doubted"] else "neutral"
    cue = Cue(
        token.index, token.index, token.index + 1 + false, Verb(frozenset({"clause"}), stance),
        scene.region(token.index), False, False, False, False,
    )  # fmt: skip
    start = _clause(scene, cue)
    if start is None and (false or form in nouns["with_about"]):
        start = _about(scene, cue)
    if start is None:
        return None
    claim = _made(scene, cue, start, stops)
    if claim is None:
        return None
    claim.source = _owner(scene, cue, start.mark)
    claim.anonymous = not claim.source
    return claim


def _is(scene: Scene, index: int, words: Collection[str]) -> bool:
    return 0 <= index < len(scene.tokens) and scene.tokens[index].lower in words


def _clause(scene: Scene, cue: Cue) -> Start | None:
    """ "că", "conform cărora" or "privind faptul că" behind the noun and its owner."""
    tokens, words, region = scene.tokens, scene.lexicon.words, cue.region
    for index in range(cue.last, min(region.last, cue.last + _NEAR)):
        token = tokens[index]
        if not scene.same(index, region) or token.text in (",", ".", ";", ":"):
            return None
        if token.lower in words["that"]:
            return None if tokens[index - 1].lower in words["not_that"] else Start(index, index + 1)
        pair = f"{token.lower} {tokens[index + 1].lower}" if index + 1 < region.last else ""
        if pair in scene.lexicon.nouns["according"]:
            return Start(index, index + 2)
        if token.upos in ("VERB", "SCONJ"):
            return None
    return None


def _about(scene: Scene, cue: Cue) -> Start | None:
    """ "privind X", "de X" behind the noun and its owner."""
    tokens, region = scene.tokens, cue.region
    for index in range(cue.last, min(region.last, cue.last + 5)):
        if tokens[index].text in (",", ".", ";", ":") or not scene.same(index, region):
            return None
        for phrase in scene.lexicon.nouns["about"]:
            words = phrase.split()
            if [t.lower for t in tokens[index : index + len(words)]] == words:
                return Start(index, index + len(words), colon=False)
    return None


def _made(scene: Scene, cue: Cue, start: Start, stops: Collection[int]) -> Claim | None:
    if scene.tokens[start.mark].lower in scene.lexicon.words["that"]:
        span = contents.forward(scene, cue, start, stops)
    else:
        span = contents.phrase(scene, cue, start.first, stops)
    if span is None:
        return None
    content, kind = scene.shaped(span, cue.region)
    return Claim(cue.at, cue_span(scene, cue), content, kind, cue.entry.stance, cue.entry.polarity)


def _owner(scene: Scene, cue: Cue, until: int) -> tuple[str, ...]:
    """Whose saying it is: named between the noun and its clause."""
    for index in range(cue.last, until):
        who = scene.cast.who(scene.tokens[index])
        if who and speakers.speaks(scene, who):
            return who
    return ()
