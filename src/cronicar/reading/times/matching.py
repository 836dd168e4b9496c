"""Finds where a text stands in one of the forms of its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from cronicar.reading.document import Parsed, fold
from cronicar.reading.times.forms import ATOM, Form, Grammar, Item, Meanings, Pattern, Slots, Value, shape

_DASHES = str.maketrans(dict.fromkeys((0x2010, 0x2011, 0x2012, 0x2013, 0x2014, 0x2212), "-"))
_NOTHING: Meanings = {}
_Got = tuple[tuple[str, Value], ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, a number or a sign, with all that it can mean."""

    start: int
    end: int
    meanings: Meanings


@dataclass(slots=True)
class Found:
    """One expression: where it stands and what its words fill."""

    start: int
    end: int
    slots: Slots
    form: Form
    joint: str = ""
    """".." where ``second`` is the end of a range, "&" where it is a further member of a list."""
    second: Slots = field(default_factory=dict)
    cut: tuple[int, int] = (0, 0)
    """Where the first member ends and the second begins, behind its conjunction of one word."""


def find(parsed: Parsed, grammar: Grammar) -> list[Found]:
    """The expressions of a text in its order, the longest at each place, none overlapping."""
    atoms = split(parsed.text, grammar)
    out: list[Found] = []
    at = 0
    while at < len(atoms):
        best = _longest(atoms, at, grammar, parsed) if atoms[at].meanings else None
        if best is None:
            at += 1
            continue
        end, found = best
        out.append(found)
        at = end
    return out


def split(text: str, grammar: Grammar) -> list[Atom]:
    """The atoms of a text. The known words of a text without diacritics are known without them too."""
    lexicon = grammar.words if any(c in grammar.marks for c in fold(text)) else grammar.plain_words
    out: list[Atom] = []
    for match in ATOM.finditer(text):
        raw = match.group()
        meanings = lexicon.get(fold(raw).translate(_DASHES), _NOTHING)
        if raw[0].isdecimal() or raw.isupper():
            meanings = {**meanings, **shape(raw)}
        out.append(Atom(match.start(), match.end(), meanings))
    return out


def _longest(atoms: list[Atom], at: int, grammar: Grammar, parsed: Parsed) -> tuple[int, Found] | None:
    candidates = {c[0]: c for key in atoms[at].meanings for c in grammar.starting.get(key, ())}
    best: tuple[int, Form, _Got] | None = None
    for rank in sorted(candidates):
        _, form, pattern = candidates[rank]
        if not _precedes(form, atoms, at):
            continue
        for end, got in _walk(pattern, 0, atoms, at, (), grammar):
            if end > (best[0] if best else at) and _follows(form, atoms, end) and _tagged(form, atoms, at, end, parsed):
                best = end, form, got
    return (best[0], _found(best[1], best[2], atoms, at, best[0], grammar)) if best else None


def _walk(
    pattern: Pattern, index: int, atoms: list[Atom], at: int, got: _Got, grammar: Grammar
) -> Iterator[tuple[int, _Got]]:
    """All ways in which the rest of a pattern matches from an atom on: where it ends and what it has got."""
    if index == len(pattern):
        yield at, got
        return
    item = pattern[index]
    if item.mark:
        yield from _walk(pattern, index + 1, atoms, at, (*got, (item.mark, at)), grammar)
        return
    for end, more in _alternatives(item, atoms, at, got, grammar):
        yield from _walk(pattern, index + 1, atoms, end, more, grammar)
    if item.optional:
        yield from _walk(pattern, index + 1, atoms, at, got, grammar)


def _alternatives(item: Item, atoms: list[Atom], at: int, got: _Got, grammar: Grammar) -> Iterator[tuple[int, _Got]]:
    if at < len(atoms):
        meanings = atoms[at].meanings
        for key in item.keys:
            if key in meanings:
                yield at + 1, (*got, (key, meanings[key])) if key.isupper() else got
    for name in item.groups:
        for pattern in grammar.groups[name]:
            yield from _walk(pattern, 0, atoms, at, got, grammar)


def _precedes(form: Form, atoms: list[Atom], at: int) -> bool:
    """Whether the words before allow the form."""

    def ends(sequence: tuple[str, ...]) -> bool:
        first = at - len(sequence)
        return first >= 0 and all(key in atoms[first + i].meanings for i, key in enumerate(sequence))

    return (not form.after or any(map(ends, form.after))) and not any(map(ends, form.not_after))


def _follows(form: Form, atoms: list[Atom], end: int) -> bool:
    """Whether the words after allow the form."""

    def begins(sequence: tuple[str, ...]) -> bool:
        last = end + len(sequence)
        return last <= len(atoms) and all(key in atoms[end + i].meanings for i, key in enumerate(sequence))

    return not any(map(begins, form.not_before))


def _tagged(form: Form, atoms: list[Atom], at: int, end: int, parsed: Parsed) -> bool:
    """Whether the tagger took the words of a class, and the next word, for a part of speech that allows the form."""
    for name, tags in form.tags.items():
        for atom in atoms[at:end]:
            if name in atom.meanings and any(t.upos not in tags for t in parsed.between(atom.start, atom.end)):
                return False
    for after in atoms[end : end + 1]:
        for word, tags in form.unless_next.items():
            if word in after.meanings and any(t.upos in tags for t in parsed.between(after.start, after.end)):
                return False
    return True


def _found(form: Form, got: _Got, atoms: list[Atom], at: int, end: int, grammar: Grammar) -> Found:
    out = Found(atoms[at].start, atoms[end - 1].end, {}, form)
    slots = out.slots
    for key, value in got:
        if key in ("..", "&"):
            out.joint, slots, cut = key, out.second, int(value)
            out.cut = (atoms[cut - 1].end, atoms[cut + 1].start if cut + 1 < end else out.end)
        elif key == "<":
            out.start = atoms[int(value)].start
        elif key == ">":
            out.end = atoms[int(value) - 1].end
        else:
            slots.setdefault(grammar.slot(key), value)
    for slot, value in form.set.items():
        out.slots.setdefault(slot, value)
    return out
