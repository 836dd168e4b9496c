"""Reporting verbs in their place: what each one is, and how its content comes."""

from __future__ import annotations

from dataclasses import dataclass

from cronicar.model import Span
from cronicar.reading.attributions.lexicon import Lexicon, Verb
from cronicar.reading.attributions.scene import DASHES, Region, Scene
from cronicar.reading.document import Token


@dataclass(slots=True)
class Cue:
    """A reporting verb with its auxiliaries and clitics: tokens ``first`` to ``last`` (exclusive) around ``at``."""

    at: int
    first: int
    last: int
    entry: Verb
    region: Region
    negated: bool
    reflexive: bool
    passive: bool
    gerund: bool
    after: bool = False
    """It follows what it reports: "…, a spus X"."""


def find(scene: Scene) -> list[Cue]:
    """All reporting verbs of an article in text order."""
    out = []
    for token in scene.tokens:
        entry = _entry(scene, token)
        if entry is None:
            continue
        cue = complex_of(scene, token, entry)
        if cue is not None:
            cue.after = "after" in entry.takes and _is_after(scene, cue)
            out.append(cue)
    return out


def _entry(scene: Scene, token: Token) -> Verb | None:
    lexicon = scene.lexicon
    entry = lexicon.verb(token)
    if entry is not None:
        return entry
    form = token.lower
    stem, hyphen, _ = form.partition("-")
    if hyphen and stem.endswith(tuple(lexicon.words["gerund_endings"])):
        return lexicon.verbs.get(stem.rstrip("u")) or lexicon.by_stem(stem)
    if token.index and token.upos != "VERB":
        before = bare(scene.tokens[token.index - 1])
        if before in lexicon.words["auxiliaries"] or before in lexicon.words["clitics"]:
            return lexicon.verbs.get(form) or lexicon.by_stem(form)
    return None


def complex_of(scene: Scene, token: Token, entry: Verb, light: bool = False) -> Cue | None:
    """The verb with what belongs to it, or None where it reports nothing: wishes, conditions, bare participles.

    ``light``: a verb that makes a cue with its noun, for which "și-a" is no sign of an intention.
    """
    tokens, words = scene.tokens, scene.lexicon.words
    helpers = words["auxiliaries"] | words["clitics"] | words["between"] | words["not"]
    first = token.index
    while first and bare(tokens[first - 1]) in helpers and scene.inside[first - 1] is scene.inside[token.index]:
        first -= 1
    while first < token.index and tokens[first].lower in words["between"]:
        first += 1
    own = [bare(tokens[i]) for i in range(first, token.index)]
    before = bare(tokens[first - 1]) if first else ""
    has_auxiliary = any(w in words["auxiliaries"] for w in own)
    form = token.lower
    gerund = is_gerund(token, scene.lexicon)
    participle = not gerund and not has_auxiliary and _is_participle(token, scene.lexicon)
    if participle or before in words["unreal"] or (before in words["infinitive"] and not has_auxiliary):
        return None
    if own and own[0] in words["infinitive"] and token.feats.get("VerbForm") == "Inf":
        return None
    if any(w in words["unreal"] for w in own) or (not light and _is_own(scene, first, token.index)):
        return None
    last = token.index + 1
    if last < len(tokens) and tokens[last].text.startswith("-"):
        last += 1
    negated = any(w in words["not"] for w in own) or before in words["not"]
    reflexive = any(w in words["reflexives"] for w in own) or form.endswith(tuple(words["reflexive_suffix"]))
    passive = any(w in words["being"] for w in own) and not gerund
    return Cue(
        token.index, first, last, entry, scene.region(token.index), negated, reflexive, passive, gerund,
    )  # fmt: skip


def bare(token: Token) -> str:
    """The folded form without hyphens, so that "i-", "-i" and "i" are one."""
    return token.lower.strip("-")


def _is_own(scene: Scene, first: int, last: int) -> bool:
    """Whether a verb has a reflexive dative ("își propune", "și-a propus"): an intention, not a saying."""
    own = scene.lexicon.words["own_reflexives"]
    return any(t.lower in own for t in scene.tokens[first:last])


def is_gerund(token: Token, lexicon: Lexicon) -> bool:
    """Whether a token is a gerund, clitics included ("spunând", "descriindu-i")."""
    if token.feats.get("VerbForm") == "Ger":
        return True
    if token.upos not in ("VERB", "AUX", "PRON", "ADV"):
        return False
    endings = tuple(lexicon.words["gerund_endings"])
    return token.lower.partition("-")[0].endswith(endings)


def _is_participle(token: Token, lexicon: Lexicon) -> bool:
    if token.feats.get("VerbForm") == "Part":
        return True
    return token.feats.get("VerbForm") != "Fin" and token.lower.endswith(tuple(lexicon.words["participle_endings"]))


def _is_after(scene: Scene, cue: Cue) -> bool:
    """Whether the cue stands right after a comma or a closing mark, behind a clause or a quotation."""
    if cue.gerund:
        return False
    tokens, region = scene.tokens, cue.region
    at = cue.first - 1
    if at < region.first:
        return False
    quoted = _closes(scene, at, region)
    if not quoted and tokens[at].text not in DASHES | {",", "?", "!", "…"}:
        return False
    quoted = quoted or _closes(scene, at - 1, region)
    if not quoted and "clause" not in cue.entry.takes:
        return False
    if quoted and not _conjunction_follows(scene, cue):
        return True
    return not _conjunction_follows(scene, cue) and (not _subject_before(scene, cue) or _bare_insertion(scene, cue))


def _closes(scene: Scene, index: int, region: Region) -> bool:
    return index > region.first and scene.is_mark(index) and scene.inside[index - 1] is not region.quotation


def _conjunction_follows(scene: Scene, cue: Cue) -> bool:
    return complement_start(scene, cue) is not None


def _subject_before(scene: Scene, cue: Cue) -> bool:
    """Whether the words before the cue are only its subject ("Ministrul, X, a anunțat …"): no finite verb in them."""
    region = cue.region
    for index in range(region.first, cue.first - 1):
        token = scene.tokens[index]
        if scene.same(index, region) and is_finite(scene, token):
            break
    else:
        return True
    frame = scene.frames.get(cue.at)
    if frame is None or "noun" not in cue.entry.takes or _speaker_next(scene, cue):
        return False
    before = [s for s in frame.subjects if s.index < cue.first and scene.same(s.index, region)]
    after = [s for s in frame.subjects if s.index > cue.at]
    return bool(before) and not after and bool(frame.objects) and scene.cast.who(frame.objects[0]) == ()


def _speaker_next(scene: Scene, cue: Cue) -> bool:
    """Whether the first noun behind the cue stands for someone."""
    for token in scene.tokens[cue.last : min(cue.region.last, cue.last + 5)]:
        if token.upos in ("NOUN", "PROPN") and not token.name.endswith(("DATETIME", "PERIOD")):
            return bool(scene.cast.who(token))
    return False


def _bare_insertion(scene: Scene, cue: Cue) -> bool:
    """ "În schimb, a adăugat X, China …": a short adverbial first, no entity in it, and a noun right after the cue."""
    region = cue.region
    words = [t for t in scene.tokens[region.first : cue.first - 1] if t.upos != "PUNCT"]
    return len(words) <= 4 and not any(scene.cast.who(t) for t in words)


def is_finite(scene: Scene, token: Token) -> bool:
    """Whether a token is a finite verb or a participle with its auxiliary."""
    if token.upos == "AUX" and token.relation == "cop":
        return True
    if token.upos not in ("VERB", "AUX"):
        return False
    return token.feats.get("VerbForm") == "Fin" or bool(scene.parsed.kids(token, "aux"))


@dataclass(slots=True, frozen=True)
class Start:
    """Where a content begins. ``mark``: the conjunction; ``colon``: after a colon or right at a quotation."""

    mark: int
    first: int
    colon: bool = False


def complement_start(scene: Scene, cue: Cue) -> Start | None:
    """Where the clause or quotation that a cue introduces begins; None where nothing follows in that way."""
    tokens, region, words = scene.tokens, cue.region, scene.lexicon.words
    takes = cue.entry.takes
    index, limit = cue.last, min(region.last, cue.last + 34)
    crossed = False
    while index < limit:
        token = tokens[index]
        if not scene.same(index, region):
            if "quote" in takes and index == cue.last + 1 and scene.is_mark(index - 1) and "after" in takes:
                return Start(index - 1, index - 1, colon=True)
            return None
        low = token.lower
        if token.text == ":" and "quote" in takes:
            return Start(index, index + 1, colon=True)
        if token.text in (".", ";", "?", "!"):
            return None
        if "clause" in takes and low in words["that"] and tokens[index - 1].lower not in words["not_that"]:
            return Start(index, index + 1)
        if "wish" in takes and low in words["to"] and not (crossed and tokens[index - 1].text == ","):
            return Start(index, index)
        if "wish" in takes and low in words["so_that"] and _wish_ahead(scene, index, region):
            return Start(index, index + 1)
        if "question" in takes and _asks(scene, cue, index, crossed):
            return Start(index, index)
        if (
            "question" in takes
            and index == cue.last
            and low in words["of_what"]
            and (index + 1 < limit and tokens[index + 1].lower in words["what"])
        ):
            return Start(index, index)
        if index > cue.last and (low in words["relative"] or is_finite(scene, token)):
            return None
        if index > cue.last and is_gerund(token, scene.lexicon):
            return None
        if token.text == ",":
            crossed = True
        index += 1
    return None


def _asks(scene: Scene, cue: Cue, index: int, crossed: bool) -> bool:
    """Whether an indirect question begins here: "dacă" anywhere, a question word right behind the cue's phrase."""
    words, low = scene.lexicon.words, scene.tokens[index].lower
    if low in words["if"]:
        return True
    if low in words["relative"] or low not in words["whether"] or crossed or cue.passive:
        return False
    if low in words["what"]:
        return index == cue.last
    return index - cue.last <= 9


def _wish_ahead(scene: Scene, index: int, region: Region) -> bool:
    to = scene.lexicon.words["to"]
    return any(t.lower in to for t in scene.tokens[index + 1 : min(region.last, index + 15)])


def cue_span(scene: Scene, cue: Cue) -> Span:
    """Characters of the cue with auxiliaries and clitics."""
    return scene.tokens[cue.first].start, scene.tokens[cue.last - 1].end
