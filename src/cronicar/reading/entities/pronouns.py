"""Who "he", "they", "the two", "his country" and a verb without a subject are: the nearest fitting one.

Subjects come before others, people before things, and what a quotation says counts less outside of it.
"""

from __future__ import annotations

from cronicar.knowledge import KnowledgeBase
from cronicar.languages import table
from cronicar.model import EntityKind
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames, is_predicate
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.lexicon import lexicon
from cronicar.reading.entities.mention import Mention

_ACTING = ("person", "group", "organisation", "country")
_OPENING, _CLOSING = '„«“"', '”»“"'
SENTENCES_BACK = 3
MENTIONS_BACK = 200
TOKENS_BACK = 150


class Pronouns:
    """Walks through an article once and keeps who has been mentioned, in which role."""

    def __init__(
        self, parsed: Parsed, frames: Frames, cast: Cast, base: KnowledgeBase, pending: dict[int, Mention]
    ) -> None:
        self._parsed, self._frames, self._cast, self._base, self._pending = parsed, frames, cast, base, pending
        data = table(parsed.language, "nominals")
        self._words = lexicon(parsed.language)
        self._third = frozenset(data["reference"]["third_person"])
        self._possessive = frozenset(data["reference"]["possessive"])
        self._quoted = _quoted(parsed)
        self._heard: list[tuple[int, int, str, bool]] = []
        """(sentence, weight, entity, in a quotation) of every mention so far; a subject weighs 3, an object 2."""

    def resolve(self) -> None:
        """Fill the cast with resolved pronouns, plural phrases and dropped subjects."""
        for sentence in self._parsed.sentences:
            tokens = self._parsed.of(sentence)
            for token in tokens:
                self._resolve(token)
                for identifier in self._cast.who(token):
                    quoted = token.index in self._quoted
                    self._heard.append((token.sentence, self._weight(token), identifier, quoted))
            for token in tokens:
                if is_predicate(token):
                    self._drop(token)

    def _weight(self, token: Token) -> int:
        node = token
        while node.relation in ("conj", "flat", "appos") and node.head >= 0:
            node = self._parsed.tokens[node.head]
        if node.feats.get("Definite") == "Ind" and node.upos == "NOUN" and node.relation != "nsubj":
            return 0
        return {"nsubj": 3, "obl:agent": 2, "iobj": 2, "obj": 2}.get(node.relation, 1) if node.deprel != "nmod" else 0

    def _resolve(self, token: Token) -> None:
        if token.index in self._pending:
            self._take_up(self._pending[token.index])
            return
        if token.index in self._cast.by_token or token.relation == "expl":
            return
        number = self._words.plural.get(self._with_determiner(token))
        if number is not None:
            wanted: tuple[EntityKind, ...] = ("country",) if token.feats.get("Gender") == "Fem" else ("person",)
            members = self._recent(wanted, number)
            if len(members) == number:
                self._cast.by_token[token.index] = tuple(members)
                return
        if token.upos not in ("PRON", "DET") or not self._refers(token) or self._is_doubled(token):
            return
        found = self._nearest(token, token.feats.get("Gender"), token.feats.get("Number") == "Plur")
        if found is not None:
            self._cast.by_token[token.index] = (found,)
            self._cast.entities[found].mentions.append((token.start, token.end, "pronoun"))

    def _refers(self, token: Token) -> bool:
        """Whether a pronoun takes up someone named before."""
        if token.upos == "DET":
            # A determiner stands for somebody only as a possessive; "lui" before a name is an article.
            return token.feats.get("Poss") == "Yes" and token.lemma.lower() in self._possessive
        if token.lemma.lower() not in self._third and token.lower not in self._third:
            return False
        # "cei care …", "cea a Rusiei" name someone by what follows them.
        return not (token.feats.get("PronType") == "Dem" and self._parsed.kids(token, "acl", "nmod"))

    def _is_doubled(self, token: Token) -> bool:
        """A weak pronoun beside the nominal that it stands for: "le-a cerut aliaților"."""
        parent = self._parsed.parent(token)
        if token.feats.get("Strength") != "Weak" or parent is None:
            return False
        dative = "Dat" in token.feats.get("Case", "")
        for sibling in self._parsed.kids(parent, "obj", "iobj", "obl"):
            if sibling.upos not in ("NOUN", "PROPN") or sibling is token:
                continue
            in_dative = sibling.relation == "iobj" or "Dat" in sibling.feats.get("Case", "")
            if in_dative == dative and (sibling.relation != "obl" or in_dative):
                return True
        return False

    def _with_determiner(self, token: Token) -> str:
        if token.upos not in ("NUM", "PRON", "DET", "NOUN"):
            return ""
        first = token.index
        while first and self._parsed.tokens[first - 1].head == token.index:
            first -= 1
        return fold(" ".join(t.text for t in self._parsed.tokens[first : token.index + 1]))

    # -- nominals that take up what was said before

    def _take_up(self, mention: Mention) -> None:
        found: tuple[str, ...] = ()
        if mention.taken_up:
            members = self._recent(self._wanted(mention), mention.taken_up)
            found = tuple(members) if len(members) == mention.taken_up else ()
        else:
            country = self._country(mention)
            found = (country,) if country else ()
        if not found:
            identifier = f"e{len(self._cast.entities) + 1}"
            name = self._parsed.text[slice(*mention.forms[0])]
            self._cast.entities[identifier] = Figurant(identifier, mention.kind, name, plural=mention.plural)
            found = (identifier,)
        if len(found) == 1:
            self._cast.entities[found[0]].mentions.extend((s, e, "nominal") for s, e in mention.forms)
        for word in mention.words:
            self._cast.by_token[word.index] = found

    def _wanted(self, mention: Mention) -> tuple[EntityKind, ...]:
        lemma = fold(mention.head.lemma)
        if lemma in self._words.kinds["country"]:
            return ("country",)
        if lemma in self._words.kinds["organisation"]:
            return ("organisation",)
        return ("person",) if mention.kind in ("group", "person") else (mention.kind,)

    def _country(self, mention: Mention) -> str | None:
        """The country of its owner for "his country", else the last one named."""
        for child in self._parsed.kids(mention.head, "det", "nmod", "amod"):
            if child.feats.get("Poss") == "Yes" and "Person" in child.feats:
                if child.feats["Person"] != "3":
                    return None
                owner = self._nearest(child, None, False) or self._nearest(child, None, True)
                code = self._cast.entities[owner].country if owner else None
                entry = self._base.country(code)
                same = (i for i, f in self._cast.entities.items() if entry is not None and f.wikidata == entry.wikidata)
                return next(same, None)
        recent = self._recent(("country",), 1)
        return recent[0] if recent else None

    # -- the nearest that fits

    def _recent(self, kinds: tuple[EntityKind, ...], count: int) -> list[str]:
        """The last ``count`` different entities of some kinds, in the order they were named."""
        out: list[str] = []
        for _, weight, identifier, _ in self._heard[: -MENTIONS_BACK - 1 : -1]:
            figurant = self._cast.entities[identifier]
            if figurant.kind in kinds and (weight or count == 1 or "country" in kinds) and identifier not in out:
                out.append(identifier)
                if len(out) == count:
                    break
        return out[::-1]

    def _nearest(self, token: Token, gender: str | None, plural: bool) -> str | None:
        best: tuple[float, str] | None = None
        clause_mates = self._clause_mates(token)
        inside = token.index in self._quoted
        human = 3.0 if token.upos == "PRON" and token.feats.get("PronType") == "Prs" else 1.5
        lowest = max(0, len(self._heard) - MENTIONS_BACK)
        for order in range(len(self._heard) - 1, lowest - 1, -1):
            sentence, weight, identifier, quoted = self._heard[order]
            back = token.sentence - sentence
            if back > SENTENCES_BACK:
                break
            if identifier in clause_mates:
                continue
            figurant = self._cast.entities[identifier]
            if not fits(figurant, gender, plural):
                continue
            score = weight * 1.0 - back * 1.6 + (human if figurant.kind in ("person", "group") else 0.0)
            score += (order - lowest) * 1e-4 - (2.0 if quoted and not inside else 0.0)
            score -= 2.5 if gender and figurant.gender and gender != figurant.gender else 0.0
            if best is None or score > best[0]:
                best = (score, identifier)
        return best[1] if best else None

    def _clause_mates(self, token: Token) -> set[str]:
        """Entities that a pronoun cannot be: other arguments of its own verb."""
        parent = self._parsed.parent(token)
        if parent is None:
            return set()
        if not is_predicate(parent):
            return set(self._cast.who(parent))  # "soldații săi" are not their own
        return {i for k in self._parsed.kids(parent, "nsubj", "obj", "iobj") for i in self._cast.who(k)}

    # -- verbs without a subject

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
        inside = token.index in self._quoted
        for index in range(token.index - 1, max(-1, token.index - TOKENS_BACK), -1):
            earlier = self._parsed.tokens[index]
            if token.sentence - earlier.sentence > 2:
                break
            if not is_predicate(earlier) or (index in self._quoted and not inside):
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


def _quoted(parsed: Parsed) -> set[int]:
    """Indexes of the tokens inside quotation marks; a paragraph's end closes what it left open."""
    out: set[int] = set()
    inside, ends = False, iter(end for _, end in parsed.paragraphs)
    limit = next(ends, len(parsed.text))
    for token in parsed.tokens:
        while token.start >= limit and (nxt := next(ends, None)) is not None:
            limit, inside = nxt, False
        if inside:
            out.add(token.index)
        if len(token.text) == 1 and token.text in (_CLOSING if inside else _OPENING + _CLOSING):
            inside = not inside
    return out


def fits(figurant: Figurant, gender: str | None, plural: bool) -> bool:
    """Whether a pronoun of this gender and number may stand for an entity."""
    if figurant.kind == "place":
        return False
    if figurant.kind in ("person", "group") and plural != (figurant.kind == "group" or figurant.plural):
        return False
    if figurant.kind == "country" and plural:
        return False
    # Titles say little of who holds them ("secretarul de presă Sarah …"): with persons, gender is left to the weights.
    return figurant.kind == "person" or gender is None or figurant.gender is None or gender == figurant.gender
