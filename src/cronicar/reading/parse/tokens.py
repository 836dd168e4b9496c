"""Raw text -> paragraphs, sentences and words, as Universal Dependencies cuts them.

The rules know writing, not languages: quotation marks, brackets, stops, numbers, addresses. What a language writes
in its own way (clitics, abbreviations, words that open sentences) is data: ``languages/<code>/tokens.toml``.
Every character that is not white space lies in exactly one word; the time taken is linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from cronicar.languages import table
from cronicar.reading.document import fold

Span = tuple[int, int]

MAX_WORDS = 180
"""A longer sentence is cut: the encoder takes 512 pieces, and a word makes two or three."""
MAX_LETTERS = 200
"""No word is longer; a longer run without white space (an encoded picture, say) is cut in pieces."""
MAX_BRACKET = 80
"""Stops within brackets end no sentence, if the brackets hold at most so many words."""


@dataclass(frozen=True, slots=True)
class Segments:
    """All offsets are code points of the text, ends exclusive."""

    paragraphs: list[Span]
    """The lines that hold any word, without their line breaks."""
    sentences: list[list[Span]]
    """The words of each sentence, in order; no sentence is empty."""
    sentence_paragraphs: list[int]
    """For each sentence the index of its paragraph."""


def segment(text: str, language: str) -> Segments:
    """Cut a text. A line break always ends a sentence. Raises ``DataError`` for a language without data."""
    cutter = _cutter(language)
    paragraphs: list[Span] = []
    sentences: list[list[Span]] = []
    homes: list[int] = []
    for line in _LINE.finditer(text):
        words = cutter.words(text, line.start(), line.end())
        if not words:
            continue
        for first, last in cutter.sentences(text, words):
            sentences.append(words[first:last])
            homes.append(len(paragraphs))
        paragraphs.append(line.span())
    return Segments(paragraphs, sentences, homes)


_LINE = re.compile(r"[^\n\r\v\f\u2028\u2029]+")
_CHUNK = re.compile(r"\S+")

_MARKS = "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = r"[^\W\d_]"
_HYPHENS = "\\-\u2010\u2011"
_TAIL = rf"[\w{_MARKS}]*(?:[{_HYPHENS}'’ʼ]\w[\w{_MARKS}]*)*"
_DOMAINS = (
    "com|org|net|info|eu|gov|edu|mil|int|biz|tv|news|media|online|today|press|ro|md|ua|ru|su|by|uk|de|fr|it|es|pl|hu|cz|sk|bg|gr|tr"
    "|at|ch|be|nl|lu|se|no|fi|dk|ee|lv|lt|ie|pt|rs|hr|si|al|mk|ba|us|ca|au|nz|cn|jp|kr|in|il|ir|br|mx|am|az|ge|kz|io|co|me|ai|app|dev|tech"
)
_WORD = re.compile(
    rf"""
      &(?:[a-z]{{2,8}}|\#[0-9]{{1,6}});                                              # &quot;
    | (?:https?://|www\.)[^\s„”“"«»<>]{{0,2000}}[^\s„”“"«»<>.,;:!?)\]}}'’]           # addresses
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}
    | [@\#]\w+
    | [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})(?![\w@])(?:/[\w/?=&%.\#~+-]{{0,500}}[\w/])?
    | {_LETTER}(?:\.{_LETTER})+(?!\w)\.?                                             # S.U.A.
    | (?:(?<![^\s(\[„"«“])[-−+])?\d+(?:[.,:/]\d+)*(?:[-–−]\d+(?:[.,:/]\d+)*)*        # 1,3  11.000-12.000  15:09
      (?:%|‰|[°º]C?|{_TAIL})
    | \w{_TAIL}
    | \.{{2,}}
    | [\U0001f1e6-\U0001f1ff]{{2}}                                                   # a flag
    | \S[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]{{0,4}}(?:\u200d\S[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]{{0,4}}){{0,8}}
    """,
    re.VERBOSE,
)

_STOPS = frozenset(".!?…‼⁇⁈⁉。！？؟۔।")
_OPENING = frozenset("„«‹‚([{‟〝「『")
_CLOSING = frozenset(")]}」』")
_TURNING = frozenset("\"'”“’‘»›`´″")
_CONTINUING = frozenset(",;:/%)]}=+*&|")
_DASHES = frozenset("-–—―−•·*▪►→")
_LONG_CUTS = (";", ":", ",")


@dataclass(slots=True)
class _Cutter:
    """The rules with the data of one language."""

    keep: frozenset[str]
    cuts: tuple[re.Pattern[str], ...]
    openers: frozenset[str]
    abbreviations: dict[str, str]
    word: re.Pattern[str]
    known: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def words(self, text: str, start: int, end: int) -> list[Span]:
        """The words of one paragraph."""
        out: list[Span] = []
        for chunk in _CHUNK.finditer(text, start, end):
            at = chunk.start()
            out += [(at + a, at + b) for a, b in self._chunk(chunk.group())]
        return self._with_stops(text, out)

    def _chunk(self, chunk: str) -> tuple[Span, ...]:
        """The words of a run without white space, stops still apart."""
        found = self.known.get(chunk)
        if found is None:
            found = tuple(self._cut_chunk(chunk))
            if len(chunk) <= 40:
                if len(self.known) > 100_000:
                    self.known.clear()
                self.known[chunk] = found
        return found

    def _cut_chunk(self, chunk: str) -> Iterator[Span]:
        for match in _WORD.finditer(chunk):
            start, end = match.span()
            if end - start > MAX_LETTERS:
                yield from ((at, min(at + MAX_LETTERS, end)) for at in range(start, end, MAX_LETTERS))
            else:
                yield from self._cut_word(chunk, start, end)

    def _cut_word(self, chunk: str, start: int, end: int) -> Iterator[Span]:
        word = chunk[start:end]
        at = self._cut_of(word) if len(word) > 2 and not word.isalnum() else 0
        if at:
            yield from self._cut_word(chunk, start, start + at)
            yield from self._cut_word(chunk, start + at, end)
        else:
            yield start, end

    def _cut_of(self, word: str) -> int:
        """Where a word is cut in two, 0 if nowhere."""
        form = fold(word).replace("\u2010", "-").replace("\u2011", "-")
        if len(form) != len(word) or form in self.keep:
            return 0
        for pattern in self.cuts:
            match = pattern.search(form)
            if match and 0 < match.end(1) < len(word):
                return match.end(1)
        return 0
