"""The event lexicon of a language, compiled from ``languages/<language>/events.toml`` (which explains its format)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.model import EventType
from cronicar.reading.document import Parsed, Token, fold

EXCLUDED = 0.1
"""A condition of less confidence than this says that the word is no trigger."""
VERBAL, NOMINAL = "verb", "noun"
OPEN = {"VERB", "AUX", "ADJ", "NOUN", "ADV", "DET"}
"""Parts of speech under which the tagger may hide a verb or event noun."""
CLAUSAL = {"nsubj", "obj", "iobj", "ccomp", "aux", "expl"}
"""A noun with such dependants is a verb that the tagger took for a noun."""
NO_CONDITIONS = {VERBAL, NOMINAL, "conf", "map"}
Roles = Mapping[str, tuple[str, ...]]


@dataclass(slots=True, frozen=True)
class Entry:
    """One line of the lexicon for one lemma."""

    type: EventType | None
    """None for an expression that only looks like a trigger."""
    pos: str
    words: tuple[str, ...]
    confidence: float
    conditions: tuple[tuple[str, Any], ...] = ()
    arguments: str = ""

    @property
    def key(self) -> str:
        """Type, part of speech and words."""
        return f"{self.type or 'none'} {self.pos} {' '.join(self.words)}"

    @property
    def rank(self) -> tuple[float, float]:
        """Order among the entries of one type: specific ones first, of these the exclusions first."""
        return self.weight, self.confidence if self.confidence >= EXCLUDED else 2.0

    @property
    def weight(self) -> float:
        """How specific the entry is: what it needs counts one, what it only excludes a half."""
        return sum(0.5 if name.endswith("_not") or value is False else 1.0 for name, value in self.conditions)


@dataclass(slots=True)
class Lexicon:
    """The compiled table of one language."""

    endings: dict[str, tuple[str, ...]]
    """Part of speech -> the endings that a form may have."""
    sounds: tuple[tuple[str, str], ...]
    """Sounds that change within one word's forms ("avion", "avioane") -> what both are written as in a stem."""
    forms: dict[str, str]
    """Irregular form -> infinitive."""
    verbal_noun: str
    verbal_noun_worth: float
    irregular: dict[str, str]
    """Verbal noun -> its verb, "" where it is none."""
    arguments: dict[str, Roles]
    quantities: frozenset[str] = frozenset()
    """Words that count others: "mii"."""
    strangers: frozenset[str] = frozenset()
    """Words that share their stem with an entry but not its meaning."""
    label: frozenset[str] = frozenset()
    """Prepositions by which a noun tells the kind of another."""
    label_not: frozenset[str] = frozenset()
    """Nouns of which it does not: "val de atacuri"."""
    towards: frozenset[str] = frozenset()
    """Prepositions of a goal."""
    joined: frozenset[str] = frozenset()
    """Types of which a verb and its object are one event."""
    words: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    """(part of speech, lemma) -> entries."""
    stems: dict[tuple[str, str], list[Entry]] = field(default_factory=dict)
    """(part of speech, stem) -> entries, for forms that the lemmatiser got wrong."""
    phrases: dict[str, list[Entry]] = field(default_factory=dict)
    """First word -> expressions."""
    _marks: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def marks(self, lemma: str, form: str) -> frozenset[str]:
        """What a word may be called in a list of words: its lemma, its form and, marked with "~", its stems."""
        known = self._marks.get((lemma, form))
        if known is None:
            known = self._marks[lemma, form] = frozenset({lemma, form, *self.marked(form, 3)})
        return known

    def marked(self, form: str, shortest: int) -> set[str]:
        """The nominal stems of a form, marked as stems."""
        return {f"~{s}" for s in self.stems_of(form, NOMINAL, shortest)}

    def stems_of(self, form: str, pos: str, shortest: int = 4) -> set[str]:
        """A form as it is and without each ending that it may have, in the spelling of stems."""
        cut = {form[: -len(e)] for e in self.endings[pos] if form.endswith(e)} | {form}
        return {self.spelt(s) for s in cut if len(s) >= shortest}

    def spelt(self, stem: str) -> str:
        """A stem with the sounds that change within a word levelled."""
        for sound, level in self.sounds:
            stem = stem.replace(sound, level)
        return stem

    def add(self, entry: Entry) -> None:
        """Enter one entry under all that it can be looked up by."""
        if entry.pos == "phrase":
            first = entry.words[0]
            for mark in {first} | self.marked(first, 4):
                self.phrases.setdefault(mark, []).append(entry)
            return
        word = entry.words[0]
        self.words.setdefault((entry.pos, word), []).append(entry)
        for stem in self.stems_of(word, entry.pos):
            self.stems.setdefault((entry.pos, stem), []).append(entry)

    def entries(self, parsed: Parsed, token: Token) -> tuple[list[Entry], float]:
        """The entries of a token, conditions unseen, and what their confidence is worth for this form."""
        lemma = fold(token.lemma)
        if token.upos == "NOUN" and "VerbForm" not in token.feats:
            entries, worth = self._as_noun(token, lemma)
            if entries:
                return entries, worth
            verb = self.forms.get(token.lower, token.lower)
            if (VERBAL, verb) in self.words and len(token.lower) > 4 and token.lower not in self.strangers:
                return self.words[VERBAL, verb], 1.0
            if not CLAUSAL & {k.relation for k in parsed.kids(token)}:
                return [], worth
        if token.upos not in OPEN:
            return [], 0.0
        entries = self.words.get((VERBAL, self._verb_of(token, lemma)), [])
        if not entries and token.upos == "VERB":
            entries = self.words.get((VERBAL, token.lower), [])
        if not entries and (
            token.upos in ("VERB", "NOUN") or "VerbForm" in token.feats or self._is_passive(parsed, token)
        ):
            entries = self._by_stem(token, VERBAL)
        if not entries and token.upos not in ("VERB", "AUX") and token.relation not in ("amod", "advmod"):
            entries = self.words.get((NOMINAL, lemma), []) or self._by_stem(token, NOMINAL)
        return entries, 1.0

    @staticmethod
    def _is_passive(parsed: Parsed, token: Token) -> bool:
        """Whether an adjective or adverb has the dependants of a participle."""
        return any(k.relation == "aux" or k.deprel in ("nsubj:pass", "obl:agent") for k in parsed.kids(token))

    def _as_noun(self, token: Token, lemma: str) -> tuple[list[Entry], float]:
        entries = self.words.get((NOMINAL, lemma), [])
        if entries:
            return entries, 1.0
        if self.verbal_noun and lemma.endswith(self.verbal_noun):
            verb = self.irregular.get(lemma, lemma[: -len(self.verbal_noun)])
            entries = self.words.get((VERBAL, verb), [])
            if entries:
                return entries, self.verbal_noun_worth
        return self._by_stem(token, NOMINAL), 1.0

    def _verb_of(self, token: Token, lemma: str) -> str:
        """The infinitive, also of an irregular form that the lemmatiser does not know."""
        if (VERBAL, lemma) in self.words:
            return lemma
        return self.forms.get(token.lower) or self.forms.get(lemma) or lemma

    def _by_stem(self, token: Token, pos: str) -> list[Entry]:
        """The entries of the longest stem that form, entry and (nearly) the lemma share."""
        lemma = fold(token.lemma)
        if token.lower in self.strangers or lemma in self.strangers:
            return []
        lemma = self.spelt(lemma)
        for stem in sorted(self.stems_of(token.lower, pos), key=lambda s: (-len(s), s)):
            if (pos, stem) in self.stems and _alike(stem, lemma) >= max(3, len(stem) - 2):
                return self.stems[pos, stem]
        return []


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of a language. Raises ``DataError`` when the language has none."""
    return compile_lexicon(table(language, "events"))


def compile_lexicon(data: Mapping[str, Any]) -> Lexicon:
    """The table ``events.toml`` made fit for looking up."""
    matching = data["matching"]
    prior = matching["prior"]
    book = Lexicon(
        endings={p: tuple(sorted(set(matching[p].split()))) for p in (VERBAL, NOMINAL)},
        sounds=tuple((a, b) for a, b in matching.get("sounds", ())),
        forms={form: verb for verb, forms in matching.get("forms", {}).items() for form in forms.split()},
        strangers=frozenset(matching.get("strangers", "").split()),
        verbal_noun=matching.get("verbal_noun", ""),
        verbal_noun_worth=prior["verbal_nouns"] / prior["verbs"],
        irregular=dict(matching.get("irregular", {})),
        arguments={name: {r: tuple(v) for r, v in roles.items()} for name, roles in data["arguments"].items()},
    )
    learned, classes = data.get("learned", {}), {f"@{k}": v.split() for k, v in data.get("classes", {}).items()}
    book.quantities = _value("@quantity", classes, book)
    book.label = frozenset(matching.get("label", "").split())
    book.label_not = _value(matching.get("label_not", ""), classes, book)
    book.towards = frozenset(matching.get("towards", "").split())
    book.joined = frozenset(matching.get("joined", ()))
    for ending, forms in matching.get("participles", {}).items():
        for verb in sorted(_verbs(data)):
            if verb.endswith(ending):
                for form in forms.split():
                    book.forms.setdefault(verb[: -len(ending)] + form, verb)
    for kind in EventType:
        for entry in _entries(kind, data.get(kind.value, {}), prior, learned):
            book.add(replace(entry, conditions=tuple((k, _value(v, classes, book)) for k, v in entry.conditions)))
    for phrase in data.get("none", {}).get("phrases", ()):
        book.add(Entry(None, "phrase", tuple(fold(phrase).split()), 1.0))
    return book


def _entries(
    kind: EventType, data: Mapping[str, Any], prior: Mapping[str, float], learned: Mapping[str, float]
) -> Iterator[Entry]:
    def entry(pos: str, words: str, confidence: float, case: Mapping[str, Any]) -> Entry:
        conditions = tuple((k, v) for k, v in case.items() if k not in NO_CONDITIONS)
        out = Entry(kind, pos, tuple(fold(words).split()), confidence, conditions, case.get("map", ""))
        return out if conditions else replace(out, confidence=learned.get(out.key, confidence))

    for pos, plural in ((VERBAL, "verbs"), (NOMINAL, "nouns")):
        for word in data.get(plural, "").split():
            yield entry(pos, word, prior[plural], {})
    for phrase in data.get("phrases", ()):
        yield entry("phrase", phrase, prior["phrases"], {})
    for case in data.get("cases", ()):
        pos = VERBAL if VERBAL in case else NOMINAL
        for word in case[pos].split():
            yield entry(pos, word, case.get("conf", prior["cases"]), case)


def _verbs(data: Mapping[str, Any]) -> set[str]:
    """All verbs of the table."""
    groups = [data.get(kind.value, {}) for kind in EventType]
    cases = [case.get(VERBAL, "") for group in groups for case in group.get("cases", ())]
    return {fold(v) for verbs in [*cases, *(g.get("verbs", "") for g in groups)] for v in verbs.split()}


def _value(value: Any, classes: Mapping[str, list[str]], book: Lexicon) -> Any:
    if not isinstance(value, str):
        return value
    words = {fold(w) for word in value.split() for w in classes.get(word, [word])}
    return frozenset(words.union(*(book.marked(w, 3) for w in words)))


def _alike(a: str, b: str) -> int:
    """How many letters two words begin with alike."""
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))
