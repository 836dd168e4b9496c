"""Reporting verbs -> claims."""

from __future__ import annotations

from collections.abc import Collection

from cronicar.model import Polarity, Span
from cronicar.reading.attributions import contents, speakers
from cronicar.reading.attributions.cues import Cue, Start, complement_start, cue_span
from cronicar.reading.attributions.scene import Claim, Scene
from cronicar.reading.document import Token


def claims(scene: Scene, cues: list[Cue], stops: Collection[int]) -> list[Claim]:
    """The claims of all reporting verbs. ``stops``: first tokens of every cue that follows what it reports."""
    out: list[Claim] = []
    for cue in cues:
        claim = _claim(scene, cue, stops)
        if claim is not None:
            out.append(claim)
    return out


def _claim(scene: Scene, cue: Cue, stops: Collection[int]) -> Claim | None:
    entry = cue.entry
    if cue.negated != entry.negated and not entry.thought and not (cue.negated and entry.polarity == "negative"):
        return None
    if cue.region.quotation is not None and _first_person(scene, cue):
        return None
    if entry.impersonal and not (cue.reflexive or cue.passive):
        return None
    if entry.reflexive and not cue.reflexive:
        return None
    if cue.after:
        return _inverted(scene, cue, stops)
    start = complement_start(scene, cue)
    if start is not None and (start.colon or not cue.passive or "clause" in entry.takes or "wish" in entry.takes):
        span = contents.forward(scene, cue, start, stops)
        if span is not None:
            claim = _made(scene, cue, [span], until=start.mark)
            return claim if claim.source or not entry.named else None
    if "naming" in entry.takes:
        return _naming(scene, cue, stops)
    if "about" in entry.takes or entry.about:
        found = _about(scene, cue, stops)
        if found is not None:
            return found
    if "noun" in entry.takes and not cue.passive and not cue.reflexive:
        return _nominal(scene, cue, stops)
    return None


def _first_person(scene: Scene, cue: Cue) -> bool:
    """ "I think", "we know" in a quotation open nothing new."""
    parts = [scene.tokens[cue.at], *scene.tokens[cue.first : cue.at]]
    return any(t.feats.get("Person") == "1" for t in parts if t.upos in ("VERB", "AUX"))


def _inverted(scene: Scene, cue: Cue, stops: Collection[int]) -> Claim | None:
    """ "…, a spus X": everything before is the content, and what goes on after an insertion."""
    span = contents.backward(scene, cue.region, cue.first)
    if span is None:
        return None
    who, behind = speakers.following(scene, cue.at, cue.region)
    spans = [span]
    more = contents.resumed(scene, cue, behind, stops)
    if more is not None:
        spans.append(more)
    unnamed = _impersonal(scene, cue)
    if unnamed and not who:
        who = speakers.in_document(scene, cue.at, cue.region)
    claim = _made(scene, cue, spans, until=behind if who else cue.at + 8, source=who)
    if unnamed:
        claim.stance = "neutral"  # "se arată în raport" takes no side
    if not who:
        frame = scene.frames.get(cue.at)
        after = [s for s in frame.subjects if s.index > cue.at] if frame else []
        claim.source = speakers.everyone(scene, after) or scene.cast.dropped(scene.tokens[cue.at])
        claim.inherits = not _names_someone(scene, cue)
    return claim


def _names_someone(scene: Scene, cue: Cue) -> bool:
    """Whether a noun follows the cue that must be its speaker, though no entity is known for it."""
    index = cue.last
    while index < cue.region.last and scene.tokens[index].upos in ("ADV", "DET", "ADJ"):
        index += 1
    return (
        index < cue.region.last
        and scene.tokens[index].upos in ("NOUN", "PROPN")
        and not speakers.is_time(scene.tokens[index])
    )


def _made(scene: Scene, cue: Cue, spans: list[Span], until: int, source: tuple[str, ...] | None = None) -> Claim:
    """A claim with kind, stance, source and addressee."""
    content, form = scene.joined(spans, cue.region)
    polarity: Polarity = cue.entry.polarity
    if cue.entry.thought and cue.negated:
        polarity = "negative"
    claim = Claim(cue.at, cue_span(scene, cue), content, form, cue.entry.stance, polarity)
    if source is None:
        claim.anonymous = cue.entry.impersonal or cue.passive or _impersonal(scene, cue)
        source = _agents(scene, cue) if claim.anonymous else _subject(scene, cue)
        claim.inherits = cue.gerund or (not claim.anonymous and not source)
    claim.source = source
    if claim.anonymous and claim.stance == "endorsed":
        claim.stance = "neutral"  # "se arată în raport" takes no side
    if not claim.anonymous and not cue.gerund:
        claim.stands_in = speakers.stand_in(scene, cue.at, cue.region, cue.after)
    kind = cue.entry.addressee
    if until < len(scene.tokens) and scene.tokens[until].lower in scene.lexicon.words["to"]:
        kind = "object"  # "a cerut guvernului să", "a cerut CPI să"
    claim.addressee = speakers.addressed(scene, cue.at, cue.region, kind, source, until)
    if cue.passive and cue.entry.addressee == "object":
        claim.addressee = _subject(scene, cue)
    return claim


def _impersonal(scene: Scene, cue: Cue) -> bool:
    """ "se spune că", "se arată în raport": a reflexive that names no speaker, unlike "s-a declarat"."""
    of_oneself = tuple(scene.lexicon.words["of_oneself"])
    return cue.reflexive and not cue.entry.reflexive and not scene.tokens[cue.at].lower.startswith(of_oneself)


def _agents(scene: Scene, cue: Cue) -> tuple[str, ...]:
    frame = scene.frames.get(cue.at)
    return speakers.everyone(scene, frame.agents) if frame else ()


def _subject(scene: Scene, cue: Cue) -> tuple[str, ...]:
    who = speakers.preceding(scene, cue.first if cue.gerund else cue.at, cue.region) if not cue.gerund else ()
    if cue.gerund:
        frame = scene.frames.get(cue.at)
        who = speakers.everyone(scene, frame.subjects) if frame else ()
    return who


def _object(scene: Scene, cue: Cue) -> Token | None:
    """The nominal object behind the cue, by the tree; whatever follows at once where the tree has none."""
    frame = scene.frames.get(cue.at)
    if frame is None:
        return None
    for head in frame.objects:
        if head.index > cue.at and head.upos in ("NOUN", "PROPN", "NUM") and scene.same(head.index, cue.region):
            return head
    return None


def _nominal(scene: Scene, cue: Cue, stops: Collection[int]) -> Claim | None:
    """ "a anunțat retragerea trupelor", "a negat acest raport"."""
    head = _object(scene, cue)
    if head is None or head.index - cue.at > 10:
        return None
    span = contents.noun(scene, head.index, cue.region, stops)
    if span is None:
        return None
    claim = _made(scene, cue, [span], until=head.index)
    return claim if claim.source else None


def _about(scene: Scene, cue: Cue, stops: Collection[int]) -> Claim | None:
    """ "a acuzat X de Y", "i-a mulțumit lui X pentru Y": what follows the preposition."""
    tokens, region = scene.tokens, cue.region
    for index in range(cue.last, min(region.last, cue.last + 16)):
        token = tokens[index]
        if not scene.same(index, region) or token.text in ".;:":
            break
        for preposition in cue.entry.about:
            words = preposition.split()
            if [t.lower for t in tokens[index : index + len(words)]] != words:
                continue
            first = index + len(words)
            if first < region.last and tokens[first].lower in scene.lexicon.words["that"]:
                first += 1
            elif not _fits(scene, index, first, cue):
                continue
            last = _phrase_until(scene, cue, first, stops)
            span = scene.trimmed(first, last)
            if span is not None:
                return _made(scene, cue, [span], until=index)
    return None


def _fits(scene: Scene, index: int, first: int, cue: Cue) -> bool:
    """Whether the preposition belongs to the cue: its noun hangs on the verb, or nothing else could carry it."""
    if first >= cue.region.last:
        return False
    case = scene.tokens[index]
    node = scene.tokens[case.head] if case.head >= 0 else case
    if node.head == cue.at:
        return True
    if index - cue.at > 8 or not any(t.index == cue.at for t in scene.parsed.ancestors(node)):
        return False
    return scene.tokens[node.head].upos != "NOUN" or len(cue.entry.about[0]) > 2


def _phrase_until(scene: Scene, cue: Cue, first: int, stops: Collection[int]) -> int:
    """Index behind the content of a preposition: a stop, a finite verb's clause of the cue, or the region's end."""
    tokens, region = scene.tokens, cue.region
    index, limit = first, min(region.last, first + 300)
    while index < limit:
        token = tokens[index]
        if scene.same(index, region) and index > first:
            if index in stops or token.text in ".;":
                break
            if token.text == "," and _resumes(scene, index + 1, cue):
                break
            if token.upos == "CCONJ" and _resumes(scene, index + 1, cue):
                break
        index += 1
    return index


def _resumes(scene: Scene, index: int, cue: Cue) -> bool:
    """Whether the cue's own clause, or a gerund of its subject, goes on here."""
    if index >= cue.region.last:
        return False
    token = scene.tokens[index]
    if token.feats.get("VerbForm") == "Ger" or (token.lower.endswith("nd") and token.upos == "VERB"):
        return True
    for node in (token, *scene.parsed.ancestors(token)):
        if node.head == cue.at or node.index == scene.tokens[cue.at].head:
            return node.relation in ("conj", "parataxis", "root", "advcl")
    return False


def _naming(scene: Scene, cue: Cue, stops: Collection[int]) -> Claim | None:
    """ "a numit X un Y", "l-a descris pe X ca fiind Y": object and predicate are the content."""
    tokens, region = scene.tokens, cue.region
    last = _phrase_until(scene, cue, cue.last, stops)
    behind = [t.lower for t in tokens[cue.last : last]]
    has_mark = any(w in scene.lexicon.words["naming"] for w in behind)
    quoted = any(not scene.same(i, region) for i in range(cue.last, last))
    quoted = quoted or any(t.lower in scene.lexicon.words["what"] for t in tokens[max(0, cue.first - 3) : cue.first])
    if not (has_mark or quoted) or last - cue.last < 2:
        return None
    span = scene.trimmed(cue.last, last)
    if span is None:
        return None
    claim = _made(scene, cue, [span], until=cue.last)
    claim.addressee = ()
    return claim if claim.source or cue.passive else None


__all__ = ["Start", "claims"]
