"""Where the text names someone or something: names, nominals with their titles, demonyms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from cronicar.knowledge import Entry, KnowledgeBase
from cronicar.languages import table
from cronicar.model import EntityKind
from cronicar.reading.document import Parsed, Token, fold

KIND_OF_NAME: dict[str, EntityKind] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "country", "LOC": "place", "FACILITY": "place",
}  # fmt: skip
LONGEST_NAME = 7
_NAME_PARTS = ("flat", "nmod", "appos", "amod", "compound", "conj", "case", "punct", "fixed", "dep")


@dataclass(slots=True)
class Mention:
    """One mention: ``head`` is the token that a clause sees; ``words`` all tokens that stand for the same thing."""

    start: int
    end: int
    head: Token
    kind: EntityKind
    named: bool
    words: list[Token]
    forms: list[tuple[int, int]] = field(default_factory=list)
    """Further spans that name the same thing within this mention: the bare name, the title, the phrase in full."""
    name: str = ""
    """The proper name within the mention, empty for a nominal."""
    title: str = ""
    """Title or common noun in lower case, as written, with its modifiers."""
    title_lemma: str = ""
    entries: tuple[Entry, ...] = ()
    demonym: str | None = None
    """ISO code, for an adjective or people's name derived from a country."""
    plural: bool = False
    gender: str | None = None


@cache
def _endings(language: str) -> tuple[str, ...]:
    """Noun endings of the language, the longest first."""
    return tuple(sorted(table(language, "nominals")["matching"]["endings"].split(), key=len, reverse=True))


def stem(word: str, language: str) -> str:
    """A noun without its ending, for comparison only: lemmas are wrong one time in twenty."""
    word = fold(word)
    for ending in _endings(language):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@cache
def nominal_kinds(language: str) -> dict[str, frozenset[str]]:
    """Lemmas, and stems marked by a final dash, of the common nouns that name entities, by kind."""
    return {
        kind: frozenset(words.split()) | frozenset(f"{stem(w, language)}-" for w in words.split() if len(w) > 4)
        for kind, words in table(language, "nominals")["heads"].items()
    }


def kind_of_noun(token: Token, language: str) -> EntityKind | None:
    """What a common noun names, or None when it names no entity."""
    kinds = nominal_kinds(language)
    lemma, root = fold(token.lemma), f"{stem(token.text, language)}-"
    known = any(lemma in words for words in kinds.values())
    plural = token.feats.get("Number") == "Plur"
    order: tuple[EntityKind, ...] = (
        ("group", "organisation", "place", "country", "person")
        if plural
        else ("country", "person", "organisation", "place", "group")
    )
    for kind in order:
        if lemma in kinds[kind] or (not known and root in kinds[kind]):
            return "group" if plural and kind in ("person", "country") else kind
    return None


class Finder:
    """Finds the mentions of one article."""

    def __init__(self, parsed: Parsed, base: KnowledgeBase) -> None:
        self._parsed = parsed
        self._base = base
        self._language = parsed.language
        self._linkers = frozenset(table(parsed.language, "nominals")["names"]["linkers"])
        self._particles = frozenset(table(parsed.language, "nominals")["names"]["particles"])
        self._taken: set[int] = set()
        """Tokens that are part of a name."""

    def find(self) -> list[Mention]:
        """All mentions in text order."""
        names = self._names()
        by_word = {t.index: m for m in names for t in m.words}
        out = list(names)
        for token in self._parsed.tokens:
            if token.index in self._taken:
                continue
            mention = self._demonym(token) or self._nominal(token, by_word)
            if mention:
                out.append(mention)
        out.sort(key=lambda m: (m.start, -m.end))
        return out

    # -- names

    def _names(self) -> list[Mention]:
        out: list[Mention] = []
        tokens, i = self._parsed.tokens, 0
        while i < len(tokens):
            mention = self._known_name(i) or self._tagged_name(i)
            if mention is None:
                i += 1
                continue
            last = max(t.index for t in mention.words)
            self._taken.update(range(mention.words[0].index, last + 1))
            out.append(mention)
            i = last + 1
        return out

    def _known_name(self, i: int) -> Mention | None:
        """The longest run of tokens from ``i`` that the knowledge base knows as a name."""
        tokens, text = self._parsed.tokens, self._parsed.text
        if not _capital(tokens[i]) or tokens[i].upos in ("PUNCT", "NUM"):
            return None
        run_end = self._name_run(i)
        for j in range(min(i + LONGEST_NAME, len(tokens)), i, -1):
            if tokens[j - 1].sentence != tokens[i].sentence:
                continue
            form = text[tokens[i].start : tokens[j - 1].end]
            entries = self._base.lookup(form, self._language)
            seat = self._base.metonym(form, self._language)
            if not entries and seat is None:
                continue
            if j < run_end and (entries[0].kind if entries else "country") in ("person", "place"):
                return None  # "Ion Popescu-Cluj", "Paris Hilton": a longer name that we do not know
            if self._base.demonym(form, self._language) and tokens[i].upos == "ADJ":
                return None
            kind = entries[0].kind if entries else "country"
            return self._name_mention(tokens[i:j], kind, entries or ((seat,) if seat else ()))
        return None

    def _name_run(self, i: int) -> int:
        """End of the run of capitalised words that the name recogniser or the tagger takes as one person's name."""
        tokens = self._parsed.tokens
        j = i + 1
        while (
            j < len(tokens)
            and tokens[j].sentence == tokens[i].sentence
            and tokens[j].upos == "PROPN"
            and _capital(tokens[j])
            and (tokens[j].name.startswith("I-PERSON") or tokens[j].deprel == "flat")
        ):
            j += 1
        return j

    def _tagged_name(self, i: int) -> Mention | None:
        """A name that the recogniser or the tagger found and the knowledge base does not know."""
        tokens = self._parsed.tokens
        token = tokens[i]
        tag = token.name[2:] if token.name != "O" else ""
        if tag not in KIND_OF_NAME:
            if token.upos != "PROPN" or not _capital(token):
                return None
            tag = ""
        if not _capital(token) or token.upos in ("PUNCT", "NUM", "DET", "PRON", "ADP"):
            return None
        if token.upos not in ("PROPN", "X", "NOUN", "ADJ") or (token.upos == "NOUN" and tag == "PERSON"):
            return None
        j = i + 1
        while j < len(tokens) and tokens[j].sentence == token.sentence and self._continues(tokens[i:j], tokens[j], tag):
            j += 1
        while j > i + 1 and (not tokens[j - 1].text[0].isalnum() or tokens[j - 1].upos in ("ADP", "CCONJ", "DET")):
            j -= 1
        words = tokens[i:j]
        kind: EntityKind = KIND_OF_NAME.get(tag, "organisation")
        if tag == "" and any(p.upos == "NOUN" for p in (self._parsed.parent(token),) if p is not None):
            parent = self._parsed.parent(token)
            if parent is not None and token.deprel in ("nmod", "flat", "appos"):
                kind = kind_of_noun(parent, self._language) or kind
        if kind == "country":
            kind = "place"  # a country that the knowledge base does not know is a town or a region
        if kind == "group":
            kind = "organisation"
        return self._name_mention(words, kind, ())

    def _continues(self, words: Sequence[Token], nxt: Token, tag: str) -> bool:
        if tag and nxt.name == f"I-{tag}":
            # Stop where the tagged span goes on with common words after a person's name.
            return tag != "PERSON" or _capital(nxt) or nxt.text in self._particles
        if nxt.upos == "PROPN" and _capital(nxt) and nxt.name[:2] != "B-":
            return nxt.deprel in ("flat", "compound") and nxt.head in {w.index for w in words}
        return False

    def _name_mention(self, words: list[Token], kind: EntityKind, entries: tuple[Entry, ...]) -> Mention:
        start, end = words[0].start, words[-1].end
        inside = {w.index for w in words}
        head = next((w for w in words if w.head not in inside), words[0])
        return Mention(
            start, end, head, kind, True, list(words), [(start, end)], self._parsed.text[start:end],
            entries=entries, plural=head.feats.get("Number") == "Plur", gender=head.feats.get("Gender"),
        )  # fmt: skip

    # -- demonyms

    def _demonym(self, token: Token) -> Mention | None:
        if token.upos not in ("ADJ", "NOUN", "PROPN"):
            return None
        country = self._base.demonym(token.text, self._language)
        if country is None:
            return None
        people = token.upos != "ADJ" or token.deprel in ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "root")
        plural = token.feats.get("Number") == "Plur"
        if not people:
            kind: EntityKind = "country"
        else:
            kind = "group" if plural else "person"
        return Mention(
            token.start, token.end, token, kind, True, [token], [(token.start, token.end)],
            demonym=country, plural=plural, gender=token.feats.get("Gender"), title=token.lower if people else "",
        )  # fmt: skip

    # -- nominals

    def _nominal(self, token: Token, by_word: dict[int, Mention]) -> Mention | None:
        if token.upos != "NOUN":
            return None
        kind = kind_of_noun(token, self._language)
        if kind is None:
            if token.name[2:] not in ("PERSON", "ORG", "FACILITY"):
                return None
            kind = KIND_OF_NAME[token.name[2:]]
            if kind == "person" and token.feats.get("Number") == "Plur":
                kind = "group"
        if any(k.upos == "VERB" and k.relation == "cop" for k in self._parsed.kids(token)):
            return None
        core, full = self._phrase(token, deep=False), self._phrase(token, deep=True)
        named = next((by_word[c.index] for c in self._name_children(token) if c.index in by_word), None)
        spans = [_span(core), _span(full)]
        words = [token]
        name = ""
        if named is not None and named.kind in (kind, "person", "organisation", "place"):
            name = named.name
            spans.append((min(token.start, core[0].start), max(named.end, token.end)))
            title = [t for t in full if t.end <= named.start]
            if title:
                spans.append(_span(title))
        title_tokens = [t for t in core if t.upos not in ("DET", "NUM", "PUNCT") or t is token]
        spans.append(_span(title_tokens))
        spans = [s for s in dict.fromkeys(spans) if s[0] < s[1]]
        start, end = min(s for s, _ in spans), max(e for _, e in spans)
        title_text = self._parsed.text[_span(title_tokens)[0] : _span(title_tokens)[1]]
        return Mention(
            start, end, token, kind, False, words, spans, name, title_text, token.lemma.lower(),
            named.entries if named and name else (), plural=token.feats.get("Number") == "Plur",
            gender=token.feats.get("Gender"),
        )  # fmt: skip

    def _name_children(self, token: Token) -> list[Token]:
        """Tokens of a name that stands in apposition to a title: "ministrul danez Lars Rasmussen", "…, Lars Rasmussen"."""
        out = []
        for child in self._parsed.kids(token, "nmod", "flat", "appos", "nsubj"):
            if child.upos in ("PROPN", "X") and not self._parsed.kids(child, "case"):
                marked = (child, *self._parsed.kids(child, "det"))
                if any("Gen" in t.feats.get("Case", "") for t in marked) and child.relation == "nmod":
                    continue
                between = self._parsed.tokens[token.index + 1 : child.index]
                if 0 < child.index - token.index <= 12 and not any(t.upos in ("VERB", "AUX") for t in between):
                    out.append(child)
        return out

    def _phrase(self, head: Token, *, deep: bool) -> list[Token]:
        """The contiguous noun phrase around a head; ``deep`` takes its complements too, never clauses or appositions."""
        parsed = self._parsed
        keep = {head.index}
        for child in parsed.kids(head):
            if child.relation in ("amod", "det", "nummod", "advmod"):
                keep.update(t.index for t in parsed.subtree(child) if not _clausal(parsed, t, head))
            elif child.relation in ("nmod", "flat", "compound", "fixed") and child.start > head.start:
                light = not parsed.kids(child, "nmod", "acl") and child.upos == "NOUN"
                if deep or (light and any(k.lower in self._linkers for k in parsed.kids(child, "case"))):
                    keep.update(t.index for t in parsed.subtree(child) if not _clausal(parsed, t, head))
        if deep:
            for child in parsed.kids(head, "amod"):
                keep.update(t.index for t in parsed.subtree(child))
        first = last = head.index
        while first - 1 in keep:
            first -= 1
        while last + 1 in keep:
            last += 1
        # An adjective that agrees and follows at once belongs here, whatever the tree says.
        while last + 1 < len(parsed.tokens) and self._agrees(head, parsed.tokens[last + 1]):
            last += 1
        tokens = parsed.tokens[first : last + 1]
        while tokens[-1] is not head and tokens[-1].upos in ("PUNCT", "ADP", "CCONJ"):
            tokens = tokens[:-1]
        while tokens[0] is not head and tokens[0].upos in ("PUNCT", "ADV", "CCONJ", "ADP"):
            tokens = tokens[1:]
        return tokens

    def _agrees(self, head: Token, word: Token) -> bool:
        return (
            word.upos == "ADJ"
            and word.sentence == head.sentence
            and word.feats.get("Number") == head.feats.get("Number")
            and word.feats.get("Gender") == head.feats.get("Gender")
            and word.feats.get("VerbForm") is None
        )


def _clausal(parsed: Parsed, token: Token, head: Token) -> bool:
    """Whether a token hangs under a clause or an apposition inside the phrase of ``head``."""
    node = token
    while node is not head:
        if node.relation in ("acl", "advcl", "appos", "parataxis", "ccomp"):
            return True
        if node.head < 0:
            return True
        node = parsed.tokens[node.head]
    return False


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _span(tokens: Sequence[Token]) -> tuple[int, int]:
    return tokens[0].start, tokens[-1].end
