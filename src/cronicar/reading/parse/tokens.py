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
MAX_QUOTE = {False: 300, True: 40}
"""A double or single mark that stands free on both sides closes a quotation begun at most so many words before."""
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

_MARKS = (  # combining marks, soft hyphens and joiners of the alphabets of Europe and the Near East
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u0670\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20f0\ufe20-\ufe2f\u00ad\u200b-\u200d\u2060\ufeff"
)
_LETTER = r"[^\W\d_]"
_HYPHENS = "\\-\u2010\u2011"
_TAIL = rf"[\w{_MARKS}]*(?:[{_HYPHENS}'’ʼ]\w[\w{_MARKS}]*)*"
_DOMAINS = (
    "com|org|net|info|eu|gov|edu|mil|int|biz|tv|news|media|online|today|press|ro|md|ua|ru|su|by|uk|de|fr|it|es|pl|hu|cz|sk|bg|gr|tr"
    "|at|ch|be|nl|lu|se|no|fi|dk|ee|lv|lt|ie|pt|rs|hr|si|al|mk|ba|us|ca|au|nz|cn|jp|kr|in|il|ir|br|mx|am|az|ge|kz|io|co|me|ai|app|dev|tech"
)
_WORD = rf"""
      &(?:[a-z]{{2,8}}|\#[0-9]{{1,6}});                                              # &quot;
    | (?:https?://|www\.)[^\s„”“"«»<>]{{0,2000}}[^\s„”“"«»<>.,;:!?)\]}}'’]           # addresses
    | [\w.+-]{{1,64}}@[\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{1,4}}
    | [@\#]\w+
    | [\w-]{{1,63}}(?:\.[\w-]{{1,63}}){{0,3}}\.(?:{_DOMAINS})(?![\w@])(?:/[\w/?=&%.\#~+-]{{0,500}}[\w/])?
    | {_LETTER}(?:\.{_LETTER})+(?!\w)\.?                                             # S.U.A.
    | (?:(?<![^\s(\[„"«“])[-−+])?\d+(?:[.,:/]\d+)*(?:[-–−]\d+(?:[.,:]\d+)*)*        # 1,3  11.000-12.000  15:09
      (?:(?<=\d/\d\d)/[A-Z]{{2,4}}(?!\w)|(?<=\d/\d\d\d)/[A-Z]{{2,4}}(?!\w)|(?<=/\d\d\d\d)/[A-Z]{{2,4}}(?!\w)|%|‰|[°º]C?|{_TAIL})
    | \w{_TAIL}
    | \.{{2,}}
    | [\U0001f1e6-\U0001f1ff]{{2}}                                                   # a flag
    | \S[\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]{{0,4}}(?:\u200d\S[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]{{0,4}}){{0,8}}
"""

_STOPS = frozenset(".!?…‼⁇⁈⁉。！？؟۔।")
_OPENING = frozenset("„«‹‚([{‟〝「『")
_CLOSING = frozenset(")]}」』")
_QUOTES = frozenset("„«‹‚‟〝「『")
_SINGLE = frozenset("‹‚'’‘›`´")
_TURNING = frozenset("\"'”“’‘»›`´″")
_CONTINUING = frozenset(",;:/%)]}=+&|<>")
_DEGREES = frozenset("°º")
_DASHES = frozenset("-–—―−•·*▪►→")
_LONG_CUTS = (";", ":", ",")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_ROMAN_RANGE = re.compile(r"[IVXLC]+-[IVXLC]+$")
_ITEM = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[^\W\d_]|[IVX]{1,5})$")


@dataclass(slots=True)
class _Cutter:
    """The rules with the data of one language."""

    keep: frozenset[str]
    cuts: tuple[re.Pattern[str], ...]
    openers: frozenset[str]
    onward: frozenset[str]
    letters: frozenset[str]
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
        for match in self.word.finditer(chunk):
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
        if len(form) != len(word) or form in self.keep or _ROMAN_RANGE.match(word):
            return 0
        for pattern in self.cuts:
            match = pattern.search(form)
            if match and 0 < match.end(1) < len(word) and not _is_name(word, match.end(1)):
                return match.end(1)
        return 0

    def _with_stops(self, text: str, words: list[Span]) -> list[Span]:
        """Stops that belong to an abbreviation joined to it."""
        out: list[Span] = []
        for i, (start, end) in enumerate(words):
            if text[start] == "." and end == start + 1 and out and out[-1][1] == start:
                first, last = out[-1]
                before = text[slice(*out[-2])] if len(out) > 1 else ""
                after = text[slice(*words[i + 1])] if i + 1 < len(words) else ""
                if self._abbreviates(text[first:last], before, after):
                    out[-1] = (first, end)
                    continue
            out.append((start, end))
        return out

    def _abbreviates(self, word: str, before: str, after: str) -> bool:
        """Whether the stop after a word is part of it."""
        kind = self.abbreviations.get(fold(word), "")
        if kind == "closed":
            return True
        if not after:
            return False
        if kind == "date" and before[-1:].isdigit():
            return after not in _TURNING
        if self._opens(after):
            return False
        numeral = after[0].isdigit() or bool(_ROMAN.match(after))
        if len(word) == 1 and word.isalpha():
            unit = before in _DEGREES or (before[-1:].isdigit() and after[0].isupper())
            name = word in self.letters and before[:1].islower()
            return not (unit or name) and (after[0].isalnum() or after in ",;:()-–")
        match kind:
            case "open":
                return after not in _TURNING
            case "number":
                return numeral or (len(after) == 1 and after.isalpha())
            case "name":
                return after[0].isupper()
            case "date":
                return numeral
        return False

    def _opens(self, word: str) -> bool:
        """Whether a word is one that begins sentences, written as it would be there."""
        return word[0].isupper() and len(word) > 1 and fold(word).rstrip("-") in self.openers

    def sentences(self, text: str, words: list[Span]) -> Iterator[Span]:
        """First and last (exclusive) word of each sentence of a paragraph."""
        forms = [text[start:end] for start, end in words]
        roles = _roles(text, words, forms)
        held = _bracketed(forms)
        first = last = 0
        for end in self._ends(words, forms, roles, held):
            # Marks alone are no sentence: they go with the words before them.
            if any(c.isalnum() for form in forms[last:end] for c in form) or last == 0:
                if last > first:
                    yield from _short(first, last, forms)
                first = last
            last = end
        yield from _short(first, last, forms)

    def _ends(self, words: list[Span], forms: list[str], roles: list[int], held: list[bool]) -> Iterator[int]:
        """The word after the last of each sentence."""
        count, first, i = len(words), 0, 0
        while i < count:
            i += 1
            if not self._may_end(forms, first, i - 1, held):
                continue
            form = forms[i - 1]
            while i < count and (roles[i] < 0 or (forms[i][0] in _STOPS and words[i][0] == words[i - 1][1])):
                i += 1
            if i == count:
                break
            glued = words[i][0] == words[i - 1][1]
            lower = form == forms[i - 1] == "." and not glued and self._stands_alone(forms, i)
            if _starts(forms, roles, i, glued, lower) and (len(form) == 1 or self._ends_too(form, forms[i])):
                yield i
                first = i
        yield count

    def _may_end(self, forms: list[str], first: int, i: int, held: list[bool]) -> bool:
        """Whether word ``i`` may be the last of the sentence that begins at ``first``, closing marks aside."""
        form = forms[i]
        if held[i]:
            return False
        if form == ";":
            after, mark = [*forms[i + 1 : i + 3], "", ""][:2]
            return bool(after) and (self._opens(after) or (after[0].isdigit() and mark in (".", ")")))
        if form in (")", "]") and i - first > 1:
            return forms[i - 1][0] in "….·" and forms[i - 2] in ("(", "[")  # something is left out: (...)
        return form[-1] in _STOPS and not (form == "." and _is_item(forms, first, i))

    def _stands_alone(self, forms: list[str], i: int) -> bool:
        """Whether a stop before word ``i`` ends a sentence even if that word is in lower case.

        Writers do begin sentences so; but an abbreviation that nobody listed must not cut one in two.
        """
        before = forms[i - 2] if i > 1 else ""
        if fold(forms[i]) in self.onward or fold(before) in self.abbreviations:
            return False
        return before in (")", "]") or before.isupper() or (len(before) > 2 and before[-1] != ".")

    def _ends_too(self, form: str, after: str) -> bool:
        """Whether a word written with a stop may have been the last of its sentence, given the word that follows."""
        body = fold(form[:-1])
        if not body.strip("."):
            return True
        kind = self.abbreviations.get(body)
        return kind == "closed" or (kind in (None, "date") and len(body) > 1 and self._opens(after))


def _is_name(word: str, at: int) -> bool:
    """Whether both halves of a word are written as names are: ``Le-Roy``, not ``S-a`` or ``S-A``."""
    right = word[at:].lstrip("-\u2010\u2011'’ʼ")
    return right[:1].isupper() and word[0].isupper() and not word.isupper()


def _roles(text: str, words: list[Span], forms: list[str]) -> list[int]:
    """For each word 1 if it opens a quotation or bracket, -1 if it closes one, else 0."""
    roles = [0] * len(words)
    opened: dict[bool, list[int]] = {True: [], False: []}  # single and double marks
    for i, form in enumerate(forms):
        if len(form) > 1:
            continue
        if form in _OPENING:
            roles[i] = 1
            if form in _QUOTES:
                opened[form in _SINGLE].append(i)
        elif form in _CLOSING:
            roles[i] = -1
        elif form in _TURNING:
            start, end = words[i]
            spaced = i == 0 or words[i - 1][1] < start or roles[i - 1] > 0 or forms[i - 1] in _DASHES
            free = i + 1 == len(words) or words[i + 1][0] > end or not forms[i + 1][0].isalnum()
            single = form in _SINGLE
            marks = opened[single]
            closes = free
            if spaced == free:
                closes = bool(marks and i - marks[-1] <= MAX_QUOTE[single])
            if spaced and i + 1 < len(words) and words[i + 1][0] == end and forms[i + 1] in _OPENING:
                closes = False
            roles[i] = -1 if closes else 1
            if not closes:
                marks.append(i)
            elif marks:
                marks.pop()
    return roles


def _bracketed(forms: list[str]) -> list[bool]:
    """For each word whether it stands within short round or square brackets."""
    held = [False] * len(forms)
    stack: list[int] = []
    done = 0
    for i, form in enumerate(forms):
        if form in ("(", "["):
            stack.append(i)
        elif form in (")", "]") and stack:
            begin = stack.pop()
            if i - begin <= MAX_BRACKET:
                for k in range(max(begin + 1, done), i):
                    held[k] = True
                done = i
    return held


def _is_item(forms: list[str], first: int, stop: int) -> bool:
    """Whether a stop ends the number of a list's item at the begin of a sentence: ``1.`` or ``B.``"""
    return stop == first + 1 and bool(_ITEM.match(forms[first]))


def _starts(forms: list[str], roles: list[int], i: int, glued: bool, lower: bool) -> bool:
    """Whether a sentence can begin at word ``i``.

    ``glued``: no white space before it; ``lower``: it may begin in lower case.
    """
    if forms[i] in _CONTINUING:
        return False
    if glued and forms[i][0].isalnum():
        return forms[i][0].isupper()
    for k in range(i, min(i + 5, len(forms))):
        form = forms[k]
        if form[0].isalpha():
            item = k > i and len(form) == 1 and k + 1 < len(forms) and forms[k + 1] == ")"
            return lower or item or not form[0].islower()
        if form[0].isdigit():
            return True
        if not (roles[k] > 0 or form in _DASHES or form[0] in _STOPS):
            return form not in _CONTINUING
    return True


def _short(first: int, last: int, forms: list[str]) -> Iterator[Span]:
    """A sentence in parts of at most ``MAX_WORDS``, cut after the best mark of the second half."""
    while last - first > MAX_WORDS:
        low, high = first + MAX_WORDS // 2, first + MAX_WORDS
        cut = next((k + 1 for mark in _LONG_CUTS for k in range(high - 1, low, -1) if forms[k] == mark), high)
        yield first, cut
        first = cut
    if last > first:
        yield first, last


@cache
def _cutter(language: str) -> _Cutter:
    data = table(language, "tokens")
    abbreviations = {form: kind for kind, forms in data["abbreviations"].items() for form in forms}
    dotted = sorted((a for a in abbreviations if "." in a), key=len, reverse=True)
    spelled = "|".join(re.escape(a).replace("ș", "[șş]").replace("ț", "[țţ]") for a in dotted)
    special = rf"(?i:(?<!\w)(?:{spelled})(?!\w)\.?) | " if dotted else ""
    return _Cutter(
        keep=frozenset(data["keep"]),
        cuts=tuple(re.compile(pattern) for pattern in data["cuts"]),
        openers=frozenset(data["openers"]),
        onward=frozenset(data["onward"]),
        letters=frozenset(data["letters"]),
        abbreviations=abbreviations,
        word=re.compile(special + _WORD, re.VERBOSE),
    )
