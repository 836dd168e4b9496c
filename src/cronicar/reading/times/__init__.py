"""Times: expressions of dates and periods, and the days that they cover.

``forms`` compiles what the language's table says, ``matching`` finds where the text stands in one of its forms,
``tense`` tells where a clause looks, ``resolving`` and ``calendar`` reckon the days.
"""

from __future__ import annotations

from datetime import date, timedelta

from cronicar.model import Miss, Time
from cronicar.reading.document import Parsed
from cronicar.reading.times.calendar import Period
from cronicar.reading.times.forms import Grammar, grammar
from cronicar.reading.times.matching import Found, find
from cronicar.reading.times.resolving import Context, Unresolved, resolve, resolve_range
from cronicar.reading.times.tense import belongs_to_noun, direction

__all__ = ["read_times"]


def read_times(parsed: Parsed, published: date | None) -> tuple[list[Time], list[Miss]]:
    """The times of a text, with ids "t1", "t2"… in text order, and the expressions whose days cannot be told.

    Days are reckoned from ``published``; without it only what is dated in full is resolved. Raises ``DataError`` when
    the language has no table of times.
    """
    words = grammar(parsed.language)
    times: list[Time] = []
    misses: list[Miss] = []
    told: list[Period] = []
    for found in find(parsed, words):
        context = _context(parsed, found, words, published, told)
        if found.form.not_past and context.direction() == "past":
            continue
        try:
            members = _members(found, context)
        except Unresolved as reason:
            misses.append(Miss(span=(found.start, found.end), step="times", reason=str(reason)))
            continue
        for span, period in members:
            told.append(period)
            times.append(Time(id=f"t{len(times) + 1}", span=span, start=period.start, end=period.end))
    return times, misses


def _context(parsed: Parsed, found: Found, words: Grammar, published: date | None, told: list[Period]) -> Context:
    start, end = found.start, found.end
    return Context(
        published,
        direction=lambda: direction(parsed, start, end, words.tense),
        earlier=told,
        of_noun=lambda: belongs_to_noun(parsed, start, words.tense),
    )


def _members(found: Found, context: Context) -> list[tuple[tuple[int, int], Period]]:
    """One period, or two for a list whose members do not adjoin."""
    if not found.joint:
        return [((found.start, found.end), resolve(found.slots, context))]
    first, last = resolve_range(found.slots, found.second, context)
    if found.joint == "&" and last.start - first.end > timedelta(days=1):
        return [((found.start, found.cut[0]), first), ((found.cut[1], found.end), last)]
    return [((found.start, found.end), Period(first.start, last.end, "span"))]
