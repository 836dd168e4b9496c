"""From what an expression says to the days that it covers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from cronicar.reading.times import calendar
from cronicar.reading.times.calendar import Direction, Period
from cronicar.reading.times.forms import Slots

_VAGUE = 3
"""How many "a few" are."""
_VAGUE_DAYS = {-1: 5, 1: 7}
"""How many days the past and the coming days are."""
_MEMORY = 100
"""How many told periods are kept in mind."""
_FINER = ("day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century")


class Unresolved(Exception):
    """The expression is recognised, but its days cannot be told; the message says why."""


@dataclass(slots=True)
class Context:
    """What an expression is reckoned from."""

    published: date | None
    direction: Callable[[], Direction | None]
    """Where the clause looks: asked only for expressions that depend on it."""
    earlier: list[Period] = field(default_factory=list)
    """What was told before, in text order."""
    of_noun: Callable[[], bool] = lambda: False
    """Whether the expression hangs on a noun ("the strike of Monday")."""

    @property
    def today(self) -> date:
        """The day of publication. Raises ``Unresolved`` where it is unknown."""
        if self.published is None:
            raise Unresolved("relative to an unknown day of publication")
        return self.published

    def anchor(self, unit: str) -> Period | None:
        """The last told period that is no longer than a unit."""
        fits = _FINER[: _FINER.index(unit) + 1] if unit in _FINER else (*_FINER, "span")
        return next((p for p in self.recent() if p.unit in fits), None)

    def recent(self) -> list[Period]:
        """The last told periods, the latest first."""
        return self.earlier[: -_MEMORY - 1 : -1]


def resolve(slots: Slots, context: Context) -> Period:
    """The days of one expression. Raises ``Unresolved``."""
    try:
        return _resolve(slots, context)
    except (ValueError, OverflowError) as error:
        raise Unresolved(f"no such date: {error}") from error


def resolve_range(first: Slots, last: Slots, context: Context) -> tuple[Period, Period]:
    """First and last member of a range or list, each completed from the other. Raises ``Unresolved``."""
    given = {k: v for k, v in last.items() if k in ("month", "year", "unit", "rel", "follow")}
    low, high = {**given, **first}, {**last}
    if "month" in first and "day" in high and "month" not in high:
        high["month"] = first["month"]
    start = resolve(low, context)
    if not _dated(high):
        end = resolve(high, Context(start.start, lambda: "future", context.earlier))
    else:
        end = resolve(high, context)
    if start.start > end.end and "year" not in first and start.unit in ("day", "month"):
        start = Period(calendar.add_months(start.start, -12), calendar.add_months(start.end, -12), start.unit)
    if start.start > end.end:
        raise Unresolved("ends before it begins")
    return start, end


def _dated(slots: Slots) -> bool:
    return "year" in slots or "date" in slots or slots.get("unit") == "year"


def _resolve(s: Slots, context: Context) -> Period:
    if "date" in s:
        return calendar.day(date.fromisoformat(str(s["date"])))
    if "start" in s:
        return Period(date.fromisoformat(str(s["start"])), date.fromisoformat(str(s["end"])), "span")
    for slot, read in _RELATIVE.items():
        if slot in s:
            return read(s, context)
    candidates = _on_weekday([_finish(p, s) for p in _wholes(s, context)], s)
    rel = int(s.get("rel", 0))
    return _nearest(candidates, context, "past" if rel < 0 else "future" if rel > 0 else None)


def _nearest(candidates: list[Period], context: Context, direction: Direction | None) -> Period:
    if len(candidates) == 1:
        return candidates[0]
    return calendar.nearest(candidates, context.today, direction or context.direction())


def _on_weekday(candidates: list[Period], s: Slots) -> list[Period]:
    """Of the same date in several years, the one that falls on the weekday that is named with it."""
    if "weekday" not in s or "day" not in s:
        return candidates
    return [p for p in candidates if p.start.isoweekday() == s["weekday"]] or candidates


def _wholes(s: Slots, context: Context) -> Iterable[Period]:
    """The periods that are named, before any part of them is taken: several where the year is left open."""
    if "century" in s:
        return [calendar.century(_int(s, "roman", "number"))]
    year = _year(s, context)
    if "decade" in s and year is not None:
        return [calendar.decade(year)]
    if "month" not in s and "weekday" in s:
        return [_weekday(s, context)]
    if "unit" in s and not ({"month", "season", "holiday"} & set(s)) and year is None:
        return _units(s, context)
    years = [year] if year is not None else [context.today.year + i for i in _around(s)]
    return [p for y in years if (p := _in_year(s, y, alone=year is not None)) is not None]


def _around(s: Slots) -> tuple[int, ...]:
    """Years before and after that of publication in which to look; a leap day may be three years off."""
    return (-4, -3, -2, -1, 0, 1, 2, 3, 4) if s.get("month") == 2 and s.get("day") == 29 else (-1, 0, 1)


def _in_year(s: Slots, year: int, alone: bool) -> Period | None:
    if "holiday" in s:
        return calendar.day(calendar.easter(year, str(s["holiday"]).startswith("orthodox")))
    if "season" in s:
        return calendar.season(year, str(s["season"]))
    if "month" not in s:
        return calendar.year(year)
    month = calendar.month(year, int(s["month"]))
    if "day" not in s:
        return month
    if int(s["day"]) > month.end.day:
        if alone:
            raise ValueError(f"no day {s['day']} in that month")
        return None
    return calendar.day(month.start, int(s["day"]) - 1)


def _year(s: Slots, context: Context) -> int | None:
    """The year that is named, in full, by its last digits, or as this one, the last, the next."""
    if "year" in s:
        return int(s["year"])
    if "short_year" in s:
        short = int(s["short_year"])
        now = context.published.year if context.published else 2030
        return now // 100 * 100 + short - (100 if short > now % 100 + 10 else 0)
    if s.get("unit") == "year" and ("rel" in s or "follow" in s):
        return _neighbour("year", s, context).start.year
    return None


def _units(s: Slots, context: Context) -> list[Period]:
    unit = str(s["unit"])
    if "rel" in s or "follow" in s:
        return [_neighbour(unit, s, context)]
    return [calendar.unit_of(context.today, unit, i) for i in (-1, 0, 1)]


def _neighbour(unit: str, s: Slots, context: Context) -> Period:
    """This, the last, the next unit; "the following" goes on from what was told where the clause looks back."""
    if "follow" in s:
        step = int(s["follow"])
        told = context.anchor(unit) if step < 0 or context.direction() == "past" else None
        return calendar.unit_of(told.start if told else context.today, unit, step)
    here = calendar.unit_of(context.today, unit, int(s["rel"]))
    if unit == "week" and s["rel"] == 0 and here.end == context.today and context.direction() == "future":
        return calendar.unit_of(context.today, unit, 1)
    return here


def _weekday(s: Slots, context: Context) -> Period:
    number, today = int(s["weekday"]), context.today
    rel = int(s.get("rel", s.get("follow", 0)))
    if rel:
        return calendar.weekday(number, today, "past" if rel < 0 else "future", strict=True)
    direction = context.direction()
    if "rel" in s and direction is None:
        return calendar.day(calendar.unit_of(today, "week").start, number - 1)
    if direction is None or context.of_noun():
        told = (p for p in context.recent() if p.unit == "day" and p.start.isoweekday() == number)
        close = next((p for p in told if abs((p.start - today).days) < 8), None)
        if close:
            return close
    return calendar.weekday(number, today, "future" if direction == "present" else direction or "past")


def _finish(whole: Period, s: Slots) -> Period:
    """The part of a period that is meant."""
    if "edge" in s:
        return calendar.edge_of(whole, str(s["units"]), _count(s), int(s["edge"]))
    if "sub" in s:
        whole = calendar.nth_of(whole, str(s["sub"]), _int(s, "nth", "ordinal", "roman", "number"))
    return calendar.part_of(whole, str(s["part"])) if "part" in s else whole


def _anchored(s: Slots, context: Context) -> Period:
    """Reckoned from what was told before."""
    unit = str(s.get("units", s.get("unit", "")))
    told = context.anchor(unit)
    if told is None:
        raise Unresolved("nothing told before that it could be reckoned from")
    if not unit:
        return told
    step = int(s["anchor"]) * (_count(s) if "units" in s or "number" in s else 1)
    return calendar.unit_of(calendar.add(told.start, unit, step), unit)


def _window(s: Slots, context: Context) -> Period:
    """So many units up to the day of publication, or from it on."""
    side, today, unit = int(s["window"]), context.today, str(s.get("units", s.get("unit", "day")))
    if unit == "weekend":
        return calendar.unit_of(today, unit, side)
    count = _count(s, _VAGUE_DAYS[side] if unit == "day" else _VAGUE) if "units" in s else 1
    if side > 0:
        return Period(today + timedelta(days=1), calendar.add(today, unit, count), "span")
    before = timedelta(days=int(s.get("before", 0)))
    return Period(calendar.add(today, unit, -count) + timedelta(days=1) - before, today - before, "span")


def _shifted(s: Slots, context: Context) -> Period:
    """So many units ago, or in so many: as exact as the unit is."""
    side, today, unit = int(s["shift"]), context.today, str(s.get("units", s.get("unit", "day")))
    if "few" in s:
        near, far = calendar.unit_of(today, unit, side), calendar.unit_of(calendar.add(today, unit, side * 5), unit)
        return Period(min(near.start, far.start), max(near.end, far.end), "span")
    count, exact = float(_count(s)), "year" if unit in ("decade", "century") else unit
    if "and_half" in s:
        finer = {"year": "month", "decade": "year", "month": "week"}
        count, exact = count + 0.5, finer.get(unit, "day")
    return calendar.unit_of(calendar.add(today, unit, side * count), exact)


def _hours(s: Slots, context: Context) -> Period:
    """The last or next so many hours, in whole days."""
    side, days = int(s["hours"]), max(1, round(_int(s, "number") / 24))
    today = context.today
    ends = (today, today + timedelta(days=side * days))
    return Period(min(ends), max(ends), "span")


def _deictic(s: Slots, context: Context) -> Period:
    """Yesterday, today, tomorrow; a night reaches into the next day."""
    first = calendar.day(context.today, int(s["day_offset"]))
    return Period(first.start, first.start + timedelta(days=1), "day") if "night" in s else first


def _count(s: Slots, vague: int = _VAGUE) -> int:
    if "few" in s or not {"number", "tens"} & set(s):
        return vague
    return int(s.get("tens", 0)) + int(s.get("number", 0))


def _int(s: Slots, *names: str) -> int:
    for name in names:
        if name in s:
            return int(s[name])
    raise ValueError("a number is lacking")


_RELATIVE: dict[str, Callable[[Slots, Context], Period]] = {
    "anchor": _anchored,
    "window": _window,
    "shift": _shifted,
    "hours": _hours,
    "day_offset": _deictic,
}
"""How an expression that is reckoned from a day is read, by the slot that marks it."""
