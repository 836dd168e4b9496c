"""How far a content reaches: forwards from a conjunction, backwards from an inverted cue."""

from __future__ import annotations

from collections.abc import Collection

from cronicar.model import Span
from cronicar.reading.attributions.cues import Cue, Start, is_finite
from cronicar.reading.attributions.scene import DASHES, Region, Scene

_LONGEST = 600
"""Tokens that one content may run over, so that an endless sentence costs no more than a long one."""
_BEFORE_NOUN = ("DET", "ADJ", "NUM")


def forward(scene: Scene, cue: Cue, start: Start, stops: Collection[int]) -> Span | None:
    """The clause that begins at ``start``. ``stops``: first tokens of cues that cover or follow this one."""
    region = cue.region
    if start.colon:
        return _after_colon(scene, start, region, stops)
    head = _complement(scene, cue, start)
    index = start.first
    pending = _subordinate_first(scene, start.first)
    limit = min(region.last, start.first + _LONGEST)
    while index < limit:
        if index > start.first and scene.same(index, region):
            if index in stops and _parts(scene, index):
                break
            if _joins(scene, index):
                break
            if pending and scene.tokens[index - 1].text == ",":
                pending = False
            elif head is not None and _outside(scene, index, cue.at, head, region):
                break
            if head is None and scene.tokens[index].text == ";":
                break
            if scene.tokens[index].text == "," and _adjunct_behind_quote(scene, index, region):
                break
        index += 1
    return scene.trimmed(start.first, _without_tail(scene, start.first, index))


def _after_colon(scene: Scene, start: Start, region: Region, stops: Collection[int]) -> Span | None:
    """A quotation where one follows the colon at once, else the rest of the region up to the next stop."""
    if start.first < region.last and scene.is_mark(start.first):
        quotation = scene.opened_by(start.first)
        if quotation is not None:
            return quotation.start, quotation.end
    index, limit = start.first, min(region.last, start.first + _LONGEST)
    while index < limit and not (index in stops and scene.same(index, region)):
        index += 1
    return scene.trimmed(start.first, index)


def _complement(scene: Scene, cue: Cue, start: Start) -> int | None:
    """Head of the complement clause, if the tree hangs it under the cue."""
    head = scene.tokens[start.mark].head
    if scene.tokens[start.mark].relation != "mark" or head < start.first:
        return None
    if any(t.index == cue.at for t in scene.parsed.ancestors(scene.tokens[head])):
        return head
    return None


def _parts(scene: Scene, index: int) -> bool:
    """Whether a cue that starts here is parted from what precedes, so that it is not of the content."""
    before = scene.tokens[index - 1]
    if before.text in DASHES or before.text in (",", "(") or scene.is_mark(index - 1):
        return True
    return before.upos in ("CCONJ", "ADP", "ADV", "NOUN", "PROPN")


def _outside(scene: Scene, index: int, verb: int, head: int, region: Region) -> bool:
    """Whether a clause begins here that the tree hangs beside or above the cue, not in its complement."""
    tokens = scene.tokens
    token = tokens[index]
    parted = tokens[index - 1].text in (",", ";") or tokens[index - 1].text in DASHES
    if token.upos == "PUNCT" or token.sentence != tokens[head].sentence or not (parted or token.upos == "CCONJ"):
        return False
    above = {t.index for t in scene.parsed.ancestors(tokens[verb])}
    node, below = index, index
    if parted and _relative_ahead(scene, verb) and (token.upos == "AUX" or is_finite(scene, token)):
        return tokens[head].index < index
    if any(t.lower in scene.lexicon.words["that"] for t in tokens[max(0, index - 3) : index]):
        return False
    while node >= 0 and node != head:
        if node == verb:
            return tokens[below].relation in ("conj", "parataxis") and _is_clause(scene, below, index)
        if node in above:
            if _in_relative(scene, verb, node) and parted:
                return True
            return tokens[below].relation in ("conj", "parataxis") and _is_clause(scene, below, index)
        below, node = node, tokens[node].head
    return False


def _subordinate_first(scene: Scene, first: int) -> bool:
    """Whether the content begins with a condition or the like, so that its first comma ends nothing."""
    while first < len(scene.tokens) and scene.tokens[first].text == ",":
        first += 1
    return first < len(scene.tokens) and scene.tokens[first].upos == "SCONJ"


def _joins(scene: Scene, index: int) -> bool:
    """Whether "and", "but" joins a further reporting verb here: "… și a precizat că"."""
    if scene.tokens[index].upos != "CCONJ" and scene.tokens[index].lower not in scene.lexicon.words["but"]:
        return False
    return index + 1 in scene.openings


def _adjunct_behind_quote(scene: Scene, index: int, region: Region) -> bool:
    """Whether a comma behind a quotation opens mere circumstances ("că „…”, în cadrul unei întâlniri")."""
    tokens = scene.tokens
    if index + 2 >= region.last:
        return False
    pair = f"{tokens[index + 1].lower} {tokens[index + 2].lower}"
    if pair in scene.lexicon.words["circumstances"]:
        return True
    if not scene.is_mark(index - 1) or tokens[index + 1].upos != "ADP":
        return False
    return all(scene.same(i, region) for i in range(index + 1, min(region.last, index + 60)))


def _is_clause(scene: Scene, head: int, index: int) -> bool:
    """Whether a coordinated head begins a clause of the cue's own rank: a finite verb with no conjunction "că"."""
    token, that = scene.tokens[head], scene.lexicon.words["that"] | scene.lexicon.words["to"]
    if head < index - 1 or not is_finite(scene, token) or scene.tokens[index - 1].text not in DASHES | {",", ";"}:
        return False
    return not any(t.lower in that for t in scene.tokens[index : min(head, index + 4)])


def _relative_ahead(scene: Scene, verb: int) -> bool:
    """Whether a relative pronoun stands just before the cue: "despre care se spune că"."""
    relative = scene.lexicon.words["relative"]
    return any(t.lower in relative for t in scene.tokens[max(0, verb - 4) : verb])


def _in_relative(scene: Scene, verb: int, node: int) -> bool:
    """Whether the cue stands in a relative clause below a node."""
    token = scene.tokens[verb]
    while token.index != node:
        if token.relation == "acl":
            return True
        token = scene.tokens[token.head]
    return False


def _without_tail(scene: Scene, first: int, last: int) -> int:
    """Drop a conjunction left at the end."""
    while last > first + 1 and (
        scene.tokens[last - 1].upos == "CCONJ" or scene.tokens[last - 1].text in DASHES | {",", "("}
    ):
        last -= 1
    return last


def backward(scene: Scene, region: Region, before: int) -> Span | None:
    """All of the region before an inverted cue."""
    return scene.trimmed(region.first, before)


def resumed(scene: Scene, cue: Cue, after: int, stops: Collection[int]) -> Span | None:
    """What goes on after an inserted cue: a quotation interrupted by it, or a clause that had hardly begun.

    ``after``: index behind the speaker's phrase.
    """
    region, tokens = cue.region, scene.tokens
    if after >= region.last or tokens[after].text not in DASHES | {","}:
        return None
    index = after + 1
    if index >= region.last or index in stops:
        return None
    quote_first = scene.is_mark(index) and index + 1 < region.last and not scene.same(index + 1, region)
    joined = index + 1 < region.last and scene.is_mark(index + 1) and tokens[index].upos in ("CCONJ", "SCONJ", "ADV")
    unfinished = not any(is_finite(scene, tokens[i]) for i in range(region.first, cue.first - 1))
    because = tokens[index].lower in scene.lexicon.words["because"] and scene.same(index, region)
    if not (quote_first or joined or unfinished or because):
        return None
    end, limit = index, min(region.last, index + _LONGEST)
    while end < limit and not (end > index and end in stops and scene.same(end, region) and _parts(scene, end)):
        end += 1
    return scene.trimmed(index + (1 if joined else 0), _without_tail(scene, index, end))


def phrase(scene: Scene, cue: Cue, first: int, stops: Collection[int]) -> Span | None:
    """A nominal content behind a preposition."""
    region, tokens = cue.region, scene.tokens
    last, limit = first, min(region.last, first + _LONGEST)
    while last < limit and not (scene.same(last, region) and (last in stops or tokens[last].text in ".;:")):
        token = tokens[last]
        if last > first and scene.same(last, region) and (token.text == "," or is_finite(scene, token)):
            break
        last += 1
    return scene.trimmed(first, _without_tail(scene, first, last))


def noun(scene: Scene, head: int, region: Region, stops: Collection[int]) -> Span | None:
    """A nominal content: the phrase under a head, up to the next cue or foreign clause."""
    tokens = scene.tokens
    inside = [t.index for t in scene.parsed.subtree(tokens[head])]
    first = head
    while first - 1 in inside and first > region.first and tokens[first - 1].upos in _BEFORE_NOUN:
        first -= 1
    last = head + 1
    members = set(inside)
    limit = min(region.last, head + _LONGEST)
    while last < limit and (last in members or tokens[last].upos == "PUNCT" or not scene.same(last, region)):
        if last in stops and scene.same(last, region):
            break
        if tokens[last].text in (".", ";"):
            break
        last += 1
    return scene.trimmed(first, _without_tail(scene, first, last))
