"""Who "he", "they", "the two" and a verb without a subject are: the nearest fitting one, subjects before others."""

from __future__ import annotations

from collections.abc import Iterable

from cronicar.languages import table
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames, is_predicate
from cronicar.reading.document import Parsed, Token, fold

_ACTING = ("person", "group", "organisation", "country")
SENTENCES_BACK = 3
MENTIONS_BACK = 200


class Pronouns:
    """Walks through an article once and keeps who has been mentioned, in which role."""

    def __init__(self, parsed: Parsed, frames: Frames, cast: Cast) -> None:
        self._parsed, self._frames, self._cast = parsed, frames, cast
        data = table(parsed.language, "nominals")
        self._third = frozenset(data["reference"]["third_person"])
        self._possessive = frozenset(data["reference"]["possessive"])
        self._plural = {k: (int(v[0]), str(v[1])) for k, v in data["plural"].items()}
        self._heard: list[tuple[int, int, str]] = []
        """(sentence, weight, entity) of every mention so far; a subject weighs 3, an object 2, the rest 1."""

    def resolve(self) -> None:
        """Fill the cast with resolved pronouns, plural phrases and dropped subjects."""
        for sentence in self._parsed.sentences:
            tokens = self._parsed.of(sentence)
            for token in tokens:
                self._resolve(token)
                for identifier in self._cast.who(token):
                    self._heard.append((token.sentence, self._weight(token), identifier))
            for token in tokens:
                if is_predicate(token):
                    self._drop(token)

    def _weight(self, token: Token) -> int:
        node = token
        while node.relation in ("conj", "flat", "appos") and node.head >= 0:
            node = self._parsed.tokens[node.head]
        return {"nsubj": 3, "obl:agent": 2, "iobj": 2, "obj": 2}.get(node.relation, 1) if node.deprel != "nmod" else 0

    def _resolve(self, token: Token) -> None:
        if token.index in self._cast.by_token:
            return
        plural = self._plural.get(self._with_determiner(token))
        if plural is not None:
            members = self._recent(plural[1], plural[0])
            if len(members) == plural[0]:
                self._cast.by_token[token.index] = tuple(members)
                return
        if token.upos not in ("PRON", "DET") or token.lower not in self._third_forms(token):
            return
        found = self._nearest(token, token.feats.get("Gender"), token.feats.get("Number") == "Plur")
        if found is not None:
            self._cast.by_token[token.index] = (found,)
            self._cast.entities[found].mentions.append((token.start, token.end, "pronoun"))

    def _third_forms(self, token: Token) -> Iterable[str]:
        if token.upos == "DET":
            # A determiner stands for somebody only as a possessive; "lui" before a name is an article.
            is_owner = token.feats.get("Poss") == "Yes" and token.lemma.lower() in self._possessive
            return (token.lower,) if is_owner else ()
        if token.lemma.lower() in self._third or token.lower in self._third:
            return (token.lower,)
        return ()

    def _with_determiner(self, token: Token) -> str:
        if token.upos not in ("NUM", "PRON", "DET", "NOUN"):
            return ""
        first = token.index
        while first and self._parsed.tokens[first - 1].head == token.index:
            first -= 1
        return fold(" ".join(t.text for t in self._parsed.tokens[first : token.index + 1]))

    def _recent(self, kind: str, count: int) -> list[str]:
        """The last ``count`` different entities of a kind, in the order they were named."""
        out: list[str] = []
        for _, weight, identifier in self._heard[: -MENTIONS_BACK - 1 : -1]:
            if self._cast.entities[identifier].kind == kind and weight and identifier not in out:
                out.append(identifier)
                if len(out) == count:
                    break
        return out[::-1]

    def _nearest(self, token: Token, gender: str | None, plural: bool) -> str | None:
        best: tuple[float, str] | None = None
        clause_mates = self._clause_mates(token)
        for order in range(len(self._heard) - 1, -1, -1):
            sentence, weight, identifier = self._heard[order]
            back = token.sentence - sentence
            if back > SENTENCES_BACK:
                break
            if identifier in clause_mates:
                continue
            figurant = self._cast.entities[identifier]
            if not fits(figurant, gender, plural):
                continue
            score = weight * 1.0 - back * 1.6 + (1.5 if figurant.kind in ("person", "group") else 0.0) + order * 1e-4
            if best is None or score > best[0]:
                best = (score, identifier)
        return best[1] if best else None

    def _clause_mates(self, token: Token) -> set[str]:
        """Entities that a pronoun cannot be: other arguments of its own verb."""
        parent = self._parsed.parent(token)
        if parent is None or not is_predicate(parent):
            return set()
        return {i for k in self._parsed.kids(parent, "nsubj", "obj", "iobj") for i in self._cast.who(k)}

    def _drop(self, token: Token) -> None:
        frame = self._frames[token.index]
        if frame.subjects or not frame.dropped:
            return
        person, plural = self._person(token)
        if person in ("1", "2"):
            return
        gender = token.feats.get("Gender") if frame.voice == "passive" else None
        found = self._subject_before(token, plural, gender)
        if found:
            self._cast.by_predicate[token.index] = found

    def _person(self, token: Token) -> tuple[str | None, bool]:
        for part in (*self._parsed.kids(token, "aux", "aux:pass"), token):
            if "Person" in part.feats:
                return part.feats["Person"], part.feats.get("Number") == "Plur"
        return None, token.feats.get("Number") == "Plur"

    def _subject_before(self, token: Token, plural: bool, gender: str | None) -> tuple[str, ...]:
        """The subject of the nearest earlier clause that fits, within this sentence and the two before it."""
        for index in range(token.index - 1, -1, -1):
            earlier = self._parsed.tokens[index]
            if token.sentence - earlier.sentence > 2:
                break
            if not is_predicate(earlier):
                continue
            frame = self._frames[earlier.index]
            found = self._cast.everyone(frame.subjects) or self._cast.dropped(earlier)
            if not found:
                continue
            figures = [self._cast.entities[i] for i in found]
            if (len(found) > 1) == plural or any(f.plural or f.kind in ("group", "country") for f in figures):
                if all(f.kind in _ACTING for f in figures):
                    return found
            elif not plural and any(fits(f, gender, plural) for f in figures):
                return found
        return ()


def fits(figurant: Figurant, gender: str | None, plural: bool) -> bool:
    """Whether a pronoun of this gender and number may stand for an entity."""
    if figurant.kind == "place":
        return False
    if figurant.kind in ("person", "group") and plural != (figurant.kind == "group" or figurant.plural):
        return False
    if figurant.kind == "country" and plural:
        return False
    return gender is None or figurant.gender is None or gender == figurant.gender
