"""Spellings of names, and stems and kinds of nouns."""

from __future__ import annotations

import pytest

from cronicar.reading.document import Token
from cronicar.reading.entities.lexicon import kind_of_noun, stem
from cronicar.reading.entities.people import People, spelling

ENDINGS = ("-ului", "ului", "lui", "s")


@pytest.mark.parametrize(("one", "other"), [("zelenski", "zelensky"), ("zelenskyy", "zelenski"), ("wagner", "vagner")])
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    ("known", "asked", "found"),
    [
        ("Ingrida Simona", "Ingrid Simona", True),
        ("Petru Albu", "P. Albu", True),
        ("Petru Albu", "Maria Albu", False),
        ("Petru Albu", "Petru Negru", False),
    ],
)
def test_full_names(known: str, asked: str, found: bool) -> None:
    people = People(ENDINGS)
    people.remember(known, "e1", 0)
    assert (people.full(asked) == "e1") is found


@pytest.mark.parametrize(("offset", "found"), [(5, "e1"), (30, "e1"), (60, "e2")])
def test_a_surname_alone(offset: int, found: str) -> None:
    people = People(ENDINGS)
    people.remember("Dan Marlo", "e1", 20)
    people.remember("Eva Marlo", "e2", 50)
    assert people.surname("Marlo", offset) == found
    assert people.surname("Marlos", offset) == found


def test_an_unknown_surname() -> None:
    assert People(ENDINGS).surname("Marlo", 0) is None


@pytest.mark.parametrize(
    ("one", "other"), [("autoritate", "autorităților"), ("soldat", "soldații"), ("guvern", "guvernului")]
)
def test_stems(one: str, other: str) -> None:
    assert stem(one, "ro") == stem(other, "ro")


@pytest.mark.parametrize(
    ("form", "lemma", "number", "kind"),
    [
        ("soldații", "soldat", "Plur", "group"),
        ("soldatul", "soldat", "Sing", "person"),
        ("martorul", "martor", "Sing", "person"),
        ("mulțimea", "mulțime", "Sing", "group"),
        ("țările", "țară", "Plur", "group"),
        ("țara", "țară", "Sing", "country"),
        ("guvernului", "guvern", "Sing", "organisation"),
        ("autorităților", "autoritățiu", "Plur", "group"),  # a lemma that the tagger got wrong
        ("orașul", "oraș", "Sing", "place"),
        ("ideea", "idee", "Sing", None),
    ],
)
def test_kinds(form: str, lemma: str, number: str, kind: str | None) -> None:
    assert kind_of_noun(Token(0, 0, 0, len(form), form, lemma, "NOUN", {"Number": number}), "ro") == kind
