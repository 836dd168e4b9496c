from __future__ import annotations

from collections.abc import Callable

import pytest

from cronicar.exporting import phrases
from cronicar.model import Attribution, Figure, Reading


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ștefan a spus: „da”", "Ștefan a spus: „da”"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x1b[31mroșu\x07", "�[31mroșu�"),
        ("a\x9bb\x00\r", "a�b��"),
        ("abc\u202edef\u2066", "abc�def�"),
        ("\ud800!", "�!"),
        ("אבג 🙂", "אבג 🙂"),
    ],
)
def test_plain_text_steers_nothing_and_keeps_its_length(text: str, shown: str) -> None:
    assert phrases.plain(text) == shown
    assert len(shown) == len(text)


@pytest.mark.parametrize(
    ("low", "high", "approximate", "unit", "shown"),
    [
        (40, 40, False, "pompe", "40 pompe"),
        (11000, 12000, True, "soldați", "about 11,000 to 12,000 soldați"),
        (4.5, 4.5, False, "%", "4.5 %"),
        (2000, None, True, "oameni", "about 2,000 or more oameni"),
        (None, 5000, False, "EUR", "up to 5,000 EUR"),
        (2.5e9, 2.5e9, False, None, "2,500,000,000"),
        (1e20, 1e20, False, None, "1e+20"),
        (0.0000001, 0.0000001, False, "g", "1e-07 g"),
        (0, 0, False, "morți", "0 morți"),
        (0.1 + 0.2, 0.3, False, None, "0.3"),
    ],
)
def test_amount(low: float | None, high: float | None, approximate: bool, unit: str | None, shown: str) -> None:
    figure = Figure(id="f", span=(0, 1), low=low, high=high, approximate=approximate, unit=unit)
    assert phrases.amount(figure) == shown


@pytest.mark.parametrize(
    ("ids", "shown"), [([], "nobody"), (["a"], "Ana"), (["a", "b"], "Ana and b"), (["a", "b", "a"], "Ana, b and Ana")]
)
def test_listed(ids: list[str], shown: str) -> None:
    assert phrases.listed(ids, {"a": "Ana"}, "nobody") == shown


@pytest.mark.parametrize(
    ("width", "shown"),
    [(99, "unu doi trei patru cinci șase"), (20, "unu doi trei … șase"), (23, "unu doi trei … șase")],
)
def test_excerpt_is_cut_in_the_middle_at_blanks(width: int, shown: str) -> None:
    text = "unu doi\ntrei patru cinci șase"
    assert phrases.excerpt(text, [(0, len(text))], width) == shown
    assert len(shown) <= width or width == 99


def test_excerpt_joins_an_interrupted_content() -> None:
    assert phrases.excerpt("„Da”, zice, „nu”", [(1, 3), (13, 15)], 40) == "Da […] nu"


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (80, ("au venit circa ", "40", " de pompe noi la port")),
        (24, ("…circa ", "40", " de pompe…")),
        (2, ("…", "40", "…")),
    ],
)
def test_context_stays_in_the_paragraph(width: int, shown: tuple[str, str, str]) -> None:
    text = "Titlu\nau venit circa 40 de pompe noi la port\nAltceva"
    start = text.index("40")
    assert phrases.context(text, (start, start + 2), width) == shown


@pytest.mark.parametrize(("words", "shown"), [("da", "“da”"), ("„da” și nu", "„da” și nu")])
def test_quoted(words: str, shown: str) -> None:
    assert phrases.quoted(words) == shown


def test_depths_count_the_attributions_around(reading: Callable[[str], Reading]) -> None:
    assert phrases.depths(reading("lacuri.ro")) == {"a1": 0, "a2": 0, "a3": 0, "a4": 1}


def test_equal_contents_are_not_inside_each_other(reading: Callable[[str], Reading]) -> None:
    twins = [Attribution(id=x, kind="direct", content=((0, 9),)) for x in "ab"]
    twice = reading("scurt.ro").model_copy(update={"attributions": tuple(twins)})
    assert phrases.depths(twice) == {"a": 0, "b": 0}


def test_a_return_says_what_it_pays_for(reading: Callable[[str], Reading]) -> None:
    pumps, grain = reading("lacuri.ro"), reading("harbour.en")
    assert phrases.given_for(pumps.transfers[0], pumps) == ""
    assert phrases.given_for(pumps.transfers[2], pumps) == "pompe (goods), 3 milioane de euro (money)"
    assert phrases.given_for(grain.transfers[1], grain) == "fuel (energy)"
