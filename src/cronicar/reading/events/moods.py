"""How the tree alone tells of an event: planned, possible, demanded or asserted, denied or not.

A verb speaks by its own mood ("va trimite"); a subjunctive, an infinitive and an event noun by what they hang on, up
to the verb of the clause ("planul de a invada", "a cerut livrarea", "nu va avea loc nicio întâlnire"). Which words
plan, demand or deny is data (``modality.toml``); the rules here know no language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from cronicar.languages import table
from cronicar.model import Modality
from cronicar.reading.clauses import VERBAL, Frames
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.event_words import lexicon
from cronicar.reading.grammar import grammar

HIGHEST = 6
"""So many governors above an event are looked at."""
SHORTEST = 4
"""Letters of a stem that two forms must share."""
BESIDE = 2
"""So many words behind a light verb its bare complement stands at most ("are nevoie")."""

BY_MOOD: dict[str, Modality] = {"fut": "planned", "cond": "possible", "imp": "demanded"}
BY_MODIFIER: dict[str, Modality] = {"potential": "possible", "coming": "planned"}
CLAUSE_UNDER: dict[str, Modality] = {
    "wish": "planned", "promise": "planned", "decide": "planned", "schedule": "planned", "announce": "planned",
    "expect": "planned", "due": "planned", "try": "planned", "threat": "possible", "warn": "possible",
    "able": "possible", "allow": "possible", "fear": "possible", "suspect": "possible", "consider": "possible",
    "oppose": "possible", "case": "possible", "ask": "demanded", "must": "demanded", "force": "demanded",
    "refuse": "asserted", "prevent": "asserted", "absent": "asserted",
}  # fmt: skip
"""Class of the governor -> modality of a subjunctive or infinitive under it."""
_FACTS = ("announce", "allow", "warn", "suspect", "prevent", "try", "due", "force")
NOUN_UNDER: dict[str, Modality] = {k: v for k, v in CLAUSE_UNDER.items() if k not in _FACTS} | {"refuse": "planned"}
"""Class of the governor -> modality of an event noun under it; where missing, the governor's own modality counts."""
PARTICIPLES = frozenset({"promise", "decide", "ask", "wish", "expect", "consider", "threat"})
"""Classes whose participle tells of the noun that it qualifies: "sancțiunile propuse"."""
DENYING = frozenset({"refuse", "prevent", "absent"})
OBLIQUE = frozenset({"expect", "threat", "ask", "oppose", "must"})
"""Classes that govern an event noun through a preposition: "amenință cu sancțiuni"."""
COMPLEMENTS = frozenset({"obj", "iobj", "nmod", "acl", "ccomp", "csubj", "xcomp", "nsubj", "obl", "amod"})
NEGATING = frozenset({"advmod", "cc", "det", "aux", "mark", "discourse"})
LOOSE = frozenset({"conj", "flat", "appos", "fixed"})
HANDED = frozenset({"obj*", "nsubj*", "manage"})
"""Ways by which a negation comes down: objects and subjects of light verbs ("nu a avut loc nicio …")."""


@dataclass(frozen=True, slots=True)
class Words:
    """The classes of one language's words, by lemma and by stem."""

    lemmas: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    forms: dict[str, str]
    endings: tuple[str, ...]

    def of(self, token: Token) -> tuple[str, ...]:
        """The classes that a token belongs to, also where the lemmatiser got it wrong."""
        lemma, form = fold(token.lemma), token.lower
        for word in (lemma, form, self.forms.get(form, ""), self.forms.get(lemma, "")):
            if word in self.lemmas:
                return self.lemmas[word]
        for stem in sorted(_stems(form, self.endings), key=lambda s: (-len(s), s)):
            if stem in self.stems and lemma[:3] == stem[:3]:
                return self.stems[stem]
        return ()


def _stems(word: str, endings: Sequence[str]) -> set[str]:
    """A word without each ending that it may have, and as it is."""
    cut = {word[: -len(e)] for e in endings if word.endswith(e)} | {word}
    return {s for s in cut if len(s) >= SHORTEST}


@cache
def words(language: str, group: str) -> Words:
    """The classes of a group of ``modality.toml``: ``governors`` or ``modifiers``."""
    book, data = lexicon(language), table(language, "modality")
    endings = tuple(sorted({e for some in book.endings.values() for e in some}))
    lemmas: dict[str, list[str]] = {}
    by_stem: dict[str, list[str]] = {}
    for name, line in data[group].items():
        for word in line.split():
            lemmas.setdefault(word, []).append(name)
            for stem in _stems(word, endings):
                by_stem.setdefault(stem, []).append(name)
    forms = {form: word for word, some in data.get("forms", {}).items() for form in some.split()}
    return Words(
        {w: tuple(names) for w, names in lemmas.items()},
        {s: tuple(dict.fromkeys(names)) for s, names in by_stem.items()},
        {**book.forms, **forms},
        endings,
    )


@dataclass(frozen=True, slots=True)
class Told:
    """What the tree alone says of an event."""

    modality: Modality
    via: str
    """By what: ``own`` and the mood, ``if``, relation and class of the governor, relation of what handed it down."""
    denied: bool


class Moods:
    """Moods, negations and governors in one article."""

    def __init__(self, parsed: Parsed, frames: Frames) -> None:
        self._parsed, self._frames = parsed, frames
        self._grammar = grammar(parsed.language)
        self.governors, self.modifiers = words(parsed.language, "governors"), words(parsed.language, "modifiers")
        clauses: dict[str, list[str]] = table(parsed.language, "modality")["clauses"]
        self._conditions, self._given, self._to_come, self._none, self._only = (
            frozenset(clauses[name]) for name in ("conditions", "given", "ahead", "none", "only")
        )

    def mood(self, token: Token) -> str:
        """Tense and mood of a predicate in one word: sub, fut, cond, inf, imp, past, pres, ger, part (no auxiliary);
        "none" for a noun without copula."""
        g, feats = self._grammar, token.feats
        aux, marks = self._auxiliaries(token), self._marks(token)
        participle = feats.get("VerbForm") == "Part"
        if g.subjunctive.intersection(marks):
            return "sub"
        if g.future.intersection(aux):
            return "fut"
        if g.conditional.intersection(aux) and (not participle or g.be.intersection(aux)):
            return "cond"
        if g.infinitive.intersection(marks):
            # Taggers mix up the particle and the auxiliary that are written alike ("a doborât").
            return "past" if participle else "inf"
        if feats.get("VerbForm") == "Inf":
            return "past" if g.infinitive.intersection(aux) else "inf"
        if feats.get("Mood") == "Imp":
            return "imp"
        if token.upos not in VERBAL and not aux:
            return "none"
        if participle:
            return "part" if not aux else "inf" if g.be.issuperset(aux) else "past"
        if feats.get("VerbForm") == "Ger":
            return "ger"
        if feats.get("Mood") == "Sub" and not self._parsed.kids(token, "mark"):
            return "sub"
        return "past" if feats.get("Tense") in ("Past", "Imp", "Pqp") else "pres"

    def _auxiliaries(self, token: Token) -> list[str]:
        found = [k.lower for k in self._parsed.kids(token, "aux", "cop")]
        before = self._before(token)
        return [before.lower] if not found and before and before.upos == "AUX" and token.upos in VERBAL else found

    def _marks(self, token: Token) -> list[str]:
        kids, before = self._parsed.kids(token), self._before(token)
        found = [k.lower for k in kids if k.relation == "mark" or (k.relation == "aux" and k.upos == "PART")]
        particle = before is not None and before.lower in self._grammar.subjunctive
        return [*found, before.lower] if before and particle else found

    def _before(self, token: Token) -> Token | None:
        before = self._parsed.tokens[token.index - 1] if token.index else None
        return before if before is not None and before.sentence == token.sentence else None

    def negated(self, token: Token) -> bool:
        """Whether a negation hangs on a word; "not only" is none."""
        g, tokens = self._grammar, self._parsed.tokens
        for kid in self._parsed.kids(token):
            only = kid.index + 1 < len(tokens) and tokens[kid.index + 1].lower in self._only
            if kid.lower in g.negations and kid.relation in NEGATING and not only:
                return True
            if kid.lower in g.negative_marks and kid.relation in ("mark", "case"):
                return True
        return False

    def conditional(self, token: Token) -> bool:
        """Whether a predicate stands in an if-clause."""
        return any(self.is_if(k) for k in self._parsed.kids(token, "mark"))

    def is_if(self, token: Token) -> bool:
        """Whether a word is an "if"."""
        return token.lower in self._conditions

    def is_negation(self, token: Token) -> bool:
        """Whether a word is a "not"."""
        return token.lower in self._grammar.negations

    def clausal(self, token: Token) -> bool:
        """Whether a word heads a clause: a verb, or anything with a copula."""
        return token.upos in VERBAL or bool(self._parsed.kids(token, "cop"))

    def told(self, token: Token, depth: int = 0) -> Told:
        """How the tree tells of an event: by its own mood, else by what qualifies it, else by what it hangs on."""
        mood, denied = self.mood(token), self.negated(token)
        if self.conditional(token):
            return Told("possible", "if", denied)
        if mood in BY_MOOD:
            return Told(BY_MOOD[mood], f"own{mood}", denied)
        qualified = self._qualified(token)
        if qualified:
            return Told(*qualified, denied)
        if mood not in ("past", "pres"):
            return self._inherited(token, mood, denied, depth)
        above = self._parsed.parent(token)
        if above and token.relation == "conj" and self.conditional(above) and not self._parsed.kids(token, "mark"):
            return Told("possible", "if", denied)
        if above and token.relation == "ccomp" and "deny" in self.governors.of(above):
            denied ^= not self.negated(above)
        return Told("asserted", f"own{mood}", denied)

    def _qualified(self, token: Token) -> tuple[Modality, str] | None:
        """What adjectives, adverbs and participles under an event make of it."""
        for kid in self._parsed.kids(token, "amod", "advmod", "det", "acl"):
            if kid.relation != "acl" or self.mood(kid) == "part":
                for name in self.modifiers.of(kid):
                    if name in BY_MODIFIER:
                        return BY_MODIFIER[name], f"under{name}"
            if kid.relation in ("amod", "acl") and self.mood(kid) == "part":
                for name in self.governors.of(kid):
                    if name in PARTICIPLES:
                        return CLAUSE_UNDER[name], f"kid{name}"
        return None

    def _inherited(self, token: Token, mood: str, denied: bool, depth: int) -> Told:
        """What an event has from the words above it."""
        noun, node = mood not in ("sub", "inf"), token
        default: Modality = "asserted" if noun else "planned"
        if mood == "part" and token.relation in ("amod", "acl"):
            return Told("asserted", "part", denied)
        while node.relation in LOOSE and node.head >= 0:
            node = self._parsed.tokens[node.head]
            bare = token.upos in VERBAL and not self._parsed.kids(token, "mark")
            if bare and self.clausal(node) and depth < HIGHEST:
                return self.told(node, depth + 1)
        if node.head < 0 or depth > HIGHEST:
            return Told(default, "top", denied)
        above = self._parsed.tokens[node.head]
        classes = self.classes(above, node)
        preposition = self._frames.preposition(node)
        known = self._known(preposition, classes) if noun else None
        if known:
            return Told(*known, denied)
        governed = self._governed(node, above, classes, noun, denied, depth)
        if governed:
            return governed
        if not noun and node.relation == "advcl" and depth < HIGHEST:
            higher = self.told(above, depth + 1)
            if higher.modality == "demanded":
                return Told("demanded", "advcl", denied)
        if not noun:
            lead = preposition or next((k.lower for k in self._parsed.kids(node, "mark")), "-")
            return Told(default, f"{node.relation}:{lead}", denied)
        if node.relation == "ccomp":
            return Told(default, "ccomp", denied)
        return self._handed(above, node.relation + ("*" if "light" in classes else ""), denied, depth)

    def _known(self, preposition: str, classes: Sequence[str]) -> tuple[Modality, str] | None:
        """An event noun that a preposition or its governor takes for known or for still to come."""
        if preposition in self._given and ("warn" in classes or "oppose" in classes):
            return "possible", "against"
        if preposition in self._given or "given" in classes:
            return "asserted", "given"
        return ("planned", "ahead") if preposition in self._to_come else None

    def _governed(
        self, node: Token, above: Token, classes: Sequence[str], noun: bool, denied: bool, depth: int
    ) -> Told | None:
        relation = node.relation
        if relation == "nsubj" and not self._parsed.kids(above, "aux:pass", "expl:pass"):
            return None
        for name in classes:
            if name == "manage" or (name == "start" and not noun):
                return self._handed(above, "manage", denied, depth)
            label = (NOUN_UNDER if noun else CLAUSE_UNDER).get(name)
            if (
                not label
                or relation not in COMPLEMENTS
                or (relation == "nsubj" and name == "absent")
                or (noun and relation == "obl" and name not in OBLIQUE)
            ):
                continue
            denied ^= self._flips(name, above, noun)
            higher = self.told(above, depth + 1)
            return Told(higher.modality if label == "asserted" else label, f"{relation}:{name}", denied)
        return None

    def _flips(self, name: str, above: Token, noun: bool) -> bool:
        """Whether a governor of a class turns the polarity of what is under it."""
        flips = False
        if not noun:
            flips = (name in DENYING) ^ (name != "ask" and self.negated(above))
        elif name in ("able", "absent", "refuse"):
            flips = (name != "able") ^ self.negated(above)
        few = name == "able" and any(k.lower in self._none for k in self._parsed.kids(above))
        return flips ^ few

    def classes(self, above: Token, without: Token) -> tuple[str, ...]:
        """Classes of a governor; of a light verb those of its bare complement ("are nevoie", "ia în considerare")."""
        classes = self.governors.of(above)
        if above.upos not in VERBAL or (classes and "light" not in classes):
            return classes
        for kid in self._parsed.kids(above, "obj", "obl", "ccomp", "xcomp"):
            if kid is not without and kid.upos == "NOUN" and 0 < kid.index - above.index <= BESIDE:
                inner = tuple(c for c in self.governors.of(kid) if c in CLAUSE_UNDER)
                if inner:
                    return inner
        return classes

    def _handed(self, above: Token, via: str, denied: bool, depth: int) -> Told:
        higher = self.told(above, depth + 1)
        way = via if not depth else f"{via[:4]}^{higher.via[:4]}"
        return Told(higher.modality, way, denied ^ (higher.denied and via in HANDED))
