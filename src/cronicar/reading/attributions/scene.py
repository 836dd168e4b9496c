"""One article as the attribution rules see it: tokens by quotation, and statements.

A *statement* is the stretch that one reporting cue can cover: a sentence, or several that a quotation glues together.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

from cronicar.model import AttributionKind, Polarity, Span, Stance
from cronicar.reading.attributions.lexicon import Lexicon
from cronicar.reading.attributions.quotes import Quotation, quotations
from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed, Token
from cronicar.reading.frames import Frame

MARKS = frozenset("„”“\"«»‘’'‚‹›″‟`")
STOPS = ".!?…"
DASHES = frozenset("–—-")
_LEADING = DASHES | frozenset(",;:.…?!)/")
_TRAILING = DASHES | frozenset(",;:.(/")


@dataclass(slots=True, frozen=True)
class Region:
    """Tokens ``first`` to ``last`` (exclusive) that share a statement and a quotation (None: outside of all)."""

    first: int
    last: int
    quotation: Quotation | None


@dataclass(slots=True)
class Claim:
    """An attribution while it is being read. ``at``: index of the cue's main token, -1 without a cue."""

    at: int
    cue: Span | None
    content: list[Span]
    kind: AttributionKind
    stance: Stance = "neutral"
    polarity: Polarity = "positive"
    source: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    anonymous: bool = False
    """The text names nobody ("se așteaptă ca"), so an empty source is right."""
    stands_in: Token | None = None
    """The pronoun that names the speaker, or the cue's verb where the subject is dropped."""
    relay: bool = False
    """An agency or document that hands on what another says; who speaks next is not it."""
    inherits: bool = False
    """Whoever spoke last is the source where the cue names nobody."""


@dataclass(slots=True)
class Scene:
    """The article with everything the rules look up."""

    parsed: Parsed
    frames: Mapping[int, Frame]
    cast: Cast
    lexicon: Lexicon
    quotes: list[Quotation] = field(default_factory=list)
    inside: list[Quotation | None] = field(default_factory=list)
    """The innermost quotation of each token; its own marks lie inside the quotation around it."""
    starts: list[int] = field(default_factory=list)
    """Start offset of each token."""
    statements: list[tuple[int, int]] = field(default_factory=list)
    statement_of: list[int] = field(default_factory=list)
    openings: set[int] = field(default_factory=set)
    """First tokens of reporting verbs that introduce a clause, gerunds apart."""

    @property
    def tokens(self) -> list[Token]:
        return self.parsed.tokens

    @property
    def text(self) -> str:
        return self.parsed.text

    def region(self, index: int) -> Region:
        """The region of a token: its statement, or its sentence within a quotation."""
        quotation = self.inside[index]
        first, last = self.statements[self.statement_of[index]]
        if quotation is not None:
            sentence = self.parsed.sentences[self.tokens[index].sentence]
            first, last = max(first, sentence.first), min(last, sentence.last)
            first = max(first, bisect_right(self.starts, quotation.start))
            last = min(last, max(index + 1, bisect_left(self.starts, quotation.end - 1)))
        return Region(first, last, quotation)

    def same(self, index: int, region: Region) -> bool:
        """Whether a token stands in the region itself, not in a quotation inside it."""
        return self.inside[index] is region.quotation

    def is_mark(self, index: int) -> bool:
        """Whether a token is a quotation mark."""
        return self.tokens[index].text in MARKS

    def opened_by(self, index: int) -> Quotation | None:
        """The quotation whose opening mark a token is."""
        start = self.starts[index]
        at = bisect_left(self.quotes, start, key=lambda q: q.start)
        return self.quotes[at] if at < len(self.quotes) and self.quotes[at].start == start else None

    def trimmed(self, first: int, last: int) -> Span | None:
        """Characters of tokens ``first`` to ``last`` (exclusive) without separating punctuation at either end."""
        tokens = self.tokens
        while first < last and tokens[first].text in _LEADING:
            first += 1
        while first < last and tokens[last - 1].text in _TRAILING:
            last -= 1
        return (tokens[first].start, tokens[last - 1].end) if first < last else None

    def shaped(self, span: Span, region: Region) -> tuple[list[Span], AttributionKind]:
        """Spans and kind of a content: the inside of the marks when it is nothing but a quotation."""
        start, end = span
        low = bisect_left(self.quotes, start, key=lambda q: q.start)
        high = bisect_left(self.quotes, end, key=lambda q: q.start)
        held = [q for q in self.quotes[low:high] if q.parent is region.quotation and q.end <= end + 1]
        if not held:
            return self._by_paragraph(span), "indirect"
        rest, at = [], start
        for q in held:
            rest.append(self.text[at : q.start])
            at = q.end
        rest.append(self.text[at:end])
        if not any(c.isalnum() for part in rest for c in part):
            return [s for q in held for s in q.spans], "direct"
        return self._by_paragraph(span), "mixed" if any(self.is_speech(q) for q in held) else "indirect"

    def joined(self, spans: list[Span], region: Region) -> tuple[list[Span], AttributionKind]:
        """Spans and kind of a content in several pieces: mixed where the pieces differ."""
        content: list[Span] = []
        kinds: list[AttributionKind] = []
        for span in spans:
            shaped, kind = self.shaped(span, region)
            content.extend(shaped)
            kinds.append(kind)
        return content, kinds[0] if len(set(kinds)) == 1 else "mixed"

    def _by_paragraph(self, span: Span) -> list[Span]:
        start, end = span
        paragraphs = self.parsed.paragraphs
        low = max(0, bisect_right(paragraphs, (start, len(self.text) + 1)) - 1)
        high = bisect_left(paragraphs, (end, 0))
        cut = [(max(start, a), min(end, b)) for a, b in paragraphs[low:high] if a < end and b > start]
        return [(a, b) for a, b in cut if a < b] or [span]

    def is_speech(self, quotation: Quotation) -> bool:
        """Whether words in marks are someone's words, not a title or a name."""
        words = [w for s, e in quotation.spans for w in self.text[s:e].split()]
        content = [w.strip(".,!?()") for w in words[1:] if len(w) > 3] or words
        capitals = sum(w[:1].isupper() or w[:1].isdigit() for w in content)
        return bool(words) and (words[0][:1].islower() or capitals * 2 < len(content) or len(words) > 6)


def scene(parsed: Parsed, frames: Mapping[int, Frame], cast: Cast, lexicon: Lexicon) -> Scene:
    """Scan quotations and glue sentences into statements."""
    starts = [parsed.tokens[s.first].start for s in parsed.sentences if s.first < s.last]
    quotes = quotations(parsed.text, parsed.paragraphs, starts)
    out = Scene(parsed, frames, cast, lexicon, quotes, _inside(parsed, quotes), [t.start for t in parsed.tokens])
    _glue(out)
    return out


def _inside(parsed: Parsed, quotes: list[Quotation]) -> list[Quotation | None]:
    out: list[Quotation | None] = []
    following, above = 0, None
    for token in parsed.tokens:
        while following < len(quotes) and quotes[following].start < token.start:
            above = quotes[following]
            following += 1
        while above is not None and above.end <= token.end and (above.end <= token.start or token.text in MARKS):
            above = above.parent
        out.append(above)
    return out


def _glue(scene: Scene) -> None:
    parsed, tokens = scene.parsed, scene.tokens
    outer = [q for q in scene.quotes if q.parent is None]
    cuts = _cuts(scene, outer)
    at = 0
    for sentence in parsed.sentences:
        if sentence.first >= sentence.last:
            continue
        start = tokens[sentence.first].start
        while at < len(outer) and outer[at].end <= start:
            at += 1
        covered = at < len(outer) and outer[at].start < start < outer[at].end
        first = sentence.first
        if scene.statements and (covered or _continues(scene, sentence.first)):
            first = scene.statements.pop()[0]
        low, high = bisect_right(cuts, sentence.first), bisect_left(cuts, sentence.last)
        for cut in cuts[low:high]:
            scene.statements.append((first, cut))
            first = cut
        scene.statements.append((first, sentence.last))
    scene.statement_of = [0] * len(tokens)
    for number, (first, last) in enumerate(scene.statements):
        for index in range(first, last):
            scene.statement_of[index] = number


def _cuts(scene: Scene, outer: list[Quotation]) -> list[int]:
    """Tokens inside sentences at which a statement begins all the same: a quotation behind a full stop or a bare
    name, a part of the headline, the body behind a headline repeated in it."""
    tokens, out = scene.tokens, set()
    for q in outer:
        between = scene.parsed.between(q.start, q.end)
        index = between[0].index if between else 0
        if index and scene.text[q.spans[0][0]].isupper() and _full(scene, tokens[index - 1], q):
            out.add(index)
    title = [t.text for t in tokens if t.start < scene.parsed.paragraphs[0][1]]
    count = len(title)
    if count > 4 and len(tokens) > 2 * count and [t.text for t in tokens[count : 2 * count]] == title:
        out.add(2 * count)
    for index in range(1, count):
        if tokens[index].text == "/" and tokens[index - 1].end < tokens[index].start and index + 1 < count:
            out.add(index + 1)
    return sorted(out)


def _full(scene: Scene, before: Token, quotation: Quotation) -> bool:
    if before.text in STOPS:
        return True
    start, end = quotation.spans[0]
    return before.upos == "PROPN" and len(scene.text[start:end].split()) > 7


def _continues(scene: Scene, first: int) -> bool:
    """Whether a sentence only goes on after a quotation ("…?”, a întrebat X"), or after a line broken by mistake."""
    tokens = scene.tokens
    before, token = tokens[first - 1], tokens[first]
    if scene.text.find("\n", before.end, token.start) >= 0:
        return _broken_line(scene, before, token)
    at = first
    while at < len(tokens) and scene.is_mark(at) and tokens[at].start == before.end:
        before, at = tokens[at], at + 1
    if at >= len(tokens):
        return False
    ended_quote = before.text in MARKS or (first >= 2 and tokens[first - 1].text in MARKS)
    return tokens[at].text == "," or (ended_quote and tokens[at].text[:1].islower())


def _broken_line(scene: Scene, before: Token, token: Token) -> bool:
    """Whether a line break parts words of one sentence: lower case or a comma behind it, or a cue left hanging."""
    if before.end <= scene.parsed.paragraphs[0][1] or before.text in STOPS or before.text == ":":
        return False
    if token.text in (",", ".", ";") or token.text[:1].islower():
        return True
    if before.text == "," or before.upos in ("ADP", "SCONJ", "CCONJ", "DET"):
        return True
    return before.upos == "VERB" and scene.lexicon.verb(before) is not None
