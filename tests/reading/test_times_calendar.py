"""The calendar of the times: periods, parts, neighbours."""

from __future__ import annotations

from datetime import date

import pytest

from cronicar.reading.times import calendar
from cronicar.reading.times.calendar import Period


def span(period: Period) -> tuple[str, str]:
    return str(period.start), str(period.end)


@pytest.mark.parametrize(
    ("unit", "shift", "expected"),
    [
        ("day", 1, ("2024-03-01", "2024-03-01")),
        ("week", 0, ("2024-02-26", "2024-03-03")),
        ("weekend", -1, ("2024-02-24", "2024-02-25")),
        ("month", -2, ("2023-12-01", "2023-12-31")),
        ("quarter", 1, ("2024-04-01", "2024-06-30")),
        ("season", 0, ("2023-12-01", "2024-02-29")),
        ("half", -1, ("2023-07-01", "2023-12-31")),
        ("year", 1, ("2025-01-01", "2025-12-31")),
        ("decade", -1, ("2010-01-01", "2019-12-31")),
        ("century", 0, ("2001-01-01", "2100-12-31")),
    ],
)
def test_units_and_their_neighbours(unit: str, shift: int, expected: tuple[str, str]) -> None:
    assert span(calendar.unit_of(date(2024, 2, 29), unit, shift)) == expected


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        (calendar.year(2024), "begin", ("2024-01-01", "2024-04-30")),
        (calendar.year(2024), "middle", ("2024-05-01", "2024-08-31")),
        (calendar.year(2024), "end", ("2024-10-01", "2024-12-31")),
        (calendar.month(2024, 2), "begin", ("2024-02-01", "2024-02-10")),
        (calendar.month(2024, 2), "middle", ("2024-02-11", "2024-02-20")),
        (calendar.month(2024, 2), "end", ("2024-02-21", "2024-02-29")),
        (calendar.season(2024, "summer"), "end", ("2024-08-01", "2024-08-31")),
        (calendar.season(2024, "winter"), "begin", ("2024-12-01", "2024-12-31")),
        (calendar.decade(1990), "begin", ("1990-01-01", "1993-12-31")),
        (calendar.decade(1990), "end", ("1997-01-01", "1999-12-31")),
        (calendar.unit_of(date(2024, 2, 29), "week"), "end", ("2024-03-02", "2024-03-03")),
    ],
)
def test_parts(whole: Period, part: str, expected: tuple[str, str]) -> None:
    assert span(calendar.part_of(whole, part)) == expected


@pytest.mark.parametrize(
    ("unit", "number", "expected"),
    [
        ("quarter", 1, ("2024-01-01", "2024-03-31")),
        ("quarter", -1, ("2024-10-01", "2024-12-31")),
        ("half", 2, ("2024-07-01", "2024-12-31")),
        ("week", 1, ("2024-01-01", "2024-01-07")),
        ("day", -1, ("2024-12-31", "2024-12-31")),
    ],
)
def test_the_nth_of_a_year(unit: str, number: int, expected: tuple[str, str]) -> None:
    assert span(calendar.nth_of(calendar.year(2024), unit, number)) == expected


def test_there_is_no_fifth_quarter() -> None:
    with pytest.raises(ValueError, match="no quarter 5"):
        calendar.nth_of(calendar.year(2024), "quarter", 5)


def test_edges() -> None:
    assert span(calendar.edge_of(calendar.year(2024), "month", 3, 1)) == ("2024-01-01", "2024-03-31")
    assert span(calendar.edge_of(calendar.year(2024), "month", 2, -1)) == ("2024-11-01", "2024-12-31")


@pytest.mark.parametrize(
    ("start", "unit", "count", "expected"),
    [
        (date(2024, 1, 31), "month", 1, date(2024, 2, 29)),
        (date(2024, 1, 31), "month", -2, date(2023, 11, 30)),
        (date(2024, 2, 29), "year", -1, date(2023, 2, 28)),
        (date(2024, 2, 29), "year", -2.5, date(2021, 8, 29)),
        (date(2024, 2, 29), "week", 2, date(2024, 3, 14)),
        (date(2024, 2, 29), "day", -1, date(2024, 2, 28)),
    ],
)
def test_adding(start: date, unit: str, count: float, expected: date) -> None:
    assert calendar.add(start, unit, count) == expected


@pytest.mark.parametrize(
    ("direction", "strict", "expected"),
    [("past", False, 3), ("future", False, 3), ("past", True, -4), ("future", True, 10)],
)
def test_the_weekday_of_the_day_itself(direction: calendar.Direction, strict: bool, expected: int) -> None:
    wednesday = date(2025, 9, 3)
    found = calendar.weekday(3, wednesday, direction, strict)
    assert (found.start - date(2025, 8, 31)).days == expected


@pytest.mark.parametrize(("direction", "year"), [("past", 2024), ("present", 2025), ("future", 2025), (None, 2025)])
def test_the_nearest_in_a_direction(direction: calendar.Direction | None, year: int) -> None:
    candidates = [calendar.month(y, 10) for y in (2024, 2025, 2026)]
    assert calendar.nearest(candidates, date(2025, 9, 3), direction).start.year == year


@pytest.mark.parametrize(
    ("year", "orthodox", "western"),
    [
        (2016, date(2016, 5, 1), date(2016, 3, 27)),
        (2023, date(2023, 4, 16), date(2023, 4, 9)),
        (2024, date(2024, 5, 5), date(2024, 3, 31)),
        (2025, date(2025, 4, 20), date(2025, 4, 20)),
    ],
)
def test_easter(year: int, orthodox: date, western: date) -> None:
    assert calendar.easter(year, orthodox=True) == orthodox
    assert calendar.easter(year, orthodox=False) == western
