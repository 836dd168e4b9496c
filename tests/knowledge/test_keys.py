"""Keys: spellings that must meet, and those that must not."""

from __future__ import annotations

import pytest

from cronicar.knowledge.keys import capitals, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Coreea de Nord", "COREEA DE NORD"),
        ("Franţa", "Franța"),
        ("Orbán", "Orban"),
        ("S.U.A.", "SUA"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Kim Jong\N{NON-BREAKING HYPHEN}un", "Kim Jong Un"),
        ("Côte d\N{RIGHT SINGLE QUOTATION MARK}Ivoire", "Cote d'Ivoire"),
        ("„Reuters”", "Reuters"),
        ("Radosław  Sikorski", "Radoslaw Sikorski"),
        ("Løkke", "Lokke"),
    ],
)
def test_spellings_that_meet(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("Niger", "Nigeria"), ("Київ", "Киів"), ("Йемен", "Иемен")])
def test_spellings_that_do_not_meet(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_combining_mark_is_dropped_like_a_composed_one() -> None:
    assert key("Bras\u0326ov") == key("Brașov") == "brasov"


def test_capitals_are_counted() -> None:
    assert [capitals(form) for form in ("ce", "Ce", "NATO", "FBI-ului")] == [0, 1, 4, 3]
