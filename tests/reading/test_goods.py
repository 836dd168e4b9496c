from __future__ import annotations

import re

import pytest

from cronicar.errors import DataError
from cronicar.reading.document import Token
from cronicar.reading.goods import category


def tokens(phrase: str, **tags: str) -> list[Token]:
    """The tokens of a phrase, with the parts of speech of some words."""
    found = re.finditer(r"\w+|\S", phrase)
    return [Token(i, 0, m.start(), m.end(), m.group(), upos=tags.get(m.group(), "NOUN")) for i, m in enumerate(found)]


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("20 de obuziere", "weapons"),
        ("rachetelor cu rază lungă", "weapons"),
        ("F-15", "weapons"),
        ("Gripen", "weapons"),
        ("două baterii Skynex", "weapons"),
        ("echipamente militare", "weapons"),
        ("echipamente", "goods"),
        ("cartușe pentru polițiști", "weapons"),
        ("trupe", "personnel"),
        ("instructori", "personnel"),
        ("doi ostatici", "people"),
        ("40 de milioane de lei", "money"),
        ("un împrumut", "money"),
        ("cipuri", "technology"),
        ("mașini-unelte", "technology"),
        ("gazul azer", "energy"),
        ("5.000 de tone de orz", "food"),
        ("corturi și pături", "relief"),
        ("hărţi", "information"),
        ("cum să repare motorul", "information"),
        ("două insule", "territory"),
        ("garanții de securitate", "support"),
        ("ajutor", "support"),
        ("ajutor umanitar", "relief"),
        ("ajutoare", "relief"),
        ("ajutoarele militare", "support"),
        ("ajutorul financiar", "money"),
        ("un ajutor de 5 milioane de euro", "money"),
        ("un ajutor militar de 5 milioane de euro", "support"),
        ("sprijinului militar", "support"),
        ("ceva", None),
        ("", None),
    ],
)
def test_categories(phrase: str, expected: str | None) -> None:
    assert category(tokens(phrase), "ro") == expected


def test_an_adjective_alone_names_no_goods() -> None:
    assert category(tokens("un număr mare", mare="ADJ", un="DET", număr="NOUN"), "ro") is None
    assert category(tokens("date personale", personale="ADJ"), "ro") == "information"


def test_a_place_is_no_goods() -> None:
    assert category(tokens("Gaza", Gaza="PROPN"), "ro") is None
    assert category(tokens("gaze"), "ro") == "energy"


def test_cedillas_read_alike() -> None:
    assert category(tokens("muniţii"), "ro") == category(tokens("muniții"), "ro") == "weapons"


def test_lemma_helps_where_the_form_does_not() -> None:
    phrase = tokens("ruble")
    phrase[0].text, phrase[0].lemma = "xyz", "rublă"
    assert category(phrase, "ro") == "money"


def test_language_without_data() -> None:
    with pytest.raises(DataError):
        category(tokens("cipuri"), "xx")
