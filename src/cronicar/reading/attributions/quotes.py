"""Quotation marks -> quotations: all styles, nested, over paragraphs, and unbalanced ones at the cost of one paragraph.

Marks are judged by shape and by what stands next to them, since articles mix „…”, "…", “…”, ”…” and «…» freely.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

OPENERS = frozenset("„«‹")
CLOSERS = frozenset("»›")
SINGLE = frozenset("'‘’‚`")
_MARKS = re.compile("''|‘‘|’’|,,|‚‚|``|[„«‹»›”“\"″‟‘’'‚`]")
_BEFORE = frozenset("([{—–-/:;")
_AFTER = frozenset("([{…")
REACH = 25
"""Paragraphs that a quotation may run over."""
_SINGLE_REACH = 1000
"""Characters within which a single mark must close to be no apostrophe."""


@dataclass(slots=True, eq=False)
class Quotation:
    """One quotation. ``start``/``end`` take in the marks; ``spans`` is the inside, one for each paragraph."""

    start: int
    end: int
    spans: list[tuple[int, int]]
    parent: Quotation | None = None
    inner: list[Quotation] = field(default_factory=list)

    def holds(self, offset: int) -> bool:
        """Whether the offset lies between the marks."""
        return self.start <= offset < self.end


@dataclass(slots=True)
class _Open:
    mark: str
    start: int
    since: int
    """Where the inside begins in the present paragraph."""
    spans: list[tuple[int, int]] = field(default_factory=list)


def quotations(text: str, paragraphs: list[tuple[int, int]], sentences: list[int]) -> list[Quotation]:
    """All quotations in text order, outer before inner, with ``parent`` and ``inner`` filled.

    ``paragraphs``: start and end offsets; ``sentences``: ascending start offsets of the sentences.
    """
    found: list[Quotation] = []
    carried: _Open | None = None
    for number, (start, end) in enumerate(paragraphs):
        stack = [carried] if carried else []
        skip = -1
        if carried:
            skip = _reopened(text, start, end)
            carried.since = skip + 1 if skip >= 0 else start
        _scan(text, start, end, skip, stack, sentences, found)
        carried = None
        if stack and _goes_on(text, paragraphs, number, len(stack[0].spans), _began(text, stack[0])):
            carried = stack.pop(0)
            carried.spans.append((carried.since, end))
        for depth, left in enumerate(stack):
            _cut_short(text, left, end, sentences, found, outermost=depth == 0)
    found.sort(key=lambda q: (q.start, -q.end))
    return _nest(found)


def _scan(
    text: str, start: int, end: int, skip: int, stack: list[_Open], sentences: list[int], found: list[Quotation]
) -> None:
    for match in _MARKS.finditer(text, start, end):
        at, mark = match.start(), match.group()
        if at == skip:
            continue
        role = _role(text, match, start, end, stack[-1] if stack else None)
        if role == "open":
            inner = match.end()
            stack.append(_Open(mark, inner - 1, inner))
        elif role == "close" and stack:
            if mark not in SINGLE and len(stack) > 1 and stack[-1].mark in SINGLE:
                stack.pop()  # a stray apostrophe, since a double mark closes here
            opened = stack.pop()
            opened.spans.append((opened.since, at))
            found.append(Quotation(opened.start, at + 1, _trimmed(text, opened.spans)))
        elif role == "close" and mark not in SINGLE:
            _unopened(text, at, start, sentences, found)


def _role(text: str, match: re.Match[str], start: int, end: int, top: _Open | None) -> str:
    """``open``, ``close`` or ``none`` for a mark of a paragraph."""
    mark, at = match.group(), match.start()
    before = text[at - 1] if at > start else " "
    after = text[match.end()] if match.end() < end else " "
    opens = (before.isspace() or before in _BEFORE or before in "„«“\"'") and (
        after.isalnum() or after in _AFTER or bool(_MARKS.match(after))
    )
    closes = not before.isspace() and not after.isalnum()
    if mark == ",," and not after.isalpha():
        return "none"
    if mark in SINGLE:
        if top is not None and top.mark in SINGLE and closes:
            return "close"
        return "open" if mark != "’" and opens and after.isalpha() and _single_closes(text, at, end) else "none"
    if mark in OPENERS:
        return "close" if mark == "«" and top is not None and top.mark == "»" else "open"
    if mark in CLOSERS:
        return "open" if top is None and opens and not closes else "close"
    if opens and closes:
        return "close" if top is not None else "open"
    if opens:
        return "open"
    if closes:
        return "close"
    if before.isspace() and after.isspace():
        return "close" if top is not None else "open"
    return "none"


def _single_closes(text: str, at: int, end: int) -> bool:
    """Whether a closing mark follows an opening single mark in its paragraph, so that it is no apostrophe."""
    for match in _MARKS.finditer(text, at + 1, min(end, at + _SINGLE_REACH)):
        after = text[match.end()] if match.end() < end else " "
        before = text[match.start() - 1]
        if not after.isalnum() and not before.isspace():
            return match.group() in SINGLE or match.group() in '”“"'
        if match.group() not in SINGLE:
            return False
    return False


def _reopened(text: str, start: int, end: int) -> int:
    """Offset of the mark that begins a further paragraph of the same quotation, or -1."""
    match = _MARKS.match(text, start)
    return start if match and match.group() not in SINGLE and start + 1 < end else -1


def _began(text: str, opened: _Open) -> bool:
    """Whether a quotation began a sentence, as one that runs over paragraphs does; a stray mark does not."""
    before = text[max(0, opened.start - 9) : opened.start].rstrip(" '‘’,‚`")[-1:]
    return not before or before in '.!?…:\n”"'


def _goes_on(text: str, paragraphs: list[tuple[int, int]], number: int, already: int, began: bool) -> bool:
    """Whether a quotation left open at the end of a paragraph is closed in one of the next.

    ``began``: it began a sentence; one that did not is not opened again in the next paragraph.
    """
    for start, end in paragraphs[number + 1 : number + 1 + REACH - already]:
        balance, skip = 1, _reopened(text, start, end)
        for match in _MARKS.finditer(text, start, end):
            if match.start() == skip or match.group() in SINGLE:
                continue
            role = _role(text, match, start, end, _Open("„", 0, 0) if balance else None)
            balance += {"open": 1, "close": -1}.get(role, 0)
            if skip >= 0 and not began:
                return False
            if balance <= 0:
                return skip < 0 or not text[match.end() : end].strip(" .,!?")
        if balance > 1:
            return False
    return False


def _cut_short(text: str, left: _Open, end: int, sentences: list[int], found: list[Quotation], outermost: bool) -> None:
    """A quotation without a closing mark ends with its sentence, or with the quotation that ends the paragraph."""
    following = bisect_right(sentences, left.start + 1)
    stop = min(end, sentences[following]) if following < len(sentences) else end
    if outermost:
        tail = max((q.end for q in found if left.start < q.start and q.end <= end), default=0)
        shares = bool(tail) and not text[tail:end].strip(" .,!?")
        stop = tail - 1 if shares else _with_last_inner(text, left, end, stop, found)
    spans = _trimmed(text, [*left.spans, (left.since, stop)])
    if spans:
        found.append(Quotation(left.start, max(stop, spans[-1][1]), spans))


def _with_last_inner(text: str, left: _Open, end: int, stop: int, found: list[Quotation]) -> int:
    """A quotation that begins a sentence and ends with one inside it shares its closing mark: „… „…”, a spus X."""
    before = text[max(0, left.start - 9) : left.start].rstrip()[-1:]
    if before and before not in '.!?:”"':
        return stop
    for q in sorted(found, key=lambda q: q.start):
        if left.start < q.start and q.end <= end and text[q.end : q.end + 2] == ", ":
            return q.end - 1
    return stop


def _unopened(text: str, at: int, start: int, sentences: list[int], found: list[Quotation]) -> None:
    """A closing mark alone: the quotation began with the sentence, or after its colon."""
    begin = max(start, sentences[max(0, bisect_right(sentences, at) - 1)] if sentences else start)
    if found and found[-1].end > begin:
        return
    colon = text.rfind(": ", begin, at)
    begin = colon + 2 if colon >= 0 else begin
    if len(text[begin:at].split(maxsplit=3)) < 3:
        return
    found.append(Quotation(begin, at + 1, _trimmed(text, [(begin, at)])))


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out = []
    for start, end in spans:
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            out.append((start, end))
    return out


def _nest(found: list[Quotation]) -> list[Quotation]:
    out: list[Quotation] = []
    above: list[Quotation] = []
    for quotation in found:
        if not quotation.spans:
            continue
        while above and above[-1].end <= quotation.start:
            above.pop()
        if above:
            quotation.parent = above[-1]
            above[-1].inner.append(quotation)
        out.append(quotation)
        above.append(quotation)
    return out
