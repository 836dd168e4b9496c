"""Words -> event triggers: which verbs, nouns and expressions of an article speak of an event, and of which type.

The words are data (``languages/<language>/events.toml``, which explains its own format); the rules here know no
language. The lexicon proposes for every token the entries whose conditions its dependants meet; the most specific
entry of each type speaks for the type, the most confident type wins.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from cronicar.languages import table
from cronicar.model import EventType
from cronicar.reading.document import Parsed, Token, fold

LEAST = 0.3
"""Confidence under which a trigger is left out: where F1 is near 60, whatever is right one time in three pays."""
NEAR = 5
"""How many tokens to each side count as near, beside the dependants; parses are not always right."""
REACH = 6
"""How far the words of an expression may stand apart, in tokens."""

VERBAL, NOMINAL = "verb", "noun"
LITTLE = {"DET", "ADP", "PART", "PRON", "AUX", "ADV"}
NO_CONDITIONS = {VERBAL, NOMINAL, "conf", "map"}
Roles = Mapping[str, tuple[str, ...]]


@dataclass(slots=True)
class Trigger:
    """One word or expression that speaks of an event."""

    predicate: Token
    """The head: the token whose dependants are the participants."""
    span: tuple[int, int]
    """With auxiliaries, clitics and mood particle ("i-a mulțumit"), without a negation."""
    type: EventType
    nominal: bool
    confidence: float
    """How often an occurrence like this one is an event of this type, 0 to 1."""
    entry: str
    """The entry of the lexicon, "AID verb trimite"."""
    arguments: Roles
    """``actors`` and ``recipients``: the places to look for them in, see ``[arguments]`` of the lexicon."""
    parts: tuple[Token, ...] = ()
    """The further words of an expression ("foc" of "lua foc"): no participants."""


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
    def weight(self) -> float:
        """How specific the entry is: what it needs counts one, what it only excludes a half."""
        return sum(0.5 if name.endswith("_not") or value is False else 1.0 for name, value in self.conditions)


@dataclass(slots=True)
class Lexicon:
    """The compiled table of one language."""

    endings: dict[str, tuple[str, ...]]
    """Part of speech -> the endings that a form may have."""
    forms: dict[str, str]
    """Irregular form -> infinitive."""
    verbal_noun: str
    verbal_noun_worth: float
    irregular: dict[str, str]
    """Verbal noun -> its verb, "" where it is none."""
    arguments: dict[str, Roles]
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
            stems = {f"~{s}" for s in _stems(form, self.endings[NOMINAL], 3)}
            known = self._marks[lemma, form] = frozenset({lemma, form, *stems})
        return known

    def add(self, entry: Entry) -> None:
        """Enter one entry under all that it can be looked up by."""
        if entry.pos == "phrase":
            self.phrases.setdefault(entry.words[0], []).append(entry)
            return
        word = entry.words[0]
        self.words.setdefault((entry.pos, word), []).append(entry)
        for stem in _stems(word, self.endings[entry.pos], 4):
            self.stems.setdefault((entry.pos, stem), []).append(entry)


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
        forms={form: verb for verb, forms in matching.get("forms", {}).items() for form in forms.split()},
        verbal_noun=matching.get("verbal_noun", ""),
        verbal_noun_worth=prior["verbal_nouns"] / prior["verbs"],
        irregular=dict(matching.get("irregular", {})),
        arguments={name: {r: tuple(v) for r, v in roles.items()} for name, roles in data["arguments"].items()},
    )
    learned, classes = data.get("learned", {}), {f"@{k}": v.split() for k, v in data.get("classes", {}).items()}
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
        return replace(out, confidence=learned.get(out.key, confidence))

    for pos, plural in ((VERBAL, "verbs"), (NOMINAL, "nouns")):
        for word in data.get(plural, "").split():
            yield entry(pos, word, prior[plural], {})
    for phrase in data.get("phrases", ()):
        yield entry("phrase", phrase, prior["phrases"], {})
    for case in data.get("cases", ()):
        pos = VERBAL if VERBAL in case else NOMINAL
        for word in case[pos].split():
            yield entry(pos, word, case.get("conf", prior["cases"]), case)


def _value(value: Any, classes: Mapping[str, list[str]], book: Lexicon) -> Any:
    if not isinstance(value, str):
        return value
    words = {fold(w) for word in value.split() for w in classes.get(word, [word])}
    return frozenset(words | {f"~{s}" for w in words for s in _stems(w, book.endings[NOMINAL], 3)})


def _stems(form: str, endings: Iterable[str], shortest: int) -> set[str]:
    """A form without each ending that it may have, and as it is."""
    cut = {form[: -len(e)] for e in endings if form.endswith(e)} | {form}
    return {s for s in cut if len(s) >= shortest}


# --- looking up -----------------------------------------------------------------------------------------------------


def find_triggers(parsed: Parsed, least: float = LEAST) -> list[Trigger]:
    """All triggers of an article in text order, at most one a token, of at least the given confidence."""
    book = lexicon(parsed.language)
    taken: set[int] = set()
    found: dict[int, Trigger] = {}
    for token in parsed.tokens:
        match = _phrase(parsed, token, book)
        if match is None:
            continue
        entry, parts = match
        taken.update(p.index for p in parts)
        taken.add(token.index)
        if entry.type is not None and entry.confidence >= least:
            found[token.index] = _trigger(parsed, token, entry, entry.confidence, book, parts)
    for token in parsed.tokens:
        if token.index in taken:
            continue
        best = _best(parsed, token, book)
        if best is not None and best[1] >= least:
            found[token.index] = _trigger(parsed, token, best[0], best[1], book, ())
    _drop_light(parsed, found)
    return [found[i] for i in sorted(found)]


def _best(parsed: Parsed, token: Token, book: Lexicon) -> tuple[Entry, float] | None:
    entries, factor = _looked_up(token, book)
    if not entries:
        return None
    scene = Scene(parsed, token, book)
    by_type: dict[EventType | None, Entry] = {}
    for entry in entries:
        if not all(scene.meets(name, value) for name, value in entry.conditions):
            continue
        known = by_type.get(entry.type)
        if known is None or (entry.weight, entry.confidence) > (known.weight, known.confidence):
            by_type[entry.type] = entry
    if not by_type:
        return None
    entry = max(by_type.values(), key=lambda e: (e.confidence, e.weight))
    return entry, entry.confidence * factor


def _looked_up(token: Token, book: Lexicon) -> tuple[list[Entry], float]:
    """The entries of a token, and what their confidence is worth for this form."""
    lemma = fold(token.lemma)
    if token.upos == "NOUN" and "VerbForm" not in token.feats:
        return _as_noun(token, lemma, book)
    if token.upos in ("VERB", "AUX", "ADJ", "NOUN"):
        entries = book.words.get((VERBAL, _verb_of(token, lemma, book)), [])
        if not entries and token.upos != "AUX":
            entries = _by_stem(token, VERBAL, book)
        return entries, 1.0
    return [], 0.0


def _as_noun(token: Token, lemma: str, book: Lexicon) -> tuple[list[Entry], float]:
    entries = book.words.get((NOMINAL, lemma), [])
    if entries:
        return entries, 1.0
    if book.verbal_noun and lemma.endswith(book.verbal_noun):
        verb = book.irregular.get(lemma, lemma[: -len(book.verbal_noun)])
        entries = book.words.get((VERBAL, verb), [])
        if entries:
            return entries, book.verbal_noun_worth
    return _by_stem(token, NOMINAL, book), 1.0


def _verb_of(token: Token, lemma: str, book: Lexicon) -> str:
    """The infinitive, also of an irregular form that the lemmatiser does not know."""
    if (VERBAL, lemma) in book.words:
        return lemma
    return book.forms.get(token.lower) or book.forms.get(lemma) or lemma


def _by_stem(token: Token, pos: str, book: Lexicon) -> list[Entry]:
    for stem in sorted(_stems(token.lower, book.endings[pos], 4), key=lambda s: (-len(s), s)):
        if (pos, stem) in book.stems:
            return book.stems[pos, stem]
    return []


def _phrase(parsed: Parsed, token: Token, book: Lexicon) -> tuple[Entry, tuple[Token, ...]] | None:
    """The longest expression that starts at a token, with its further words."""
    if token.upos not in ("VERB", "AUX", "NOUN", "ADJ", "PROPN"):
        return None
    lemma = fold(token.lemma)
    entries = book.phrases.get(lemma) or book.phrases.get(book.forms.get(token.lower, ""), [])
    best: tuple[Entry, tuple[Token, ...]] | None = None
    for entry in entries:
        parts = _parts(parsed, token, entry.words[1:], book)
        if parts is not None and (best is None or len(entry.words) > len(best[0].words)):
            best = entry, parts
    return best


def _parts(parsed: Parsed, head: Token, words: tuple[str, ...], book: Lexicon) -> tuple[Token, ...] | None:
    """Dependants of a head, or words right after it, with the given lemmas."""
    low, high = max(0, head.index - REACH), head.index + REACH + 1
    around = [t for t in parsed.tokens[low:high] if t.sentence == head.sentence and t is not head]
    out: list[Token] = []
    for word in words:
        for token in around:
            if token not in out and _is(token, word, book) and _belongs(parsed, token, head, out):
                out.append(token)
                break
        else:
            return None
    return tuple(out)


def _is(token: Token, word: str, book: Lexicon) -> bool:
    marks = book.marks(fold(token.lemma), token.lower)
    return word in marks or (len(word) > 3 and f"~{word}" in marks)


def _belongs(parsed: Parsed, token: Token, head: Token, found: list[Token]) -> bool:
    """Whether a word hangs on the head (or on a word found already), or follows with only little words between."""
    if token.head == head.index or any(token.head == f.index for f in found):
        return True
    last = found[-1] if found else head
    between = parsed.tokens[last.index + 1 : token.index]
    return 0 <= token.index - last.index - 1 <= 3 and all(t.upos in LITTLE for t in between)


# --- conditions -----------------------------------------------------------------------------------------------------


class Scene:
    """What stands around a token, for the conditions of the lexicon."""

    def __init__(self, parsed: Parsed, token: Token, book: Lexicon) -> None:
        self.parsed, self.token, self.book = parsed, token, book
        self.kids = parsed.kids(token)
        parent = parsed.parent(token)
        self.modified = parent if parent is not None and token.relation in ("amod", "acl") else None
        self.relations = {k.deprel for k in self.kids} | {k.relation for k in self.kids}

    def meets(self, name: str, value: Any) -> bool:
        """Whether one condition holds."""
        if isinstance(value, bool):
            return bool(getattr(self, name)) is value
        base, absent = (name[: -len("_not")], True) if name.endswith("_not") else (name, False)
        there = self._words(base)
        return not (there & value) if absent else bool(there) if "*" in value else bool(there & value)

    def _words(self, name: str) -> set[str]:
        if name == "prep":
            return {p for k in self.kids for p in self._cases(k)}
        tokens: list[Token] = getattr(self, f"{name}s")()
        return {mark for t in tokens for mark in self.book.marks(fold(t.lemma), t.lower)}

    def _cases(self, token: Token) -> set[str]:
        return {c.lower for c in self.parsed.kids(token, "case")}

    def _with_conjuncts(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for token in tokens for t in (token, *self.parsed.kids(token, "conj"), *self._counted(token))]

    def _counted(self, token: Token) -> list[Token]:
        """ "mii de soldați": what the number noun counts."""
        return [t for t in self.parsed.kids(token, "nmod") if t.upos == "NOUN"] if token.upos in ("NOUN", "NUM") else []

    def objects(self) -> list[Token]:
        """Surface objects, passive subjects, genitives of a noun, the noun that a participle qualifies."""
        out = [k for k in self.kids if k.relation == "obj" or k.deprel == "nsubj:pass"]
        if self.token.upos == "NOUN":
            out += [k for k in self.kids if k.relation == "nmod"]
        elif "expl:pass" in self.relations or "expl:impers" in self.relations:
            out += [k for k in self.kids if k.relation == "nsubj"]
        if self.modified is not None and "nsubj" not in self.relations:
            out.append(self.modified)
        return self._with_conjuncts(out)

    def subjects(self) -> list[Token]:
        """Surface subjects that are not passive, and agents."""
        out = [k for k in self.kids if k.deprel in ("nsubj", "csubj", "obl:agent", "nmod:agent")]
        if self.modified is not None and any(k.upos == "PRON" and k.relation == "nsubj" for k in self.kids):
            out.append(self.modified)
        return self._with_conjuncts(out)

    def obliques(self) -> list[Token]:
        """Prepositional dependants."""
        return self._with_conjuncts(k for k in self.kids if k.relation in ("obl", "nmod", "advmod", "obj"))

    def nears(self) -> list[Token]:
        """All dependants, and the tokens close by in the sentence."""
        low, high = max(0, self.token.index - NEAR), self.token.index + NEAR + 1
        window = [t for t in self.parsed.tokens[low:high] if t.sentence == self.token.sentence and t is not self.token]
        return window + self.kids

    @property
    def reflexive(self) -> bool:
        return any(k.relation == "expl" or (k.upos == "PRON" and k.feats.get("Reflex") == "Yes") for k in self.kids)

    @property
    def clause(self) -> bool:
        return bool(self.relations & {"ccomp", "xcomp", "csubj"})

    @property
    def dative(self) -> bool:
        return "iobj" in self.relations or any(
            k.relation in ("obj", "obl", "nmod", "expl") and k.feats.get("Case", "").startswith("Dat")
            for k in self.kids
        )

    @property
    def negative(self) -> bool:
        return any(k.feats.get("Polarity") == "Neg" for k in self.kids)

    @property
    def passive(self) -> bool:
        return self.modified is not None or bool(self.relations & {"aux:pass", "nsubj:pass", "expl:pass", "obl:agent"})

    @property
    def bare(self) -> bool:
        return not any(k.relation in ("nmod", "amod", "acl", "det", "nummod", "obl") for k in self.kids)


# --- the span -------------------------------------------------------------------------------------------------------


def _trigger(
    parsed: Parsed, token: Token, entry: Entry, confidence: float, book: Lexicon, parts: tuple[Token, ...]
) -> Trigger:
    assert entry.type is not None
    nominal = token.upos == "NOUN"
    tokens = [token] if nominal else _complex(parsed, token)
    close = [p for p in parts if abs(p.index - token.index) <= 4]
    tokens = sorted([*tokens, *close], key=lambda t: t.index)
    roles = book.arguments.get(entry.arguments) or book.arguments.get(entry.type.value, {})
    span = (tokens[0].start, tokens[-1].end)
    return Trigger(token, span, entry.type, nominal, confidence, entry.key, roles, parts)


def _complex(parsed: Parsed, verb: Token) -> list[Token]:
    """A verb with its auxiliaries, clitics and mood particle, a negation at the edge left out."""
    out = [verb]
    index = verb.index - 1
    while index >= 0 and parsed.tokens[index].sentence == verb.sentence:
        token = parsed.tokens[index]
        if not _of_complex(token, verb):
            break
        out.append(token)
        index -= 1
    while len(out) > 1 and (out[-1].upos == "ADV" or out[-1].feats.get("Polarity") == "Neg"):
        out.pop()
    index = verb.index + 1
    while index < len(parsed.tokens) and parsed.tokens[index].start == parsed.tokens[index - 1].end:
        token = parsed.tokens[index]
        if token.upos != "PRON" or token.head != verb.index:
            break
        out.append(token)
        index += 1
    return out


def _of_complex(token: Token, verb: Token) -> bool:
    if token.upos in ("AUX", "PART"):
        return True
    if token.upos == "PRON":
        return token.head == verb.index and (token.relation == "expl" or token.feats.get("Strength") == "Weak")
    return token.upos == "ADV" and token.head == verb.index and len(token.text) <= 3


def _drop_light(parsed: Parsed, found: dict[int, Trigger]) -> None:
    """Where a verb and its object speak of one event ("acordă ajutor"), the verb alone is the trigger.

    The same holds for a noun and its participle: "ajutorul acordat".
    """
    for index in list(found):
        trigger = found[index]
        if not trigger.nominal:
            continue
        noun = trigger.predicate
        parent = parsed.parent(noun)
        verbs = [parent] if parent is not None and noun.relation in ("obj", "nsubj") else []
        verbs += [k for k in parsed.kids(noun, "amod", "acl") if "nsubj" not in {c.deprel for c in parsed.kids(k)}]
        if any(v.index in found and not found[v.index].nominal and found[v.index].type == trigger.type for v in verbs):
            del found[index]
