"""Lemma scripts: what they look like, and that they turn a form back into its lemma."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronicar.reading.parse.lemmas import KEEP, apply_script, script_of

WORDS = st.text("abcdeăâîșțABCDEȘȚ-'.0123", min_size=1, max_size=12)


@pytest.mark.parametrize(
    ("form", "lemma", "script"),
    [
        ("pod", "pod", KEEP),
        ("podurile", "pod", "l|5|"),
        ("Podurile", "pod", "l|5|"),
        ("Elenei", "Elena", "k|2|a"),
        ("trimis", "trimite", "l|1|te"),
        ("este", "fi", "=fi"),
        ("București", "București", KEEP),
    ],
)
def test_script_of(form: str, lemma: str, script: str) -> None:
    assert script_of(form, lemma) == script
    assert apply_script(form, script) == lemma


@given(WORDS, WORDS)
def test_a_script_makes_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_script(form, script_of(form, lemma)) == lemma


@given(st.text(max_size=6), st.sampled_from(["k|3|", "l|9|", "l|2|ă", "k|0|", "=fi", "l|12|te"]))
def test_any_script_may_meet_any_form(form: str, script: str) -> None:
    assert apply_script(form, script) or not form


def test_a_script_that_cuts_all_leaves_the_form() -> None:
    assert apply_script("Da", "l|5|") == "da"
