"""The whole reading with the shipped model, on texts that nobody would write and on those that everybody does."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cronicar.errors import InputError
from cronicar.model import Article, Reading
from cronicar.reading.pipeline import Kit, read
from cronicar.reading.verify import verify

pytestmark = pytest.mark.model

PARAGRAPHS = (
    "Ministra Oana Șerbănțeanu a declarat luni că spitalul din Vălureni va primi 14 ambulanțe.",
    "„Le așteptam din martie”, a spus directorul spitalului, Matei Grozescu. „Vor ajunge la timp.”",
    "Potrivit ziarului Gazeta Văii, firma Autosan ar fi livrat deja patru dintre ele.",
    "Primarul Ilie Corbeanu a negat că orașul a plătit 3 milioane de euro pentru ambulanțe.",
)
NEWS = """
a au va ar fi să că nu care lui i- s-a le-a și de la din către ieri luni azi mii trei 12 3,5 11.000-12.000 40% declarat
spus trimis cere livrarea acordul atacat potrivit guvernul ministrul premierul președintele Elena România Chișinău NATO
martie 2025 euro milioane tancuri ajutor S.U.A. dl. „ ” “ " « » ' ’ ‘ ( ) – … . , : ; ! ?
"""
WORDS = [*NEWS.split(), "\n"]
ODD = (
    "\x00\x07\x1b\x7f\x85\ufeff\u200b\u200d\u200e\u202e\u2028\u2029\u00ad\u0301\ud7ff\ufffd\U0010ffff\r\t\v\f"
    "🙂👨‍👩‍👧🇷🇴שלוםمرحبا漢字İßŉΐ„”“\"«»'’‘ aăș.,1\n-"
)
LIMITS = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def of(text: str, kit: Kit) -> Reading:
    """The reading of a text, its spans verified once more."""
    reading = read(Article(id="x", text=text, published=date(2025, 5, 14)), kit)
    verify(reading)
    return reading


def said(reading: Reading) -> list[tuple[str, tuple[str, ...], str]]:
    """The attributions with their words in place of offsets and ids."""
    text, names = reading.document.text, {e.id: e.name for e in reading.entities}
    return [
        (a.kind, tuple(names[s] for s in a.source), " … ".join(text[start:end] for start, end in a.content))
        for a in reading.attributions
    ]


@LIMITS
@given(text=st.text(min_size=1, max_size=300))
def test_any_text_is_read(kit: Kit, text: str) -> None:
    of(text, kit)


@LIMITS
@given(text=st.text(st.sampled_from(ODD), min_size=1, max_size=200))
def test_odd_characters_are_read(kit: Kit, text: str) -> None:
    of(text, kit)


@LIMITS
@given(words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=80), glue=st.sampled_from([" ", " ", " ", ""]))
def test_words_of_the_news_in_any_order_are_read(kit: Kit, words: list[str], glue: str) -> None:
    of(glue.join(words), kit)


@pytest.mark.parametrize(
    "text",
    [
        " ".join(PARAGRAPHS).replace(".", ",") * 25,
        "".join(PARAGRAPHS).replace(" ", "") * 25,
        "„" * 3_000,
        "„a” «b “c” " * 600,
        "(" * 2_000 + "a" + ")" * 2_000,
        "Ana a spus că " * 400,
        "1.2.3" * 1_000,
        "\n" * 500 + "Ana pleacă." + "\n" * 500,
        "Elena lui Ion al Mariei " * 200,
        "שלום " * 500 + "„مرحبا” a spus Ana.",
        "🙂" * 3_000,
    ],
    ids=[
        "one endless sentence", "no spaces", "opening marks", "mixed marks", "brackets", "nested clauses", "digits",
        "line breaks", "genitives", "right to left", "emoji",
    ],
)  # fmt: skip
def test_long_oddities_are_read_in_time(kit: Kit, text: str) -> None:
    start = time.perf_counter()
    of(text, kit)
    assert time.perf_counter() - start < 60


def test_a_text_of_a_hundred_thousand_characters_is_read(kit: Kit) -> None:
    page = "\n".join(PARAGRAPHS)
    text = "\n".join([page] * (100_000 // (len(page) + 1)))
    reading = of(text, kit)
    assert len(text) > 99_000
    assert len(reading.attributions) > 500 and len(reading.figures) > 500
    assert max(f.span[1] for f in reading.figures) > 99_000


@pytest.mark.parametrize("odd", ["„", "”", "“", '"', "«", "»", "‘", "‚", "„ „", "”)"])
@pytest.mark.parametrize("where", ["begin", "middle", "end"])
def test_an_unbalanced_mark_costs_at_most_its_paragraph(kit: Kit, odd: str, where: str) -> None:
    victim = "Secretarul Dan Ulmeanu a vizitat garajul, a anunțat primăria."
    spoilt = {"begin": odd + victim, "middle": victim.replace("a vizitat", f"{odd}a vizitat"), "end": victim + odd}
    others = [PARAGRAPHS[1], PARAGRAPHS[3]]
    whole = said(of("\n".join([others[0], victim, others[1]]), kit))
    broken = said(of("\n".join([others[0], spoilt[where], others[1]]), kit))
    kept = [item for item in whole if item[2] in "\n".join(others)]
    assert len(kept) >= 3
    assert [item for item in broken if item[2] in "\n".join(others)] == kept


def test_an_article_says_what_it_says(kit: Kit) -> None:
    reading = of("\n".join(PARAGRAPHS), kit)
    text = reading.document.text
    quoted = [content for kind, _, content in said(reading) if kind == "direct"]
    assert quoted[0] == "Le așteptam din martie"
    assert {(f.low, f.high, f.unit) for f in reading.figures} >= {(14, 14, "ambulanțe"), (3e6, 3e6, "EUR")}
    assert [text[slice(*t.span)] for t in reading.times][:1] == ["luni"]
    assert reading.times[0].start == date(2025, 5, 12)
    assert reading.cronicar.model == kit.parser.encoder.version
    assert set(reading.cronicar.languages) == {"ro", "knowledge"}


def test_reading_twice_gives_the_same(kit: Kit) -> None:
    text = "\n".join(PARAGRAPHS)
    assert of(text, kit) == of(text, kit)


def test_a_text_is_composed_before_it_is_read(kit: Kit) -> None:
    reading = of("S\u0326erban a plecat la Ias\u0326i.", kit)
    assert reading.document.text == "Șerban a plecat la Iași."


def test_an_unknown_language_is_the_users_to_mend(kit: Kit) -> None:
    with pytest.raises(InputError, match="'tlh' cannot be read; use one of"):
        read(Article(id="x", text="nuqneH", language="tlh"), kit)
