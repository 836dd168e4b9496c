"""Who speaks and to whom: by pattern around the cue first, by the tree where the pattern finds nobody."""

from __future__ import annotations

from cronicar.reading.attributions.scene import Region, Scene
from cronicar.reading.document import Token

_FAR = 14
_NAMES = ("NOUN", "PROPN", "PRON", "X")
_SPEAKING = ("person", "organisation", "country", "group")


def of_phrase(scene: Scene, head: Token) -> tuple[str, ...]:
    """Entities of the phrase under a head: the head's own, or those of the name that stands with it."""
    who = scene.cast.who(head)
    for child in scene.parsed.kids(head, "appos", "flat"):
        named = scene.cast.who(child)
        if (
            head.upos == "NOUN"
            and child.upos == "PROPN"
            and child.index > head.index
            and named
            and (_is_person(scene, child))
        ):
            return named
    if who and (len(who) > 1 or _has_name(scene, who[0])):
        return who
    for child in scene.parsed.kids(head, "appos", "flat", "nmod", "nummod"):
        if child.index > head.index and child.upos == "PROPN" and not scene.parsed.kids(child, "case"):
            named = scene.cast.who(child)
            if named and "Gen" not in child.feats.get("Case", ""):
                return named
    return who


def _has_name(scene: Scene, who: str) -> bool:
    figurant = scene.cast.entities.get(who)
    return figurant is None or any(form == "name" for _, _, form in figurant.mentions)


def everyone(scene: Scene, heads: list[Token]) -> tuple[str, ...]:
    """Entities of several phrases, each once."""
    return tuple(dict.fromkeys(i for head in heads for i in of_phrase(scene, head)))


def speaks(scene: Scene, who: tuple[str, ...]) -> bool:
    """Whether all of these can speak: no mere places."""
    return all(scene.cast.entities[i].kind in _SPEAKING for i in who if i in scene.cast.entities)


def following(scene: Scene, at: int, region: Region) -> tuple[tuple[str, ...], int]:
    """The speaker named after an inverted cue ("…, a spus ieri ministrul X"), and the index after its phrase.

    Prepositional phrases and datives are stepped over. Nobody: an empty tuple.
    """
    tokens, index, commas = scene.tokens, at + 1, 0
    while index < min(region.last, at + _FAR):
        token = tokens[index]
        if not scene.same(index, region) or scene.is_mark(index) or token.text in ".:;!?(":
            break
        if token.text == ",":
            commas += 1
            if commas > 2 or not _goes_on(scene, index + 1, region):
                break
        elif token.upos in ("VERB", "SCONJ") and token.index not in scene.cast.by_token:
            break
        elif token.upos == "ADP":
            index = _after_phrase(scene, index, region)
            continue
        else:
            who = scene.cast.who(token) if token.upos in _NAMES else ()
            if who and not _is_dative(scene, token) and not is_time(token):
                named = _with_conjuncts(scene, token, of_phrase(scene, token), region)
                return named, _phrase_end(scene, index, region)
        index += 1
    return (), at + 1


def _goes_on(scene: Scene, index: int, region: Region) -> bool:
    """Whether after a comma the same phrase goes on: "a declarat, sâmbătă, premierul"."""
    return index < region.last and scene.same(index, region) and scene.tokens[index].upos in (
        "NOUN", "PROPN", "ADV", "DET", "PRON", "ADP", "NUM",
    )  # fmt: skip


def is_time(token: Token) -> bool:
    """Whether a token is of a date or period ("a declarat luni")."""
    return token.name.endswith(("DATETIME", "PERIOD"))


def _is_dative(scene: Scene, token: Token) -> bool:
    before = scene.tokens[token.index - 1].lower if token.index else ""
    if before in scene.lexicon.words["dative"] and "Gen" in token.feats.get("Case", "Gen"):
        return True
    return "Dat" in token.feats.get("Case", "") and token.upos in ("NOUN", "PRON") and token.relation != "nsubj"


def _after_phrase(scene: Scene, index: int, region: Region) -> int:
    """Index after a prepositional phrase: past its noun and what agrees with or belongs to it."""
    tokens = scene.tokens
    index += 1
    seen, limit = False, min(region.last, index + 40)
    while index < limit:
        token = tokens[index]
        if token.text in ",.:;" or scene.is_mark(index) or token.upos in ("VERB", "SCONJ"):
            break
        if seen and token.upos in ("NOUN", "PROPN", "PRON"):
            genitive = "Gen" in token.feats.get("Case", "")
            if not genitive and token.relation not in ("flat", "nmod", "appos", "fixed"):
                break
            if not genitive and scene.cast.who(token) and (token.upos != "PROPN" or _is_person(scene, token)):
                break
        if token.upos == "ADP":
            seen = False
        if token.upos in ("NOUN", "PROPN", "PRON"):
            seen = True
        index += 1
    return index


def _phrase_end(scene: Scene, index: int, region: Region) -> int:
    """Index after the speaker's phrase: up to the punctuation that ends it.

    A name set off by commas belongs to it where a quotation follows: "a spus premiera, Ana Pop, „…".
    """
    end = _to_punctuation(scene, index, region)
    after = _to_punctuation(scene, end + 1, region)
    if not (after + 1 < region.last and scene.tokens[after].text == "," and scene.is_mark(after + 1)):
        return end
    apposed = (t for t in scene.tokens[end + 1 : after] if t.relation == "appos" and index <= t.head < end)
    return after if scene.tokens[end].text == "," and any(apposed) else end


def _to_punctuation(scene: Scene, index: int, region: Region) -> int:
    tokens, limit = scene.tokens, min(region.last, index + 40)
    while index < limit and tokens[index].text not in ",.:;()!?–" and not scene.is_mark(index):
        index += 1
    return index


def _with_conjuncts(scene: Scene, head: Token, who: tuple[str, ...], region: Region) -> tuple[str, ...]:
    """The head's entities, and those coordinated with it outside of quotations."""
    out = list(who)
    for child in scene.parsed.kids(head, "conj"):
        if scene.same(child.index, region) and child.upos in ("NOUN", "PROPN"):
            out.extend(scene.cast.who(child))
    return tuple(dict.fromkeys(out))


def _is_person(scene: Scene, token: Token) -> bool:
    return all(scene.cast.entities[i].kind == "person" for i in scene.cast.who(token) if i in scene.cast.entities)


def in_document(scene: Scene, at: int, region: Region) -> tuple[str, ...]:
    """Whose document it is in "…, se arată într-un comunicat al X": the first entity of the phrase."""
    for index in range(at + 1, min(region.last, at + _FAR)):
        token = scene.tokens[index]
        if token.text in ",.;:" or not scene.same(index, region):
            break
        who = of_phrase(scene, token) if token.upos in ("NOUN", "PROPN") else ()
        if who and not is_time(token) and speaks(scene, who):
            return who
    return ()


def preceding(scene: Scene, at: int, region: Region) -> tuple[str, ...]:
    """The speaker named before a cue: the frame's subject, or the nearest fitting phrase of the clause."""
    token = scene.tokens[at]
    frame = scene.frames.get(at)
    own = [s for s in frame.subjects if s.index < at and scene.same(s.index, region)] if frame else []
    named = everyone(scene, own)
    if named:
        return named
    if any(s.upos in ("NOUN", "PROPN") for s in own):
        return ()
    return _leftward(scene, at, region) or scene.cast.dropped(token)


def _leftward(scene: Scene, at: int, region: Region) -> tuple[str, ...]:
    """The phrase before the cue that can be its subject, within the clause; several where a plural verb wants them."""
    tokens = scene.tokens
    low = max(region.first, at - 25)
    out: list[str] = []
    index = at - 1
    while index >= low and scene.same(index, region):
        token = tokens[index]
        if token.upos == "SCONJ" or (token.upos == "VERB" and token.feats.get("VerbForm") == "Fin"):
            break
        who = scene.cast.who(token)
        if out and not who and not (token.text == "," or token.upos == "CCONJ"):
            break
        if who and _is_bare(scene, token) and speaks(scene, who) and not is_time(token):
            out[:0] = of_phrase(scene, token)
            if not _is_plural(scene, at):
                break
        index -= 1
    return tuple(dict.fromkeys(out))


def _is_bare(scene: Scene, token: Token) -> bool:
    """Whether a noun has neither preposition nor genitive."""
    if token.upos not in ("NOUN", "PROPN") or "Gen" in token.feats.get("Case", ""):
        return False
    return not scene.parsed.kids(token, "case")


def _is_plural(scene: Scene, at: int) -> bool:
    parts = [*scene.parsed.kids(scene.tokens[at], "aux"), scene.tokens[at]]
    return any(t.feats.get("Number") == "Plur" and t.feats.get("VerbForm", "Fin") == "Fin" for t in parts)


def addressed(scene: Scene, at: int, region: Region, kind: str, source: tuple[str, ...], until: int) -> tuple[str, ...]:
    """To whom, where said: datives, "pentru X", "într-un interviu acordat X"; the object with some verbs.

    ``kind``: ``object`` where the object is who is spoken to; ``until``: index at which content or speaker ends.
    """
    out: list[str] = []
    frame = scene.frames.get(at)
    if frame is not None:
        near = [h for h in frame.indirect if scene.same(h.index, region) and h.upos in ("NOUN", "PROPN")]
        out.extend(everyone(scene, [h for h in near if abs(h.index - at) < _FAR]))
    for index in range(at + 1, min(until, at + _FAR, region.last)):
        if not scene.same(index, region):
            break
        out.extend(_as_addressee(scene, scene.tokens[index], at, kind))
    for index in range(max(region.first, at - 2 * _FAR), at):
        if scene.same(index, region) and scene.tokens[index - 1].lower in scene.lexicon.words["granted"]:
            out.extend(scene.cast.who(scene.tokens[index]))
    return tuple(i for i in dict.fromkeys(out) if i not in source)


def _as_addressee(scene: Scene, token: Token, at: int, kind: str) -> tuple[str, ...]:
    """The entities of a token behind the cue, if the cue is addressed to it."""
    who, words = scene.cast.who(token), scene.lexicon.words
    if not who or token.upos not in ("NOUN", "PROPN") or not speaks(scene, who):
        return ()
    before = scene.tokens[token.index - 1]
    if before.lower in words["for_whom"] or before.lower in words["granted"]:
        return who
    if _is_dative(scene, token) and (token.head == at or before.index == at or before.upos in ("PROPN", "PRON", "DET")):
        return who
    bare = not scene.parsed.kids(token, "case") or scene.parsed.kids(token, "case")[0].lower in words["object_case"]
    return who if kind == "object" and bare and "Gen" not in token.feats.get("Case", "") else ()


def stand_in(scene: Scene, at: int, region: Region, after: bool) -> Token | None:
    """The personal or demonstrative pronoun that is a cue's subject, or the verb itself where it has none."""
    tokens, words = scene.tokens, scene.lexicon.words
    if after:
        nxt = tokens[at + 1] if at + 1 < region.last else None
        return nxt if nxt is not None and nxt.lower in words["pronouns"] else None
    frame = scene.frames.get(at)
    if frame is None:
        return None
    own = [s for s in frame.subjects if s.index < at]
    if len(own) == 1 and own[0].lower in words["pronouns"]:
        return own[0]
    return tokens[at] if not frame.subjects and frame.dropped and _opens(scene, at, region) else None


def _opens(scene: Scene, at: int, region: Region) -> bool:
    """Whether nothing that could be a subject stands before the cue in its region."""
    return not any(t.upos in ("NOUN", "PROPN", "PRON") and not scene.parsed.kids(t, "case") and t.head != at
                   for t in scene.tokens[region.first : at])  # fmt: skip


def is_one_person(scene: Scene, who: tuple[str, ...]) -> bool:
    """Whether a source is a single person."""
    figurant = scene.cast.entities.get(who[0]) if len(who) == 1 else None
    return figurant is not None and figurant.kind == "person" and not figurant.plural


def fits(scene: Scene, who: tuple[str, ...], pronoun: Token) -> bool:
    """Whether a pronoun (or the ending of a verb) can stand for one person who spoke before."""
    if not is_one_person(scene, who) or pronoun.feats.get("Number") == "Plur":
        return False
    figurant = scene.cast.entities[who[0]]
    gender = pronoun.feats.get("Gender") if pronoun.upos in ("PRON", "DET") else None
    return gender is None or figurant.gender is None or figurant.gender == gender
