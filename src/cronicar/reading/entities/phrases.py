"""The phrase around a common noun, in short and in full.

Trees are wrong where it matters most, at the edges of a phrase, so the surface has a say: an adjective that agrees and
follows at once belongs to the noun, and so does a complement of office, an owner or an origin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.entities.lexicon import lexicon
from cronicar.reading.entities.mention import Mention

_LIGHT = ("amod", "det", "nummod", "advmod")
_HEAVY = ("nmod", "flat", "compound", "fixed", "obl")
_BREAKS = ",;:()[]–—/"
_LONGEST = 24


class Phrases:
    """Cuts the noun phrases of one article; ``by_word`` are its names by each of their tokens."""

    def __init__(self, parsed: Parsed, by_word: Mapping[int, Mention], is_origin: Callable[[Token], bool]) -> None:
        self._parsed, self._by_word, self._is_origin = parsed, by_word, is_origin
        self._words = lexicon(parsed.language)

    def core(self, head: Token) -> list[Token]:
        """Head, determiners, numbers and adjectives, and the noun that a linker ties to it ("purtător de cuvânt")."""
        parsed = self._parsed
        keep = {head.index}
        measure = self.measure(head)
        if measure is not None:
            keep.update(range(measure.index, head.index))
            ahead = (k for k in parsed.kids(measure, *_LIGHT) if k.index < measure.index)
            keep.update(t.index for k in ahead for t in parsed.subtree(k))
        for child in parsed.kids(head):
            if child.upos == "DET" and child.index > head.index and not child.feats.get("PronType"):
                continue  # a verb gone astray
            if child.relation in _LIGHT and not self.genitive_mark(child):
                keep.update(t.index for t in parsed.subtree(child) if self._inside(t, head))
            elif child.relation in _HEAVY and child.start > head.start and child.upos in ("NOUN", "ADJ", "PROPN"):
                light = child.upos != "PROPN" and not parsed.kids(child, "nmod", "acl", "appos", "conj")
                if light and self.linked(child) and child.index - head.index <= 3:
                    keep.update(t.index for t in parsed.subtree(child) if self._inside(t, head))
        before = self._parsed.tokens[head.index - 1] if head.index else head
        if before.upos == "PRON" and before.feats.get("PronType") == "Ind" and self._parsed.kids(before) == []:
            keep.add(before.index)  # "unii analiști": a determiner taken for a pronoun
        return self._contiguous(head, keep)

    def deep(self, head: Token) -> list[Token]:
        """The core with complements: genitives, places, organisations; never clauses, appositions or times."""
        parsed = self._parsed
        core = self.core(head)
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

    def bare(self, tokens: list[Token], head: Token) -> list[Token]:
        """The phrase without determiners and numbers before its first adjective or noun."""
        at = 0
        while at < len(tokens) - 1 and tokens[at] is not head and tokens[at].upos not in ("ADJ", "NOUN", "PROPN"):
            at += 1
        return tokens[at:]

    def measure(self, token: Token) -> Token | None:
        """The noun or numeral that only counts this one: "sute" of "sute de oameni"."""
        parent = self._parsed.parent(token)
        if parent is not None and token.relation != "nmod":
            linked = token.index > 1 and self.text(token.index - 1) in self._words.linkers
            parent = self._parsed.tokens[token.index - 2] if linked else None
        if parent is None or not 0 < token.index - parent.index <= 4 or parent.sentence != token.sentence:
            return None
        if fold(parent.lemma) not in self._words.quantities and parent.upos != "NUM":
            return None
        linked = self.text(parent.index + 1) in self._words.linkers
        return parent if linked or self.linked(token) or parent.upos == "NUM" else None

    def linked(self, token: Token) -> bool:
        return any(k.lower in self._words.linkers for k in self._parsed.kids(token, "case"))

    def genitive_mark(self, child: Token) -> bool:
        """The possessive article that a tree hangs on the owned noun: "al", "ai"; "său" and "nostru" have a person."""
        return child.feats.get("Poss") == "Yes" and "Person" not in child.feats

    def text(self, index: int) -> str:
        """The form of a token, empty beyond the ends of the article."""
        tokens = self._parsed.tokens
        return tokens[index].text if 0 <= index < len(tokens) else ""

    def _bound(self, last: Token, head: Token) -> int | None:
        """End of a complement that stands right after ``last`` and can belong to nothing else."""
        tokens, at = self._parsed.tokens, last.index + 1
        if at >= len(tokens) or tokens[at].sentence != head.sentence or at - head.index > _LONGEST:
            return None
        first = tokens[at]
        two = f"{first.lower} {self.text(at + 1).lower()}"
        if two in self._words.binding:
            return self._run(at + 2, head)
        if first.lower in self._words.binding - self._words.linkers or self.genitive_mark(first):
            return self._run(at + 1, head)
        genitive = "Gen" in first.feats.get("Case", "") and first.feats.get("Definite") == "Def"
        owner = genitive and first.upos in ("NOUN", "PROPN") and last.upos != "PROPN"
        acronym = first.name in ("B-ORG", "B-GPE") and first.text.isupper() and len(first.text) > 1
        return self._run(at, head) if owner or acronym else None

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
        while out[-1] is not head and self._closes_nothing(out[-1]):
            out = out[:-1]
        while out[0] is not head and (out[0].upos in ("PUNCT", "CCONJ", "ADP") or self._opens_nothing(out)):
            out = out[1:]
        return out

    def _closes_nothing(self, last: Token) -> bool:
        return last.upos in ("PUNCT", "ADP", "CCONJ", "ADV") or self.genitive_mark(last)

    def _opens_nothing(self, tokens: list[Token]) -> bool:
        first, second = tokens[0], tokens[1]
        return (first.upos == "ADV" and second.upos not in ("NUM", "ADV", "ADJ", "DET")) or (
            self.genitive_mark(first) and first.lower not in self._words.plural
        )

    def _office(self, last: int, head: Token) -> int | None:
        """End of a complement of office right after ``last``: "de externe", "al apărării"."""
        tokens = self._parsed.tokens
        if last + 2 >= len(tokens) or tokens[last + 2].sentence != head.sentence:
            return None
        link, word = tokens[last + 1], tokens[last + 2]
        if word.lower not in self._words.complements:
            return None
        return word.index if link.lower in self._words.linkers or self.genitive_mark(link) else None

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
