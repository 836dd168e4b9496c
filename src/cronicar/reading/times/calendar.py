"""The calendar: periods, their parts and neighbours. No language, no text."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Direction = Literal["past", "present", "future"]

SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
"""First month of each season; a winter is named by the year in which it begins."""

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_FAR = 240
_THIRD_OF_MONTH = {"begin": (1, 10), "middle": (11, 20), "end": (21, 31)}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day of something that the calendar has a word for; ``unit`` is that word, "span" for none."""

    start: date
    end: date
    unit: str


def day(of: date, shift: int = 0) -> Period:
    """The day ``shift`` days after ``of``."""
    only = of + timedelta(days=shift)
    return Period(only, only, "day")


def month(year: int, number: int) -> Period:
    """A month; numbers below 1 and above 12 count on into the neighbouring years."""
    return _months(year, number, "month")


def add_months(start: date, count: int) -> date:
    """The same day ``count`` months later, or the last day of that month where it is shorter."""
    years, index = divmod(start.month - 1 + count, 12)
    year = start.year + years
    return date(year, index + 1, min(start.day, monthrange(year, index + 1)[1]))


def add(start: date, unit: str, count: float) -> date:
    """The day ``count`` units later; halves of a unit are counted in months, weeks or days."""
    if unit in _MONTHS:
        months = count * _MONTHS[unit]
        whole = int(months // 1)
        return add_months(start, whole) + timedelta(days=round((months - whole) * 30))
    return start + timedelta(days=round(count * (7 if unit in ("week", "weekend") else 1)))


def unit_of(when: date, unit: str, shift: int = 0) -> Period:
    """The unit of the calendar that holds a day, or its neighbour ``shift`` units later."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        if unit == "century":
            return century((when.year - 1) // 100 + 1 + shift)
        if unit == "decade":
            return _months((when.year // 10 + shift) * 10, 1, unit)
        first = (when.month - 1) // size * size + 1 if unit != "season" else when.month // 3 * 3
        return _months(when.year, first + shift * size, unit)
    monday = when - timedelta(days=when.weekday()) + timedelta(weeks=shift)
    if unit == "week":
        return Period(monday, monday + timedelta(days=6), unit)
    if unit == "weekend":
        return Period(monday + timedelta(days=5), monday + timedelta(days=6), unit)
    return day(when, shift)


def year(number: int) -> Period:
    """A calendar year."""
    return _months(number, 1, "year")


def decade(number: int) -> Period:
    """The ten years from ``number`` on where it is a round one, else that one year."""
    return _months(number, 1, "decade") if number % 10 == 0 else year(number)


def century(number: int) -> Period:
    """The twentieth century is 1901 to 2000."""
    return _months(number * 100 - 99, 1, "century")


def season(year: int, name: str) -> Period:
    """The season that begins in a year."""
    return _months(year, SEASONS[name], "season")


def part_of(whole: Period, part: str) -> Period:
    """Beginning, middle or end ("begin", "middle", "end") of a period.

    Thirds of a month, a season, a decade; of a year too, but its end is the last quarter; the end of a week is the
    weekend.
    """
    first, index = whole.start, ("begin", "middle", "end").index(part)
    if whole.unit == "month":
        low, high = _THIRD_OF_MONTH[part]
        return Period(first.replace(day=low), first.replace(day=min(high, whole.end.day)), "span")
    if whole.unit == "year":
        low, high = ((0, 4), (4, 8), (9, 12))[index]
        return _between(first, low, high)
    if whole.unit == "decade":
        low, high = ((0, 48), (36, 84), (84, 120))[index]
        return _between(first, low, high)
    if whole.unit in _MONTHS:
        third = _MONTHS[whole.unit] // 3
        return _between(first, index * third, index * third + third)
    if whole.unit == "week":
        low, high = ((0, 1), (2, 3), (5, 6))[index]
        return Period(first + timedelta(days=low), first + timedelta(days=high), "span")
    third = ((whole.end - first).days + 1) // 3
    ends = (first, first + timedelta(days=third), first + timedelta(days=2 * third), whole.end + timedelta(days=1))
    return Period(ends[index], max(ends[index], ends[index + 1] - timedelta(days=1)), "span")


def nth_of(whole: Period, unit: str, number: int) -> Period:
    """The ``number``-th unit inside a period, from its end where negative. Raises ValueError where there is none."""
    if unit == "half" and whole.unit != "year":
        return _half(whole, number)
    at = whole.start if number > 0 else whole.end
    found = unit_of(at, unit, number - 1 if number > 0 else number + 1)
    if found.end < whole.start or found.start > whole.end:
        raise ValueError(f"no {unit} {number} in it")
    return Period(max(found.start, whole.start), min(found.end, whole.end), unit)


def edge_of(whole: Period, unit: str, count: int, side: int) -> Period:
    """The first (``side`` 1) or last (-1) ``count`` units of a period."""
    if side > 0:
        return Period(whole.start, min(whole.end, add(whole.start, unit, count) - timedelta(days=1)), "span")
    return Period(max(whole.start, add(whole.end + timedelta(days=1), unit, -count)), whole.end, "span")


def weekday(number: int, near: date, direction: Direction, strict: bool = False) -> Period:
    """The nearest Monday (1) to Sunday (7), the day itself included unless ``strict``; only the future looks ahead."""
    ahead = (number - near.isoweekday()) % 7
    if direction == "future":
        return day(near, ahead or (7 if strict else 0))
    return day(near, (ahead or (7 if not strict else 0)) - 7)


def nearest(candidates: Iterable[Period], to: date, direction: Direction | None) -> Period:
    """The candidate nearest to a day in a direction; in the present, nearest on either side; where nothing tells,
    nearest with what is ahead counting twice as far, for news tell more of what was.

    A date far ahead is seldom told without its year: then the one just behind is meant, whatever the direction.
    """
    found = sorted(candidates, key=lambda p: p.start)
    if direction == "past":
        return max((p for p in found if p.start <= to), key=lambda p: p.start, default=found[0])
    if direction == "future":
        ahead = min((p for p in found if p.end >= to), key=lambda p: p.start, default=found[-1])
        behind = max((p for p in found if p.start <= to), key=lambda p: p.start, default=ahead)
        return behind if _gap(ahead, to) > _FAR and _gap(behind, to) < _FAR // 2 else ahead
    return min(found, key=lambda p: _gap(p, to) * (2 if direction is None and p.start > to else 1))


def easter(year: int, orthodox: bool) -> date:
    """Easter Sunday, by Meeus: of the Julian reckoning where orthodox, else of the Gregorian (years 1900 to 2099)."""
    if orthodox:
        moon = (19 * (year % 19) + 15) % 30
        rest = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
        index = moon + rest + 114
        return date(year, index // 31, index % 31 + 1) + timedelta(days=13)
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    index = h + rest - 7 * ((a + 11 * h + 22 * rest) // 451) + 114
    return date(year, index // 31, index % 31 + 1)


def _gap(period: Period, to: date) -> int:
    return max((period.start - to).days, (to - period.end).days, 0)


def _months(year: int, first: int, unit: str) -> Period:
    years, index = divmod(first - 1, 12)
    start = date(year + years, index + 1, 1)
    return Period(start, _before(start, _MONTHS[unit]), unit)


def _between(start: date, low: int, high: int) -> Period:
    first = add_months(start, low)
    return Period(first, _before(first, high - low), "span")


def _before(start: date, months: int) -> date:
    last = start.month - 2 + months
    year, number = start.year + last // 12, last % 12 + 1
    return date(year, number, monthrange(year, number)[1])


def _half(whole: Period, number: int) -> Period:
    if number not in (1, 2, -1):
        raise ValueError(f"no half {number}")
    middle = whole.start + (whole.end - whole.start) // 2
    return Period(whole.start, middle, "span") if number == 1 else Period(middle + timedelta(days=1), whole.end, "span")
