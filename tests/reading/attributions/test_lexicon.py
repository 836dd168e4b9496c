from __future__ import annotations

import pytest

from cronicar.reading.attributions.lexicon import lexicon
from cronicar.reading.document import Token


@pytest.mark.parametrize(
    "form", ["declarat", "declară", "declarase", "spus", "spune", "spunând", "afirmă", "subliniază", "anunţat", "neagă"]
)
def test_forms_of_reporting_verbs(form: str) -> None:
    assert lexicon("ro").verb(Token(0, 0, 0, len(form), form, form, "VERB")) is not None


@pytest.mark.parametrize("form", ["merge", "face", "spală", "notar"])
def test_other_words(form: str) -> None:
    assert lexicon("ro").verb(Token(0, 0, 0, len(form), form, form, "VERB" if form != "notar" else "NOUN")) is None


def test_every_row_takes_what_the_rules_know() -> None:
    known = {"clause", "wish", "question", "quote", "after", "noun", "naming", "about"}
    for entry in lexicon("ro").verbs.values():
        assert entry.takes and entry.takes <= known
        assert bool(entry.about) or "about" not in entry.takes
