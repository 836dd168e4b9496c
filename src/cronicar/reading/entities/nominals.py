"""Common nouns that name someone: their phrases in short and in full, and the name that a title belongs to.

Trees are wrong where it matters most, at the edges of a phrase, so the surface has a say: an adjective that agrees and
follows at once belongs to the noun, so does a complement of office, and a name right after a title is its holder's.
"""

from __future__ import annotations

from collections.abc import Callable

from cronicar.model import EntityKind
from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.lexicon import acts_as_noun, kind_of_noun, lexicon
from cronicar.reading.entities.mention import Mention, span
from cronicar.reading.entities.names import KIND_OF_NAME

_LIGHT = ("amod", "det", "nummod", "advmod")
_HEAVY = ("nmod", "flat", "compound", "fixed", "obl")
_LONGEST = 24
_BREAKS = ",;:()[]–—/"


class Nominals:
    """Finds the nominals of one article, given its names."""

    def __init__(self, parsed: Parsed, names: list[Mention], is_origin: Callable[[Token], bool]) -> None:
        self._parsed, self._is_origin = parsed, is_origin
        self._words = lexicon(parsed.language)
        self._by_word = {t.index: m for m in names for t in m.words}
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
        return any(
            self._measure(k) is token and self._kind(k) == "group" for k in self._parsed.kids(token, "nmod") if k.index > token.index
        )

    def _kind(self, token: Token) -> EntityKind | None:
        if not acts_as_noun(token) and not (token.upos in ("ADJ", "PRON") and self._conjoined(token)):
            return None
        kind = kind_of_noun(token, self._parsed.language)
        if self._only_tells(token, kind):
            return None
        if token.upos != "NOUN" and kind not in ("person", "group"):
            return None
        if kind is None:
            tag = token.name[2:]
            if tag not in ("PERSON", "ORG", "FACILITY") or token.upos != "NOUN" or token.name[0] == "I":
                return None
            kind = KIND_OF_NAME[tag]
            if kind == "person" and token.feats.get("Number") == "Plur":
                kind = "group"
        return kind

    def _only_tells(self, token: Token, kind: EntityKind | None) -> bool:
        """A bare noun that a linker ties to another and that only tells its sort: "secretar de presă"."""
        before = self._text(token.index - 1).lower()
        if kind in (None, "group") or before not in self._words.linkers or token.feats.get("Definite") == "Def":
            return False
        parent = self._parsed.parent(token)
        return token.relation == "nmod" and parent is not None and parent.upos == "NOUN" and self._measure(token) is None

    def _conjoined(self, token: Token) -> bool:
        parent = self._parsed.parent(token)
        return token.relation == "conj" and parent is not None and parent.upos == "NOUN"

    def _mention(self, token: Token, kind: EntityKind) -> Mention:
        core, deep = self._core(token), self._deep(token)
        measure = self._measure(token)
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
        bare = self._bare(core, token)
        spans = [span(core), span(bare)]
        if core[0] is not token and core[0].index < token.index:
            counted = [t for t in core if t.index >= self._number(core, token)]
            spans.append(span(counted))
        spans += self._steps(core, bare, deep)
        title = self._bare(deep, token)
        mention = Mention(
            min(s for s, _ in spans), max(e for _, e in spans), token, kind, False, words,
            [s for s in dict.fromkeys(spans) if s[0] < s[1]],
            title=self._parsed.text[slice(*span(bare))], phrase=title,
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

    def _bare(self, tokens: list[Token], head: Token) -> list[Token]:
        """The phrase without determiners and numbers before its first adjective or noun."""
        at = 0
        while at < len(tokens) - 1 and tokens[at] is not head and tokens[at].upos not in ("ADJ", "NOUN", "PROPN"):
            at += 1
        return tokens[at:]

    def _number(self, core: list[Token], head: Token) -> int:
        """Where the number of a counted phrase begins: "trei persoane" of "cel puțin trei persoane"."""
        return next((t.index for t in core if t.upos == "NUM" and t.index < head.index), core[0].index)

    def _measure(self, token: Token) -> Token | None:
        """The noun or numeral that only counts this one: "sute" of "sute de oameni"."""
        parent = self._parsed.parent(token)
        if parent is not None and token.relation != "nmod":
            parent = self._parsed.tokens[token.index - 2] if token.index > 1 and self._text(token.index - 1) in self._words.linkers else None
        if parent is None or not 0 < token.index - parent.index <= 4 or parent.sentence != token.sentence:
            return None
        if fold(parent.lemma) not in self._words.quantities and parent.upos != "NUM":
            return None
        linked = self._text(parent.index + 1) in self._words.linkers
        return parent if linked or self._linked(token) or parent.upos == "NUM" else None

    def _linked(self, token: Token) -> bool:
        return any(k.lower in self._words.linkers for k in self._parsed.kids(token, "case"))

    def _definite(self, head: Token, core: list[Token]) -> bool:
        if head.feats.get("Definite") == "Def" or head.deprel == "root":
            return True
        return any(
            t.upos == "DET" and (t.feats.get("PronType") in ("Dem", "Art") or "Poss" in t.feats) and t.feats.get("Definite") != "Ind"
            for t in core
            if t.feats.get("PronType") != "Art" or t.index > head.index or t.feats.get("Definite") == "Def"
        )

    def _taken_up(self, core: list[Token]) -> int:
        if sum(t.upos in ("NOUN", "ADJ", "PROPN") for t in core) != 1:
            return 0  # "cei trei ambasadori americani" says who they are
        for stop in (2, 1):
            form = " ".join(t.lower for t in core[:stop])
            if form in self._words.plural:
                return self._words.plural[form]
        return 0

    # -- the phrase

    def _core(self, head: Token) -> list[Token]:
        """Head, determiners, numbers and adjectives, and the noun that a linker ties to it ("purtător de cuvânt")."""
        parsed = self._parsed
        keep = {head.index}
        measure = self._measure(head)
        if measure is not None:
            keep.update(range(measure.index, head.index))
            keep.update(t.index for k in parsed.kids(measure, *_LIGHT) for t in parsed.subtree(k) if k.index < measure.index)
        for child in parsed.kids(head):
            if child.upos == "DET" and child.index > head.index and not child.feats.get("PronType"):
                continue  # a verb gone astray
            if child.relation in _LIGHT and not self._genitive_mark(child):
                keep.update(t.index for t in parsed.subtree(child) if self._inside(t, head))
            elif child.relation in _HEAVY and child.start > head.start and child.upos in ("NOUN", "ADJ", "PROPN"):
                light = child.upos != "PROPN" and not parsed.kids(child, "nmod", "acl", "appos", "conj")
                if light and self._linked(child) and child.index - head.index <= 3:
                    keep.update(t.index for t in parsed.subtree(child) if self._inside(t, head))
        before = self._parsed.tokens[head.index - 1] if head.index else head
        if before.upos == "PRON" and before.feats.get("PronType") == "Ind" and self._parsed.kids(before) == []:
            keep.add(before.index)  # "unii analiști": a determiner taken for a pronoun
        return self._contiguous(head, keep)

    def _deep(self, head: Token) -> list[Token]:
        """The core with complements: genitives, places, organisations; never clauses, appositions or times."""
        parsed = self._parsed
        core = self._core(head)
        keep = {t.index for t in core}
        for child in parsed.kids(head, *_HEAVY):
            if child.start > head.start and not self._loose(child):
                part = [t.index for t in parsed.subtree(child) if self._inside(t, head)]
                if len(part) <= _LONGEST:
                    keep.update(part)
        out = self._contiguous(head, keep)
        while extent := self._bound(out[-1], head):
            out = self._parsed.tokens[out[0].index : extent + 1]
        return out

    def _bound(self, last: Token, head: Token) -> int | None:
        """End of a complement that stands right after ``last`` and can belong to nothing else."""
        tokens, at = self._parsed.tokens, last.index + 1
        if at >= len(tokens) or tokens[at].sentence != head.sentence or at - head.index > _LONGEST:
            return None
        first = tokens[at]
        two = f"{first.lower} {self._text(at + 1).lower()}"
        if two in self._words.binding:
            return self._run(at + 2, head)
        if first.lower in self._words.binding and first.lower not in self._words.linkers or self._genitive_mark(first):
            return self._run(at + 1, head)
        owned = first.upos in ("NOUN", "PROPN") and first.feats.get("Case") == "Dat,Gen" and first.feats.get("Definite") == "Def"
        body = first.name[:2] == "B-" and first.name[2:] in ("ORG", "GPE") and first.text.isupper() and len(first.text) > 1
        return self._run(at, head) if (owned and last.upos != "PROPN") or body else None

    def _run(self, at: int, head: Token) -> int | None:
        """End of the run of nouns with their determiners and adjectives that begins here."""
        tokens, last = self._parsed.tokens, None
        by_name = self._by_word.get(at)
        if by_name is not None:
            return by_name.words[-1].index
        for index in range(at, min(at + 5, len(tokens))):
            token = tokens[index]
            if token.sentence != head.sentence or token.upos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
                break
            if last is not None and token.upos != "ADJ":
                break
            if token.upos in ("NOUN", "PROPN") or (last is not None and token.relation == "amod"):
                last = index
            elif last is not None:
                break
        return last

    def _loose(self, child: Token) -> bool:
        """A bare noun that no case or linker ties to the head: a date, or a subject gone astray."""
        if child.name[2:] in ("DATETIME", "PERIOD"):
            return True
        marked = any(k.relation in ("case", "det") for k in self._parsed.kids(child))
        return not marked and "Gen" not in child.feats.get("Case", "") and child.upos == "NOUN"

    def _genitive_mark(self, child: Token) -> bool:
        """The possessive article that a tree hangs on the owned noun: "al", "ai"; "său" and "nostru" have a person."""
        return child.feats.get("Poss") == "Yes" and "Person" not in child.feats

    def _contiguous(self, head: Token, keep: set[int]) -> list[Token]:
        tokens = self._parsed.tokens
        first = last = head.index
        while first - 1 in keep:
            first -= 1
        while True:
            while last + 1 in keep:
                last += 1
            if last + 1 < len(tokens) and self._agrees(head, tokens[last + 1]):
                last += 1
            elif extent := self._office(last, head):
                last = extent
            else:
                break
        cut = (i for i in range(head.index + 1, last + 1) if tokens[i].text in _BREAKS)
        out = tokens[first : next(cut, last + 1)]
        while out[-1] is not head and (out[-1].upos in ("PUNCT", "ADP", "CCONJ", "ADV") or self._genitive_mark(out[-1])):
            out = out[:-1]
        while out[0] is not head and (out[0].upos in ("PUNCT", "CCONJ", "ADP") or self._opens_nothing(out)):
            out = out[1:]
        return out

    def _opens_nothing(self, tokens: list[Token]) -> bool:
        first, second = tokens[0], tokens[1]
        return (first.upos == "ADV" and second.upos not in ("NUM", "ADV", "ADJ", "DET")) or (
            self._genitive_mark(first) and first.lower not in self._words.plural
        )

    def _office(self, last: int, head: Token) -> int | None:
        """End of a complement of office right after ``last``: "de externe", "al apărării"."""
        tokens = self._parsed.tokens
        if last + 2 >= len(tokens) or tokens[last + 2].sentence != head.sentence:
            return None
        link, word = tokens[last + 1], tokens[last + 2]
        if word.lower not in self._words.complements:
            return None
        return word.index if link.lower in self._words.linkers or self._genitive_mark(link) else None

    def _agrees(self, head: Token, word: Token) -> bool:
        if self._is_origin(word):
            return word.sentence == head.sentence and word.feats.get("Number") == head.feats.get("Number")
        return (
            word.upos == "ADJ"
            and word.sentence == head.sentence
            and word.feats.get("Number") == head.feats.get("Number")
            and word.feats.get("Gender") == head.feats.get("Gender")
            and word.feats.get("VerbForm") is None
            and word.relation in ("amod", "nmod", "flat", "dep", "conj", "appos")
        )

    def _inside(self, token: Token, head: Token) -> bool:
        """Whether a token hangs under the phrase of ``head`` without a clause or an apposition between."""
        node = token
        while node is not head:
            if node.relation in ("acl", "advcl", "appos", "parataxis", "ccomp") or node.head < 0:
                return False
            node = self._parsed.tokens[node.head]
        return True

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
            if named is None and mention.kind == "person" and self._text(end + 1) == ",":
                named = self._by_word.get(end + 2)
                if named is not None and not self._closed(named):
                    named = None
            if named is not None and named.words[0].index > end and self._may_own(mention, named, strict=True):
                return named
        return self._before(mention, core, deep)

    def _before(self, mention: Mention, core: list[Token], deep: list[Token]) -> Mention | None:
        """The person whom a title follows after a comma: "Marvin Cooke, directorul executiv al firmei"."""
        first = core[0].index
        if mention.kind != "person" or first < 2 or self._text(first - 1) not in (",", "(", "–", "-"):
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
        if any(self._genitive_mark(t) for t in marks):
            return False
        if child.relation == "nmod" and any("Gen" in t.feats.get("Case", "") for t in (child, *marks)):
            return False
        between = parsed.tokens[head.index + 1 : child.index]
        return not any(t.upos in ("VERB", "AUX", "CCONJ") or self._genitive_mark(t) for t in between)

    def _may_own(self, mention: Mention, named: Mention, strict: bool = False) -> bool:
        """Whether a name of this kind can be what the noun says; ``strict`` where only the order of words speaks."""
        if mention.kind == "person":
            return named.kind == "person"
        head = named.head
        if "Gen" in head.feats.get("Case", "") or self._parsed.kids(head, "case"):
            return False
        if mention.kind == "organisation":
            return named.kind == "organisation" and (not named.entries or not strict or named.entries[0].type != "igo")
        if mention.kind == "place":
            return named.kind in ("place", "country") and bool(named.entries or named.kind == "place")
        return False

    def _closed(self, named: Mention) -> bool:
        """Whether a name ends where an apposition does."""
        after = self._text(named.words[-1].index + 1)
        return not after[:1].isalpha() or self._parsed.tokens[named.words[-1].index + 1].upos in ("VERB", "AUX", "PRON", "ADP")

    def _text(self, index: int) -> str:
        tokens = self._parsed.tokens
        return tokens[index].text if 0 <= index < len(tokens) else ""

    # -- one of several, those who

    def _picked(self, token: Token) -> Mention | None:
        """"Unul dintre avocați": a pronoun with those that it picks from; "cei care protestează", "unii"."""
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
            whole = self._deep(child)
            short = self._core(child)
            plural = token.feats.get("Number") == "Plur"
            one: EntityKind = "person" if kind == "group" and not plural else "group" if plural else kind
            forms = [(token.start, short[-1].end), (token.start, whole[-1].end)]
            tokens = self._parsed.tokens[token.index : whole[-1].index + 1]
            mention = Mention(
                token.start, whole[-1].end, token, one, False, [token], list(dict.fromkeys(forms)),
                title=self._parsed.text[token.start : short[-1].end], phrase=tokens, plural=plural,
            )  # fmt: skip
            if not plural:
                mention.owner = self._before(mention, tokens, tokens)
            return mention
        return self._some(token)

    def _those_who(self, token: Token) -> Mention | None:
        """"Cei care protestează": people who are known by what they do only."""
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
        """"Unii cred": people of whom nothing more is said."""
        if token.upos != "PRON" or token.lemma not in self._words.some or token.relation != "nsubj":
            return None
        if token.feats.get("Number") != "Plur" or token.feats.get("Gender") == "Fem" or self._parsed.kids(token):
            return None
        after = self._parsed.tokens[token.index + 1 : token.index + 2]
        return self._pronominal(token, [token]) if after and after[0].upos in ("VERB", "AUX", "PRON", "ADV") else None

    def _pronominal(self, token: Token, tokens: list[Token]) -> Mention:
        start, end = span(tokens)
        return Mention(start, end, token, "group", False, [token], [(start, end)], title=token.text, phrase=tokens, plural=True)
