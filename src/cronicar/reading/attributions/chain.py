"""What needs the other claims: whoever goes on speaking, quotations without a cue, and headlines."""

from __future__ import annotations

from cronicar.model import Span
from cronicar.reading.attributions import speakers
from cronicar.reading.attributions.quotes import Quotation
from cronicar.reading.attributions.scene import Claim, Region, Scene
from cronicar.reading.document import fold

_HEADLINE = 300
_WORDS = 3
_MEMORY = 3
"""Statements over which a pronoun still means whoever spoke last."""


def inherit(scene: Scene, claims: list[Claim]) -> None:
    """Give claims whose cue names nobody the source of the claim before them; a gerund that of its own statement.

    A pronoun stands for the last person who spoke, not for the agency that handed the words on.
    """
    last: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    spoke = heard = -1
    for claim in sorted(claims, key=lambda c: c.at):
        if scene.inside[claim.at] is not None:
            continue
        here = scene.statement_of[claim.at]
        if claim.inherits and (not claim.source or (here == spoke and last)):
            claim.source = last
        if (
            claim.stands_in is not None
            and 0 <= here - heard <= _MEMORY
            and (speakers.fits(scene, person, claim.stands_in) and not _named_before(scene, claim))
        ):
            claim.source = person
        if claim.source and not claim.relay:
            last, spoke = claim.source, here
            if speakers.is_one_person(scene, last):
                person, heard = last, here


def _named_before(scene: Scene, claim: Claim) -> bool:
    """Whether what is reported names the source itself: "X caută un acord, a spus el"."""
    if claim.kind != "indirect" or claim.cue is None or claim.content[0][0] > claim.cue[0]:
        return False
    return any(
        scene.cast.who(t) == claim.source and t.relation == "nsubj" and t.upos == "PROPN"
        for t in scene.parsed.between(*claim.content[0])
    )


def _place(claim: Claim) -> tuple[int, int]:
    return (claim.cue or claim.content[0])[0], claim.content[0][0]


def continuations(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Quotations that nobody's cue covers but that stand as sentences of their own: the last speaker goes on."""
    covered = _covered(scene, claims)
    speaking = [c for c in sorted(claims, key=_place) if c.source and (c.at < 0 or scene.inside[c.at] is None)]
    out: list[Claim] = []
    last: Claim | None = None
    following = 0
    for quotation in scene.quotes:
        while following < len(speaking) and _place(speaking[following])[0] < quotation.start:
            last = speaking[following]
            following += 1
        if quotation.parent is not None or last is None or not _free(quotation, covered):
            continue
        led = _led_by_colon(scene, quotation)
        if not (led or _alone(scene, quotation)) or not _is_sentence(scene, quotation):
            continue
        if _away(scene, quotation, last) <= (3 if led else 2):
            last = Claim(-1, None, list(quotation.spans), "direct", source=last.source, addressee=last.addressee)
            out.append(last)
    return out


def _covered(scene: Scene, claims: list[Claim]) -> bytearray:
    """A byte for each character: 1 where some claim's content lies."""
    out = bytearray(len(scene.text))
    for claim in claims:
        for start, end in claim.content:
            out[start:end] = b"\x01" * (end - start)
    return out


def _free(quotation: Quotation, covered: bytearray) -> bool:
    start, end = quotation.spans[0]
    return 1 not in covered[start:end]


def _away(scene: Scene, quotation: Quotation, claim: Claim) -> int:
    """Statements between a claim and a quotation."""
    here, anchor = _first_token(scene, quotation), claim.at
    if anchor < 0:
        tokens = scene.parsed.between(*claim.content[0])
        anchor = tokens[0].index if tokens else 0
    return scene.statement_of[here] - scene.statement_of[anchor] if here is not None else len(scene.statements)


def _is_sentence(scene: Scene, quotation: Quotation) -> bool:
    words = sum(len(scene.text[a:b].split()) for a, b in quotation.spans)
    return words >= _WORDS and scene.is_speech(quotation)


def _first_token(scene: Scene, quotation: Quotation) -> int | None:
    between = scene.parsed.between(quotation.start, quotation.end)
    return between[0].index if between else None


def _alone(scene: Scene, quotation: Quotation) -> bool:
    """Whether nothing but the quotation stands in its statement."""
    index = _first_token(scene, quotation)
    if index is None:
        return False
    first, last = scene.statements[scene.statement_of[index]]
    start, end = scene.tokens[first].start, scene.tokens[last - 1].end
    outside = scene.text[start : quotation.start] + scene.text[quotation.end : end]
    return not any(c.isalnum() for c in outside)


def _led_by_colon(scene: Scene, quotation: Quotation) -> bool:
    before = scene.text[max(0, quotation.start - 3) : quotation.start].rstrip()
    return before.endswith(":")


# -- headlines


def headline(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """Claims of the first line that no cue makes: "X: …", "X, despre Y: „…”", and statements repeated in the body."""
    if len(scene.parsed.paragraphs) < 2 or not scene.tokens:
        return []
    start, end = scene.parsed.paragraphs[0]
    if end - start > _HEADLINE or scene.text[start:end].rstrip().endswith("."):
        return []
    out: list[Claim] = []
    covered = _covered(scene, [c for c in claims if c.content[0][0] < end])
    for a, b in _parts(scene.text, start, end):
        out.extend(_titled(scene, a, b, covered, claims))
    return out


def _parts(text: str, start: int, end: int) -> list[Span]:
    """The parts of a headline between slashes."""
    out = []
    while start < end:
        cut = text.find(" / ", start, end)
        stop = cut if cut >= 0 else end
        out.append((start, stop))
        start = stop + 3
    return out


def _titled(scene: Scene, start: int, end: int, covered: bytearray, claims: list[Claim]) -> list[Claim]:
    colon = scene.text.find(":", start, end)
    while colon >= 0 and any(q.start < colon < q.end for q in scene.quotes):
        colon = scene.text.find(":", colon + 1, end)
    lead = (start, colon) if colon > start else (start, start)
    quotes = [q for q in scene.quotes if q.parent is None and start <= q.start and q.end <= end and _free(q, covered)]
    source = _lead_speaker(scene, lead, claims, quoted=any(q.start >= colon for q in quotes))
    region = Region(0, len(scene.tokens), None)
    if source and colon > start:
        body = _span(scene, colon + 1, end)
        if body and 1 not in covered[slice(*body)]:
            content, kind = scene.shaped(body, region)
            return [Claim(-1, None, content, kind, source=source)]
        return []
    if not quotes:
        return []
    speaker = source or _repeated(scene, quotes, claims)
    if not speaker or 1 in covered[start:end]:
        return []
    if not lead[1] > lead[0] and not any(scene.is_speech(q) for q in quotes):
        return []
    body = _span(scene, max(start, lead[1] + 1 if lead[1] > lead[0] else start), end)
    if body is None:
        return []
    content, kind = scene.shaped(body, region)
    return [Claim(-1, None, content, kind, source=speaker)]


def _lead_speaker(scene: Scene, lead: Span, claims: list[Claim], quoted: bool) -> tuple[str, ...]:
    """Who speaks by a headline's lead: the first one named, if a person or a source elsewhere in the article."""
    known = {i for c in claims for i in c.source}
    for token in scene.parsed.between(*lead):
        who = speakers.of_phrase(scene, token) if token.upos in ("NOUN", "PROPN") else ()
        if not who and token.upos not in ("NOUN", "PROPN"):
            continue
        if not who or scene.parsed.kids(token, "case"):
            return ()
        kinds = {scene.cast.entities[i].kind for i in who if i in scene.cast.entities}
        if kinds == {"person"} or known.issuperset(who) or (quoted and speakers.speaks(scene, who)):
            return who
        return ()
    return ()


def _repeated(scene: Scene, quotes: list[Quotation], claims: list[Claim]) -> tuple[str, ...]:
    """The source of a claim in the body that has the same words in it."""
    for q in quotes:
        words = fold(scene.text[slice(*q.spans[0])]).strip(" .,")
        if len(words) < 6:
            continue
        for claim in claims:
            said = fold(" ".join(scene.text[a:b] for a, b in claim.content))
            if claim.source and claim.content[0][0] > q.end and words in said:
                return claim.source
    return ()


def _span(scene: Scene, start: int, end: int) -> Span | None:
    tokens = scene.parsed.between(start, end)
    return scene.trimmed(tokens[0].index, tokens[-1].index + 1) if tokens else None


__all__ = ["continuations", "headline", "inherit", "speakers"]
