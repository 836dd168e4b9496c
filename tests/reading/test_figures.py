from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cronicar.model import Figure, Time
from cronicar.reading.document import Parsed, Sentence, Token
from cronicar.reading.figures import read_figures

FEATS = {"Sing": {"Number": "Sing"}, "Plur": {"Number": "Plur"}}


def parse(text: str, **tags: str) -> Parsed:
    """An article of one line to a sentence. ``tags``: part of speech, and number after a dot, of some of its words."""
    tokens: list[Token] = []
    sentences, paragraphs, at = [], [], 0
    for index, line in enumerate(text.split("\n")):
        first = len(tokens)
        for match in re.finditer(r"\w+|\S", line):
            upos, _, number = tags.get(match.group(), "X").partition(".")
            token = Token(len(tokens), index, at + match.start(), at + match.end(), match.group(), upos=upos)
            token.feats = FEATS.get(number, {})
            tokens.append(token)
        sentences.append(Sentence(index, index, first, len(tokens)))
        paragraphs.append((at, at + len(line)))
        at += len(line) + 1
    return Parsed(text, "ro", tokens, sentences, paragraphs)


def figures(text: str, times: tuple[Time, ...] = (), /, **tags: str) -> list[Figure]:
    return read_figures(parse(text, **tags), times)[0]


def shown(text: str, figure: Figure) -> tuple[str, float | None, float | None, bool, str | None]:
    return text[slice(*figure.span)], figure.low, figure.high, figure.approximate, figure.unit


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("au sosit 7 camioane", "7", 7),
        ("au sosit 1.250 de camioane", "1.250", 1250),
        ("au sosit 12 500 de camioane", "12 500", 12_500),
        ("au sosit 2.000.000 de cutii", "2.000.000", 2_000_000),
        ("au sosit 18,300 de colete", "18,300", 18_300),
        ("o viteză de 3,25 km/h", "3,25", 3.25),
        ("un salt de 4.5 metri", "4.5", 4.5),
        ("costă 1.234,50 lei", "1.234,50", 1234.5),
        ("au sosit douăzeci și cinci de camioane", "douăzeci și cinci", 25),
        ("au sosit trei sute patruzeci de camioane", "trei sute patruzeci", 340),
        ("au sosit două mii cinci sute de cutii", "două mii cinci sute", 2500),
        ("au sosit o sută de camioane", "o sută", 100),
        ("au sosit un milion două sute de mii de cutii", "un milion două sute de mii", 1_200_000),
        ("un sat cu o mie nouă sute de case", "o mie nouă sute", 1900),
        ("o duzină de ouă", "o duzină", 12),
        ("jumătate de milion de semnături", "jumătate de milion", 500_000),
        ("un milion și jumătate de semnături", "un milion și jumătate", 1_500_000),
        ("1,2 milioane de semnături", "1,2 milioane", 1_200_000),
        ("250 de milioane de dolari", "250 de milioane", 250_000_000),
        ("pierderi de 3 mld. de euro", "3 mld.", 3_000_000_000),
        ("cinci sute de mii de lei", "cinci sute de mii", 500_000),
        ("două mii de miliarde de lei", "două mii de miliarde", 2e12),
        ("a stat doi ani și jumătate", "doi ani și jumătate", 2.5),
        ("a stat un an şi jumătate acolo", "un an şi jumătate", 1.5),
    ],
)
def test_values(text: str, span: str, value: float) -> None:
    found = figures(text)
    assert [(text[slice(*f.span)], f.low, f.high) for f in found] == [(span, value, value)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high"),
    [
        ("au venit 300-400 de săteni", "300-400", 300, 400),
        ("au venit 300 – 400 de săteni", "300 – 400", 300, 400),
        ("a durat două-trei ore", "două-trei", 2, 3),
        ("a durat patru sau cinci ore", "patru sau cinci", 4, 5),
        ("a durat 4 până la 6 ore", "4 până la 6", 4, 6),
        ("costă între 5 și 7 milioane de lei", "5 și 7 milioane", 5e6, 7e6),
        ("variază de la 20% la 35%", "20% la 35", 20, 35),
    ],
)
def test_ranges(text: str, span: str, low: float, high: float) -> None:
    found = figures(text)
    assert [(text[slice(*f.span)], f.low, f.high) for f in found] == [(span, low, high)]


def test_a_change_is_two_figures() -> None:
    assert [(f.low, f.high) for f in figures("a crescut de la 20% la 35%")] == [(20, 20), (35, 35)]


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("circa 40 de bărci", 40, 40, True),
        ("în jur de 40 de bărci", 40, 40, True),
        ("vreo patruzeci de bărci", 40, 40, True),
        ("aproape de 40 de bărci", 40, 40, True),
        ("peste 40 de bărci", 40, None, False),
        ("peste alte 40 de bărci", 40, None, False),
        ("cel puţin 40 de bărci", 40, None, False),
        ("mai mult de 40 de bărci", 40, None, False),
        ("puțin peste 40 de bărci", 40, None, True),
        ("40 de bărci sau mai multe", 40, None, False),
        ("până la 40 de bărci", None, 40, False),
        ("mai puțin de 40 de bărci", None, 40, False),
        ("cel mult 40 de bărci", None, 40, False),
        ("nu mai puțin de 40 de bărci", 40, 40, False),
        ("nu mai mult de 40 de bărci", None, 40, False),
        ("zeci de bărci", 20, None, True),
        ("sute de bărci", 200, None, True),
        ("mii de bărci", 2000, None, True),
        ("câteva sute de bărci", 200, None, True),
        ("zeci de mii de bărci", 20_000, None, True),
        ("cel puțin o barcă", 1, None, False),
        ("câte o barcă", 1, 1, False),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, approximate: bool) -> None:
    assert [(f.low, f.high, f.approximate) for f in figures(text)] == [(low, high, approximate)]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("5 dolari", "USD"),
        ("5 dolari canadieni", "CAD"),
        ("$5 milioane", "USD"),
        ("20 de lire sterline", "GBP"),
        ("300 de lei", "RON"),
        ("12%", "%"),
        ("12 la sută", "%"),
        ("douăzeci de procente", "%"),
        ("80 km/h", "km/h"),
        ("o suprafață de 40 m2", "m2"),
        ("5km", "km"),
        ("37 de grade", "grade"),
        ("timp de zece zile", "zile"),
        ("20 de bărci", "bărci"),
    ],
)
def test_units(text: str, unit: str) -> None:
    assert [f.unit for f in figures(text)] == [unit]


@pytest.mark.parametrize(
    "text",
    [
        "pe 3 iunie", "la 14 mai 2021", "în 2019", "din 12.05.2021", "la ora 15:30", "ora 10", "la 9:30", "orele 17.00",
        "al 3-lea etaj", "etajul 3", "articolul 5 din tratat", "art. 7 alin. 2", "legea nr. 52", "zborul 417",
        "de două ori mai mult", "două treimi din sumă", "un scor de 3-1", "au câștigat cu 5-2", "deschis 24/7",
        "F-16", "tancul T-72", "un Airbus A320", "rețeaua 5G", "grupul G20", "0721555123", "Grupul celor Șapte",
        "un bărbat de 40 de ani", "Maria, în vârstă de 40 de ani,", "o fată de 11 ani", "copii sub 14 ani",
        "acum zece ani", "în urmă cu trei luni", "cu doi ani mai devreme", "cei doi", "o zi", "un oraș", "încă o lună",
        "legătura dintre cele două țări", "a doua zi", "a opta oară",
    ],
)  # fmt: skip
def test_what_counts_nothing(text: str) -> None:
    assert [shown(text, f) for f in figures(text)] == []


@pytest.mark.parametrize(
    ("text", "tags", "count"),
    [
        ("au apărut nouă bărci", {"nouă": "ADJ", "bărci": "NOUN.Plur"}, 1),
        ("Primarul, nouă promisiune", {"nouă": "ADJ", "promisiune": "NOUN.Sing"}, 0),
        ("o nouă promisiune", {}, 0),
        ("sute, zeci de mii", {}, 2),
    ],
)
def test_words_with_two_meanings(text: str, tags: dict[str, str], count: int) -> None:
    assert len(read_figures(parse(text, **tags), ())[0]) == count


def test_a_label_goes_on_through_a_list() -> None:
    assert figures("articolele 4 și 5") == []
    assert [f.low for f in figures("articolele 4 și 5 milioane de lei")] == [5e6]


def test_the_length_of_a_period_counts_and_a_day_does_not() -> None:
    text = "în ultimele patru zile, la 12 ale lunii"
    day = date(2024, 1, 1)
    times = tuple(
        Time(id=f"t{i}", span=(text.index(words), text.index(words) + len(words)), start=day, end=day)
        for i, words in enumerate(("în ultimele patru zile", "la 12 ale lunii"))
    )
    assert [shown(text, f) for f in figures(text, times)] == [("patru", 4, 4, False, "zile")]
    text = "sosește peste două zile"
    assert len(figures(text)) == 1
    span = (text.index("peste"), len(text))
    assert figures(text, (Time(id="t1", span=span, start=day, end=day),)) == []


def test_the_unit_goes_on_to_a_number_without_one() -> None:
    text = "au fost salvate 30 de pisici, iar alte 12 sunt căutate"
    found = figures(text, căutate="VERB", sunt="AUX", pisici="NOUN.Plur")
    assert [(f.id, f.low, f.unit) for f in found] == [("f1", 30, "pisici"), ("f2", 12, "pisici")]


def test_article_joined_to_a_count() -> None:
    parsed = parse("sosesc 12 bărci și un vapor", bărci="NOUN.Plur", vapor="NOUN.Sing")
    boats, ship = parsed.tokens[2], parsed.tokens[5]
    ship.head, ship.deprel = boats.index, "conj"
    parsed.link()
    found, _ = read_figures(parsed, ())
    assert [(f.low, f.unit) for f in found] == [(12, "bărci"), (1, "vapor")]
    ship.deprel = "parataxis"
    assert len(read_figures(parsed, ())[0]) == 1


def test_what_an_amount_is_of() -> None:
    parsed = parse("un credit de 40 de lei", credit="NOUN.Sing", lei="NOUN.Plur", de="ADP")
    credit, lei = parsed.tokens[1], parsed.tokens[5]
    lei.head, lei.deprel = credit.index, "nmod"
    parsed.link()
    (figure,), _ = read_figures(parsed, ())
    assert figure.of is not None
    assert parsed.text[slice(*figure.of)] == "credit"


def test_digits_that_are_no_number_are_a_miss() -> None:
    found, missed = read_figures(parse("codul 1.23.4567,8"), ())
    assert found == []
    assert [(m.span, m.step) for m in missed] == [((6, 17), "figures")]


PARTS = [
    *"0123456789.,-–%$ \n/:€\u00a0", "mii", "de ", "milioane ", "un ", "o ", "nouă ", "și ", "între ", "peste ",
    "sute ", "zeci ", "mld.", "ani ", "٣", "Ș", "cele ", "9" * 30,
]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PARTS)))
def test_any_text_gives_true_spans(parts: list[str]) -> None:
    text = "".join(parts)
    found, missed = read_figures(parse(text), ())
    for start, end in [f.span for f in found] + [m.span for m in missed]:
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]
    assert [f.span for f in found] == sorted(f.span for f in found)
    assert all(f.low is not None or f.high is not None for f in found)
