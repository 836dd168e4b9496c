"""Quotations, cues and clauses -> who is said to have said, thought, denied or asked what."""

from __future__ import annotations

from collections.abc import Mapping

from cronicar.model import Attribution, Miss
from cronicar.reading.attributions import chain, cues, layers, nouns, verbs
from cronicar.reading.attributions.lexicon import lexicon
from cronicar.reading.attributions.scene import Claim, Scene, scene
from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed
from cronicar.reading.frames import Frame

__all__ = ["read_attributions"]


def read_attributions(parsed: Parsed, frames: Mapping[int, Frame], cast: Cast) -> tuple[list[Attribution], list[Miss]]:
    """All attributions of an article in text order, ids ``a1`` …, and the cues whose speaker stays unknown.

    ``frames``: by index of the predicate's token. Spans are code points of ``parsed.text``.
    """
    if not parsed.tokens:
        return [], []
    stage = scene(parsed, frames, cast, lexicon(parsed.language))
    claims = _claims(stage)
    return _finished(stage, claims)


def _claims(stage: Scene) -> list[Claim]:
    found, relays = cues.find(stage), layers.find(stage)
    stops = {c.first for c in found if c.after or c.gerund} | {r.first for r in relays if not layers.opens(stage, r)}
    stage.openings = {
        c.first
        for c in found
        if not (c.after or c.gerund) and (c.entry.about or cues.complement_start(stage, c) is not None)
    } | nouns.openings(stage)
    claims = [*verbs.claims(stage, found, stops), *layers.claims(stage, relays, stops)]
    taken = {c.at for c in claims}
    claims.extend(c for c in nouns.claims(stage, stops) if c.at not in taken)
    claims.extend(layers.citing(stage, claims))
    chain.inherit(stage, claims)
    claims.extend(chain.headline(stage, claims))
    claims.extend(chain.continuations(stage, claims))
    return claims


def _finished(stage: Scene, claims: list[Claim]) -> tuple[list[Attribution], list[Miss]]:
    out: list[Attribution] = []
    misses: list[Miss] = []
    seen: set[tuple[object, ...]] = set()
    for claim in sorted(claims, key=lambda c: (c.content[0][0], -c.content[-1][1], c.cue or (0, 0))):
        key = (tuple(claim.content), claim.source)
        if key in seen or not claim.content:
            continue
        seen.add(key)
        if not claim.source and not claim.anonymous:
            span = claim.cue or claim.content[0]
            misses.append(Miss(span=span, step="attributions", reason="speaker not identified"))
            if claim.at >= 0 and stage.inside[claim.at] is not None:
                continue
        out.append(
            Attribution(
                id=f"a{len(out) + 1}", source=claim.source, addressee=claim.addressee, kind=claim.kind,
                stance=claim.stance, polarity=claim.polarity, cue=claim.cue, content=tuple(claim.content),
            )
        )  # fmt: skip
    return out, misses
