"""The parsed article: the one value that all steps of the reading share. No rule of any language is in here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True, eq=False)
class Token:
    """One word of Universal Dependencies. ``start``/``end``: code points of the article's text."""

    index: int
    sentence: int
    start: int
    end: int
    text: str
    lemma: str = ""
    upos: str = "X"
    feats: dict[str, str] = field(default_factory=dict)
    head: int = -1
    """Index of the governing token in ``Parsed.tokens``; -1 for the root of a sentence."""
    deprel: str = "dep"
    name: str = "O"
    """BIO tag of the name recogniser, in the classes of its scheme, e.g. ``B-PERSON``."""
    children: list[int] = field(default_factory=list)

    @property
    def relation(self) -> str:
        """The universal relation without its subtype: ``obl`` for ``obl:agent``."""
        return self.deprel.partition(":")[0]

    @property
    def lower(self) -> str:
        """The form in lower case, cedillas folded to commas below (ş to ș), curly apostrophes straightened."""
        return fold(self.text)


_FOLD = str.maketrans("şţŞŢ’ʼ`", "șțȘȚ'''")


def unify(text: str) -> str:
    """The text with cedillas and curly apostrophes made one with their plain twins; the case stays."""
    return text.translate(_FOLD)


def fold(text: str) -> str:
    """Lower case, with the spellings made one that must read alike. Never changes the length of Romanian text."""
    return unify(text).lower()


@dataclass(slots=True, frozen=True)
class Sentence:
    """Tokens ``first`` to ``last`` (exclusive) of one paragraph."""

    index: int
    paragraph: int
    first: int
    last: int


@dataclass(slots=True)
class Parsed:
    """An article's text with its tokens, sentences and paragraphs. Paragraphs are the lines of the text."""

    text: str
    language: str
    tokens: list[Token]
    sentences: list[Sentence]
    paragraphs: list[tuple[int, int]]
    """Start and end offset of each paragraph (line), the line break excluded."""

    def link(self) -> None:
        """Fill ``children`` from ``head``."""
        for token in self.tokens:
            token.children.clear()
        for token in self.tokens:
            if token.head >= 0:
                self.tokens[token.head].children.append(token.index)

    def of(self, sentence: Sentence) -> list[Token]:
        """The tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def kids(self, token: Token, *relations: str) -> list[Token]:
        """Dependants of a token in text order, only those with one of the given relations when any is given.

        A relation matches with or without its subtype: ``obl`` matches ``obl:agent``, not the reverse.
        """
        return [
            child
            for child in (self.tokens[i] for i in token.children)
            if not relations or child.deprel in relations or child.relation in relations
        ]

    def parent(self, token: Token) -> Token | None:
        """The governing token, or None for a root."""
        return self.tokens[token.head] if token.head >= 0 else None

    def ancestors(self, token: Token) -> Iterator[Token]:
        """From the governing token up to the root."""
        while token.head >= 0:
            token = self.tokens[token.head]
            yield token

    def subtree(self, token: Token) -> list[Token]:
        """The token and all that hangs under it, in text order."""
        out, stack = [], [token.index]
        while stack:
            index = stack.pop()
            out.append(index)
            stack.extend(self.tokens[index].children)
        return [self.tokens[i] for i in sorted(out)]

    def between(self, start: int, end: int) -> list[Token]:
        """The tokens that lie wholly inside [start, end) of the text."""
        low, high = self._first_from(start), self._first_from(end)
        return [t for t in self.tokens[low:high] if t.end <= end]

    def _first_from(self, offset: int) -> int:
        low, high = 0, len(self.tokens)
        while low < high:
            middle = (low + high) // 2
            if self.tokens[middle].start < offset:
                low = middle + 1
            else:
                high = middle
        return low
