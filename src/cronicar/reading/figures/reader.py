"""The figures of an article, in text order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from cronicar.model import Figure, Miss, Span, Time
from cronicar.reading.document import Parsed
from cronicar.reading.figures.context import COUNTING_NAMES, Candidate, Context
from cronicar.reading.figures.counted import counted, joined_to_count
from cronicar.reading.figures.lexicon import Lexicon, lexicon
from cronicar.reading.figures.units import Unit, unit_after, unit_before, unit_of_part
from cronicar.reading.numbers import Atom, Number, numerals, sentence_atoms

_SPREAD_REACH = 5
"""How many words before a range the word may stand that makes it one ("variază de la 57 la 63")."""
_DATE_PARTS = 3


def read_figures(parsed: Parsed, times: Sequence[Time]) -> tuple[list[Figure], list[Miss]]:
    """The numbers of an article that count or measure something.

    ``times``: the dates and periods of the same article; a number inside one counts only as the length of a period.
    Returns the figures, ids ``f1``, ``f2``… in text order, and as misses the digits that are no number.
    Raises ``DataError`` when the language has no figures data.
    """
    words, numbers = lexicon(parsed.language), numerals(parsed.language)
    figures: list[Figure] = []
    misses: list[Miss] = []
    coming = deque(sorted(times, key=lambda t: t.span))
    for atoms in sentence_atoms(numbers.atoms(parsed)):
        reader = _Sentence(parsed, atoms, words, coming)
        for figure in reader.figures():
            figures.append(figure.model_copy(update={"id": f"f{len(figures) + 1}"}))
        misses.extend(reader.misses)
    return figures, misses


class _Sentence:
    def __init__(self, parsed: Parsed, atoms: Sequence[Atom], words: Lexicon, times: deque[Time]) -> None:
        self._parsed = parsed
        self._text = parsed.text
        self._atoms = atoms
        self._lexicon = words
        self._numbers = words.numbers
        self._times = times
        self._unit: Unit | None = None
        self._label_end = -2
        self._counted: set[int] = set()
        self.misses: list[Miss] = []

    def figures(self) -> Iterator[Figure]:
        at, starters = 0, self._numbers.starters
        while at < len(self._atoms):
            atom = self._atoms[at]
            if not (atom.digits or atom.lower in starters or self._numbers.few.at(self._atoms, at)):
                if atom.lower in self._lexicon.pronoun_ones and self._pronoun_counts(at):
                    yield self._figure(Candidate(at, at + 1, 1, 1, False, 1, ""), at, set())
                at += 1
                continue
            candidate = self._candidate(at)
            if candidate is None:
                at += 1
                continue
            figure, at = self._judge(candidate), candidate.last
            if figure:
                yield figure

    def _judge(self, candidate: Candidate) -> Figure | None:
        start, kinds = self._bounds(candidate)
        context = Context(self._atoms, candidate, start, self._lexicon, self._text)
        reason = context.refusal(self._times_at(candidate))
        if reason is None and candidate.unit.kind == "none" and self._goes_on_label(candidate):
            reason = "label"
        if reason == "label":
            self._label_end = candidate.last
        return None if reason else self._figure(candidate, start, kinds)

    def _times_at(self, candidate: Candidate) -> list[Time]:
        """The times that touch a candidate. Candidates come in text order, so those passed by are let go."""
        start, end = self._atoms[candidate.first].start, self._atoms[candidate.last - 1].end
        while self._times and self._times[0].span[1] <= start:
            self._times.popleft()
        return list(takewhile(lambda t: t.span[0] < end, self._times))

    def _goes_on_label(self, candidate: Candidate) -> bool:
        """ "articolele 4 și 5"."""
        return self._label_end == candidate.first - 1

    def _candidate(self, at: int) -> Candidate | None:
        atom = self._atoms[at]
        number = self._read(at)
        if number is None:
            if atom.digits:
                self._miss(atom)
                return None
            return self._article(at) if atom.lower in self._numbers.ones else None
        if atom.lower in self._numbers.ambiguous and number.last == at + 1 and not self._is_number(at):
            return None
        candidate = self._range(number) or Candidate(
            number.first, number.last, number.value, number.value, number.bare, number.scale, number.written
        )
        unit = self._unit_at(candidate.last)
        if unit.kind == "none":
            before = unit_before(self._atoms, candidate.first, self._lexicon)
            unit = before if before.kind != "none" else unit
        return self._and_half(replace(candidate, unit=unit))

    def _read(self, at: int) -> Number | None:
        number = self._numbers.read(self._atoms, at)
        if number is None or "," not in number.written or number.scale > 1:
            return number
        kind = self._unit_at(number.last).kind
        return self._numbers.read(self._atoms, at, measured=kind in ("percent", "currency", "measure"))

    def _unit_at(self, at: int) -> Unit:
        return unit_after(self._atoms, at, self._lexicon, self._text)

    def _miss(self, atom: Atom) -> None:
        parts = atom.lower.split(".")
        if len(parts) != _DATE_PARTS or any(len(p) > 4 for p in parts):
            self.misses.append(Miss(span=(atom.start, atom.end), step="figures", reason="digits that are no number"))

    def _is_number(self, at: int) -> bool:
        """Whether a word that is another word as well ("nouă") is the number here."""
        if at and self._atoms[at - 1].lower in self._numbers.never_after:
            return False
        token = self._atoms[at].token
        if token.upos in ("X", "NUM") or token.name[2:] in COUNTING_NAMES:
            return True
        following = self._atoms[at + 1].token if at + 1 < len(self._atoms) else None
        return following is not None and following.feats.get("Number") == "Plur" and following.upos in ("NOUN", "ADJ")

    def _range(self, number: Number) -> Candidate | None:
        """The range that a number opens: "5-7", "două sau trei", "între 5 și 7 milioane", "57% la 63%"."""
        atoms, words = self._atoms, self._lexicon
        if number.bare:
            return None
        ends = [number.last]
        unit = unit_after(atoms, number.last, words, self._text)
        if unit.kind in ("percent", "currency", "measure", "time"):
            ends.append(unit.last)
        for end in ends:
            width = self._range_sign(number, end)
            if not width or end + width >= len(atoms):
                continue
            second = self._numbers.read(atoms, end + width)
            if second is None or second.bare or bool(second.written) != bool(number.written):
                continue
            low = number.value
            if number.scale == 1 and second.scale > 1 and low < 1000:
                low *= second.scale
            if low < second.value:
                return Candidate(
                    number.first, second.last, low, second.value, False, second.scale, number.written, ranged=True
                )
            if atoms[end].lower in words.range_signs:
                return Candidate(number.first, second.last, low, low, False, second.scale, number.written, ranged=True)
        return None

    def _range_sign(self, number: Number, end: int) -> int:
        """Number of atoms at ``end`` that part the two numbers of a range; 0 when it is none."""
        atoms, words = self._atoms, self._lexicon
        if end < len(atoms) and atoms[end].lower in words.range_signs:
            spaced = not atoms[end].glued or (end + 1 < len(atoms) and not atoms[end + 1].glued)
            return 0 if spaced and atoms[end].lower != "-" and not number.written else 1
        for opening, middle in words.opened:
            if opening.before(atoms, number.first):
                return middle.at(atoms, end)
        if any(a.lower.startswith(words.spread) for a in atoms[max(0, number.first - _SPREAD_REACH) : number.first]):
            length = words.spread_words.at(atoms, end)
            if length:
                return length
        return words.range_words.at(atoms, end)

    def _and_half(self, candidate: Candidate) -> Candidate:
        """ "doi ani și jumătate": the half after the unit belongs to the number."""
        unit = candidate.unit
        if unit.kind not in ("time", "measure", "noun") or candidate.ranged:
            return candidate
        half = self._numbers.half(self._atoms, unit.last)
        if not half:
            return candidate
        value = candidate.low + half * candidate.scale
        return replace(candidate, last=unit.last + 2, low=value, high=value)

    def _article(self, at: int) -> Candidate | None:
        """ "un", "o" where it counts: "câte un sistem", "14 tancuri și un vehicul", "un an și jumătate"."""
        atoms, words = self._atoms, self._lexicon
        only = at + 1 < len(atoms) and atoms[at + 1].lower in words.counted_words
        unit = self._unit_at(at + 1 + only)
        if unit.kind == "none" or unit.first > at + 2 or atoms[unit.first].lower in words.vague_nouns:
            return None
        if atoms[at + 1].lower == words.link:
            return None
        candidate = Candidate(at, at + 1, 1, 1, False, 1, "", unit=unit)
        if unit.kind == "time":
            half = self._and_half(candidate)
            return half if half is not candidate else None
        measured = unit.kind in ("currency", "percent", "measure")
        counted_here = only or measured or words.counted_after.before(atoms, at)
        if not counted_here and self._counted:
            counted_here = self._goes_on_count(at - words.counted_joined.before(atoms, at), at)
        if not counted_here:
            counted_here = joined_to_count(self._parsed, atoms[unit.first].token, self._counted)
        return candidate if counted_here else None

    def _goes_on_count(self, end: int, at: int) -> bool:
        """Whether words of joining at ``end`` to ``at`` go on the phrase of the last count, with no verb between."""
        if end == at:
            return False
        for i in range(end - 1, -1, -1):
            atom = self._atoms[i]
            if atom.token.index in self._counted:
                return True
            if atom.token.upos in ("VERB", "AUX"):
                return False
        return False

    def _pronoun_counts(self, at: int) -> bool:
        """ "trei avioane din Olanda și unul din Norvegia"."""
        atoms, words = self._atoms, self._lexicon
        if not self._counted or not at or atoms[at - 1].lower not in self._numbers.joiners:
            return False
        length = words.pronoun_ones_before.at(atoms, at + 1)
        after = at + 1 + length
        return bool(length) and after < len(atoms) and self._text[atoms[after].start].isupper()

    def _bounds(self, candidate: Candidate) -> tuple[int, set[str]]:
        """The first atom of the currency sign and bounds before a number, and the kinds of the bounds around it."""
        unit, words = candidate.unit, self._lexicon
        at = start = unit.first if unit.kind == "currency" and unit.last == candidate.first else candidate.first
        kinds: set[str] = set()
        while True:
            kind, length = words.bound_before(self._atoms, at)
            if not length:
                break
            kinds.add(kind)
            at -= length
            # a "de" or "încă" belongs to the number only with a bound before it
            start = start if kind == "transparent" else at
        end = max(candidate.last, unit.last)
        if words.after_at_least.at(self._atoms, end):
            kinds.add("at_least")
        if words.after_at_most.at(self._atoms, end):
            kinds.add("at_most")
        return start, kinds

    def _figure(self, candidate: Candidate, start: int, kinds: set[str]) -> Figure:
        low: float | None = candidate.low
        high: float | None = candidate.high
        if candidate.bare:
            high = None
        elif not candidate.ranged and "exactly" not in kinds:
            if kinds & {"at_least", "roughly_at_least"}:
                high = None
            elif "at_most" in kinds:
                low = None
        atoms, unit = self._atoms, candidate.unit
        if unit.kind == "none":
            unit = unit_of_part(atoms, candidate.last, self._lexicon, self._text)
            candidate = replace(candidate, unit=unit)
        span: Span = (atoms[candidate.first].start, atoms[candidate.last - 1].end)
        if unit.kind == "none" and self._unit is not None:
            unit = self._unit
            text = unit.text if unit.kind != "currency" else None
            of = None
        else:
            text, of = unit.text, counted(self._parsed, atoms, candidate, start, self._lexicon)
            self._unit = unit if unit.kind == "noun" else self._unit
        self._counted.update(a.token.index for a in atoms[candidate.first : max(candidate.last, candidate.unit.last)])
        return Figure(
            id="f0", span=span, low=low, high=high, unit=text, of=of,
            approximate=candidate.bare or bool(kinds & {"approximate", "roughly_at_least"}),
        )  # fmt: skip
