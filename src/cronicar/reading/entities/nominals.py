"""Common nouns that name someone: their phrases in short and in full, and the name that a title belongs to.

A name right after a title is its holder's, and so is a name before it where the title stands in apposition.
"""

from __future__ import annotations

from collections.abc import Callable

from cronicar.model import EntityKind
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.lexicon import acts_as_noun, kind_of_noun, lexicon
from cronicar.reading.entities.mention import Mention, span
from cronicar.reading.entities.phrases import Phrases


class Nominals:
    """Finds the nominals of one article, given its names."""

    def __init__(self, parsed: Parsed, names: list[Mention], is_origin: Callable[[Token], bool]) -> None:
        self._parsed, self._is_origin = parsed, is_origin
        self._words = lexicon(parsed.language)
        self._by_word = {t.index: m for m in names for t in m.words}
        self._phrases = Phrases(parsed, self._by_word, is_origin)
        self._used: set[int] = set()
        """Tokens that another nominal stands for already: the quantity in "sute de oameni"."""
        self.absorbed: set[int] = set()
        """Nouns of origin that are the adjective of a nominal: "un oficial american"."""

    def find(self, token: Token) -> Mention | None:
        """The nominal with this head, or None."""
        if token.index in self._used:
            return None
        if token.upos in ("PRON", "DET"):
            return self._picked(token)
        kind = self._kind(token)
        return self._mention(token, kind) if kind is not None and not self._only_counts(token) else None

    def _only_counts(self, token: Token) -> bool:
        """A noun that only measures the people after it: "grup" of "un grup de soldați"."""
        if fold(token.lemma) not in self._words.quantities:
            return False
        after = (k for k in self._parsed.kids(token, "nmod") if k.index > token.index)
        return any(self._phrases.measure(k) is token and self._kind(k) == "group" for k in after)

    def _kind(self, token: Token) -> EntityKind | None:
        if not acts_as_noun(token) and not (token.upos in ("ADJ", "PRON") and self._conjoined(token)):
            return None
        kind = kind_of_noun(token, self._parsed.language)
        if self._only_tells(token, kind):
            return None
        if token.upos != "NOUN" and kind not in ("person", "group"):
            return None
        return kind

    def _only_tells(self, token: Token, kind: EntityKind | None) -> bool:
        """A bare noun that a linker ties to another and that only tells its sort: "secretar de presă"."""
        before = self._phrases.text(token.index - 1).lower()
        if kind in (None, "group") or before not in self._words.linkers or token.feats.get("Definite") == "Def":
            return False
        parent = self._parsed.parent(token)
        tied = token.relation == "nmod" and parent is not None and parent.upos == "NOUN"
        return tied and self._phrases.measure(token) is None

    def _conjoined(self, token: Token) -> bool:
        parent = self._parsed.parent(token)
        return token.relation == "conj" and parent is not None and parent.upos == "NOUN"

    def _mention(self, token: Token, kind: EntityKind) -> Mention:
        core, deep = self._phrases.core(token), self._phrases.deep(token)
        measure = self._phrases.measure(token)
        words = [token]
        if measure is not None:
            words.append(measure)
            self._used.add(measure.index)
        for part in core:
            if part.index == token.index + 1 and part.upos == "NOUN" and self._is_origin(part):
                self.absorbed.add(part.index)
                words.append(part)
            elif part.upos == "PRON" and part.index < token.index:
                self._used.add(part.index)
                words.append(part)
        bare = self._phrases.bare(core, token)
        spans = [span(core), span(bare)]
        if core[0] is not token and core[0].index < token.index:
            counted = [t for t in core if t.index >= self._number(core, token)]
            spans.append(span(counted))
        spans += self._steps(core, bare, deep)
        title = self._phrases.bare(deep, token)
        mention = Mention(
            min(s for s, _ in spans), max(e for _, e in spans), token, kind, False, words,
            [s for s in dict.fromkeys(spans) if s[0] < s[1]],
            title=self._parsed.text[slice(*span(bare))], phrase=title, full=deep,
            plural=token.feats.get("Number") == "Plur", gender=token.feats.get("Gender"),
            definite=self._definite(token, core), taken_up=self._taken_up(core),
        )  # fmt: skip
        owner = self._owner(mention, core, deep)
        if owner is not None:
            mention.owner = owner
            if owner.start > mention.start:
                mention.forms.append((span(core)[0], owner.end))
                mention.end = max(mention.end, owner.end)
        return mention

    def _steps(self, core: list[Token], bare: list[Token], deep: list[Token]) -> list[tuple[int, int]]:
        """The phrase up to each of its complements, with and without its determiners."""
        out: list[tuple[int, int]] = []
        last = core[-1].index
        inner = [t for t in deep if t.index > last]
        for at, token in enumerate(inner):
            nxt = inner[at + 1] if at + 1 < len(inner) else None
            if token.upos in ("NOUN", "PROPN", "ADJ", "X") and (nxt is None or nxt.upos in ("ADP", "DET", "CCONJ")):
                out += [(core[0].start, token.end), (bare[0].start, token.end)]
        return out[:4] + out[-2:]

    def _number(self, core: list[Token], head: Token) -> int:
        """Where the number of a counted phrase begins: "trei persoane" of "cel puțin trei persoane"."""
        return next((t.index for t in core if t.upos == "NUM" and t.index < head.index), core[0].index)

    def _definite(self, head: Token, core: list[Token]) -> bool:
        if head.feats.get("Definite") == "Def" or head.deprel == "root":
            return True
        return any(t.upos == "DET" and self._makes_definite(t, head) for t in core)

    def _makes_definite(self, word: Token, head: Token) -> bool:
        """A demonstrative, a possessive, or an article that is not the indefinite one."""
        if word.feats.get("PronType") == "Art":
            return word.feats.get("Definite") == "Def" or (word.index > head.index and "Definite" not in word.feats)
        return word.feats.get("PronType") == "Dem" or "Poss" in word.feats

    def _taken_up(self, core: list[Token]) -> int:
        if sum(t.upos in ("NOUN", "ADJ", "PROPN") for t in core) != 1:
            return 0  # "cei trei ambasadori americani" says who they are
        for stop in (2, 1):
            form = " ".join(t.lower for t in core[:stop])
            if form in self._words.plural:
                return self._words.plural[form]
        return 0

    # -- whose title it is

    def _owner(self, mention: Mention, core: list[Token], deep: list[Token]) -> Mention | None:
        """The name that stands in apposition to a title, after it or before it."""
        if mention.plural:
            return None
        for child in self._parsed.kids(mention.head, "nmod", "flat", "appos", "nsubj"):
            named = self._by_word.get(child.index)
            if named is not None and self._adjoins(mention.head, child) and self._may_own(mention, named):
                return named
        for end in dict.fromkeys((deep[-1].index, core[-1].index)):
            named = self._by_word.get(end + 1)
            if named is None and mention.kind == "person" and self._phrases.text(end + 1) == ",":
                named = self._by_word.get(end + 2)
                if named is not None and not self._closed(named):
                    named = None
            if named is not None and named.words[0].index > end and self._may_own(mention, named):
                return named
        return self._before(mention, core, deep)

    def _before(self, mention: Mention, core: list[Token], deep: list[Token]) -> Mention | None:
        """The person whom a title follows after a comma: "Marvin Cooke, directorul executiv al firmei"."""
        first = core[0].index
        if mention.kind != "person" or first < 2 or self._phrases.text(first - 1) not in (",", "(", "–", "-"):
            return None
        named = self._by_word.get(first - 2)
        if named is None or named.kind != "person" or self._parsed.tokens[first - 2].sentence != core[0].sentence:
            return None
        hangs = mention.head.relation == "appos" or mention.head.head in {w.index for w in named.words}
        return named if hangs and mention.head.relation != "conj" else None

    def _adjoins(self, head: Token, child: Token) -> bool:
        """Whether a name under a title is its holder: no case, no genitive, no verb between."""
        parsed = self._parsed
        if not 0 < child.index - head.index <= 12 or parsed.kids(child, "case"):
            return False
        marks = parsed.kids(child, "det")
        if any(self._phrases.genitive_mark(t) for t in marks):
            return False
        if child.relation == "nmod" and any("Gen" in t.feats.get("Case", "") for t in (child, *marks)):
            return False
        between = parsed.tokens[head.index + 1 : child.index]
        return not any(t.upos in ("VERB", "AUX", "CCONJ") or self._phrases.genitive_mark(t) for t in between)

    def _may_own(self, mention: Mention, named: Mention) -> bool:
        """Whether a name of this kind can be what the noun says; "comandament NATO" is not NATO."""
        if mention.kind == "person":
            return named.kind == "person"
        head = named.head
        if "Gen" in head.feats.get("Case", "") or self._parsed.kids(head, "case"):
            return False
        if mention.kind == "organisation":
            return named.kind == "organisation" and (not named.entries or named.entries[0].type != "igo")
        if mention.kind == "place":
            return named.kind in ("place", "country") and bool(named.entries or named.kind == "place")
        return False

    def _closed(self, named: Mention) -> bool:
        """Whether a name ends where an apposition does."""
        after = self._phrases.text(named.words[-1].index + 1)
        if not after[:1].isalpha():
            return True
        return self._parsed.tokens[named.words[-1].index + 1].upos in ("VERB", "AUX", "PRON", "ADP")

    # -- one of several, those who

    def _picked(self, token: Token) -> Mention | None:
        """ "Unul dintre avocați": a pronoun with those that it picks from; "cei care protestează", "unii"."""
        if token.feats.get("PronType") == "Dem" and self._parsed.kids(token, "acl"):
            return self._those_who(token)
        if token.feats.get("PronType") not in ("Ind", "Neg", "Tot", "Int,Rel") and token.upos != "PRON":
            return None
        for child in self._parsed.kids(token, "nmod", "obl"):
            cases = [k.lower for k in self._parsed.kids(child, "case")]
            if not any(c in self._words.partitives for c in cases) or child.index < token.index:
                continue
            kind = self._kind(child)
            if kind is None:
                continue
            whole = self._phrases.deep(child)
            short = self._phrases.core(child)
            plural = token.feats.get("Number") == "Plur"
            one: EntityKind = "person" if kind == "group" and not plural else "group" if plural else kind
            forms = [(token.start, short[-1].end), (token.start, whole[-1].end)]
            tokens = self._parsed.tokens[token.index : whole[-1].index + 1]
            mention = Mention(
                token.start, whole[-1].end, token, one, False, [token], list(dict.fromkeys(forms)),
                title=self._parsed.text[token.start : short[-1].end], phrase=tokens, full=tokens, plural=plural,
            )  # fmt: skip
            if not plural:
                mention.owner = self._before(mention, tokens, tokens)
            return mention
        return self._some(token)

    def _those_who(self, token: Token) -> Mention | None:
        """ "Cei care protestează": people who are known by what they do only."""
        if token.feats.get("Number") != "Plur" or token.feats.get("Gender") == "Fem":
            return None
        clause = next((k for k in self._parsed.kids(token, "acl") if 0 < k.index - token.index <= 4), None)
        if clause is None:
            return None
        last = self._parsed.subtree(clause)[-1]
        tokens = self._parsed.tokens[token.index : last.index + 1]
        while tokens[-1].upos == "PUNCT":
            tokens = tokens[:-1]
        return self._pronominal(token, tokens)

    def _some(self, token: Token) -> Mention | None:
        """ "Unii cred": people of whom nothing more is said."""
        if token.upos != "PRON" or token.lemma not in self._words.some or token.relation != "nsubj":
            return None
        if token.feats.get("Number") != "Plur" or token.feats.get("Gender") == "Fem" or self._parsed.kids(token):
            return None
        after = self._parsed.tokens[token.index + 1 : token.index + 2]
        return self._pronominal(token, [token]) if after and after[0].upos in ("VERB", "AUX", "PRON", "ADV") else None

    def _pronominal(self, token: Token, tokens: list[Token]) -> Mention:
        start, end = span(tokens)
        return Mention(
            start, end, token, "group", False, [token], [(start, end)],
            title=token.text, phrase=tokens, full=tokens, plural=True,
        )  # fmt: skip
