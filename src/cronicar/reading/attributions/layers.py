"""Cues that are no verbs of a speaker: "potrivit X", "citat de X", "se arată în document"; nouns of saying."""

from __future__ import annotations

from dataclasses import dataclass

from cronicar.model import Span
from cronicar.reading.attributions import contents, speakers
from cronicar.reading.attributions.scene import DASHES, Claim, Region, Scene
from cronicar.reading.document import Token, fold


@dataclass(slots=True, frozen=True)
class Layer:
    """A cue of tokens ``first`` to ``last`` (exclusive); its source's phrase begins at ``last`` and ends at ``end``."""

    first: int
    last: int
    end: int
    source: tuple[str, ...]
    region: Region


def find(scene: Scene) -> list[Layer]:
    """All "according to" cues and relays of an article in text order."""
    out = []
    tokens = scene.tokens
    cues = scene.lexicon.prepositions["cues"]
    firsts = {c.split()[0] for c in cues} | scene.lexicon.relays["participles"]
    for token in tokens:
        low = token.lower
        if low not in firsts:
            continue
        layer = _according(scene, token, cues) or _relay(scene, token)
        if layer is not None:
            out.append(layer)
    return out


def _words(scene: Scene, index: int, count: int) -> list[str]:
    return [t.lower for t in scene.tokens[index : index + count]]


def _according(scene: Scene, token: Token, cues: tuple[str, ...]) -> Layer | None:
    for cue in sorted(cues, key=len, reverse=True):
        words = cue.split()
        if _words(scene, token.index, len(words)) != words:
            continue
        region, last = scene.region(token.index), token.index + len(words)
        if not _stands_apart(scene, token.index, region):
            return None
        last, source, known = _named(scene, last, region)
        if not known:
            return None
        return Layer(token.index, last, _end(scene, last, region), source, region)
    return None


def _stands_apart(scene: Scene, index: int, region: Region) -> bool:
    """Whether a cue stands at the beginning, or behind a comma, a mark or another cue's source."""
    if index <= region.first:
        return True
    before = scene.tokens[index - 1]
    if before.text in DASHES or before.text in (",", "(") or scene.is_mark(index - 1):
        return True
    return before.upos in ("PROPN", "CCONJ", "SCONJ") or index - 1 == region.first


def _named(scene: Scene, index: int, region: Region) -> tuple[int, tuple[str, ...], bool]:
    """Where the source's phrase begins (past "spuselor"), its entities, and whether it can be a source at all."""
    tokens, words = scene.tokens, scene.lexicon.prepositions
    if index >= region.last:
        return index, (), False
    if tokens[index].lower in words["of"] and index + 1 < region.last:
        _, who = _first_entity(scene, index + 1, region)
        return (index + 1 if who else index), who, True
    head, who = _first_entity(scene, index, region)
    if who:
        return index, who, speakers.speaks(scene, who)
    noun = head or tokens[index]
    document = fold(noun.lemma) in words["documents"] or any(fold(noun.text).startswith(d) for d in words["documents"])
    return index, (), document


def _first_entity(scene: Scene, index: int, region: Region) -> tuple[Token | None, tuple[str, ...]]:
    """The phrase's first noun and the first entities named in it."""
    tokens, noun = scene.tokens, None
    for at in range(index, min(region.last, index + 9)):
        token = tokens[at]
        if token.text in ",.;:()" or not scene.same(at, region) or scene.is_mark(at):
            break
        if token.upos == "ADP" and noun is not None and not scene.cast.who(token) and at > index + 3:
            break
        if noun is None and token.upos in ("NOUN", "PROPN", "PRON"):
            noun = token
        who = speakers.of_phrase(scene, token) if token.upos in ("NOUN", "PROPN", "PRON", "X") else ()
        if who:
            return noun, who
    return noun, ()


def _end(scene: Scene, index: int, region: Region) -> int:
    tokens, limit = scene.tokens, min(region.last, index + 40)
    while index < limit and tokens[index].text not in ",.;:()!?" and not scene.is_mark(index):
        if tokens[index].lower in scene.lexicon.relays["participles"]:
            break
        index += 1
    return index


def _relay(scene: Scene, token: Token) -> Layer | None:
    """ "citat de X", not "a fost citat de X"."""
    lexicon, tokens = scene.lexicon, scene.tokens
    if token.lower not in lexicon.relays["participles"] or token.index + 2 >= len(tokens):
        return None
    before = tokens[token.index - 1].lower if token.index else ""
    if before in lexicon.words["auxiliaries"] or tokens[token.index + 1].lower not in lexicon.relays["by"]:
        return None
    region, last = scene.region(token.index), token.index + 2
    while tokens[last].upos == "ADP" and last + 1 < region.last:
        last += 1
    _, who = _first_entity(scene, last, region)
    return Layer(token.index, last, _end(scene, last, region), who, region)


def claims(scene: Scene, layers: list[Layer], stops: set[int]) -> list[Claim]:
    """The claims of all layers: what follows an opening one, what precedes any other, both sides of an insertion."""
    out = []
    for layer in layers:
        spans = _content(scene, layer, stops)
        if not spans:
            continue
        content, kind = scene.joined(spans, layer.region)
        cue = (scene.tokens[layer.first].start, scene.tokens[layer.last - 1].end)
        claim = Claim(layer.first, cue, content, kind)
        claim.source, claim.relay = layer.source, True
        out.append(claim)
    return out


def opens(scene: Scene, layer: Layer) -> bool:
    """Whether the layer stands before what it covers: nothing but a linking word comes first."""
    if layer.first - layer.region.first > 8:
        return False
    lead = [t for t in scene.tokens[layer.region.first : layer.first] if t.upos != "PUNCT"]
    return len(lead) <= 3 and not any(scene.cast.who(t) or t.upos in ("VERB", "NUM") for t in lead)


def _content(scene: Scene, layer: Layer, stops: set[int]) -> list[Span]:
    region = layer.region
    if opens(scene, layer):
        return [s for s in [_rest(scene, layer.end, region, stops)] if s]
    clause = _clause_start(scene, layer)
    if clause is not None:
        span = _rest(scene, layer.end, region, stops)
        return [span] if span else []
    before = contents.backward(scene, region, layer.first)
    return [before] if before else []


def _clause_start(scene: Scene, layer: Layer) -> int | None:
    """An insertion right behind a conjunction or relative pronoun: "care, conform X, ar putea"."""
    words, tokens = scene.lexicon.words, scene.tokens
    at = layer.first - 1
    if at > layer.region.first and tokens[at].text == ",":
        at -= 1
    low = tokens[at].lower
    follows = layer.end < layer.region.last and tokens[layer.end].text == ","
    if follows and (low in words["relative"] or low in words["that"] or tokens[at].upos in ("SCONJ", "CCONJ")):
        return at
    return None


def _rest(scene: Scene, index: int, region: Region, stops: set[int]) -> Span | None:
    end, limit = index, min(region.last, index + 600)
    while end < limit and not (end in stops and scene.same(end, region) and end > index + 1):
        end += 1
    return scene.trimmed(index, end)


def citing(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """ "…, scrie X, care citează un purtător de cuvânt": the cited one is the source of the same content."""
    verbs, out = scene.lexicon.relays["verbs"], []
    by_cue = {claim.at: claim for claim in claims}
    for token in scene.tokens:
        if token.lower not in verbs:
            continue
        region = scene.region(token.index)
        before = range(token.index - 1, max(region.first, token.index - 16) - 1, -1)
        nearest = next((by_cue[i] for i in before if i in by_cue and by_cue[i].content[0][1] < token.start), None)
        if nearest is None:
            continue
        _, who = _first_entity(scene, token.index + 1, region)
        if who and who != nearest.source:
            start = token.start
            if scene.tokens[token.index - 1].lower in scene.lexicon.words["auxiliaries"]:
                start = scene.tokens[token.index - 1].start
            out.append(
                Claim(token.index, (start, token.end), list(nearest.content), nearest.kind, source=who, relay=True)
            )
    return out
