"""The quality gates and the benchmark: what they compare, and the texts they measure with."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench import text
from bench.run import Result
from cronicar.evaluation import LAYERS, Tally
from cronicar.evaluation.tally import tallies
from evals.run import FLOORS, below, digest, main, scores

PARTS = ["Ieri Magda Vlădescu a trimis 12 lăzi la Cernavodă. Primarul a mulțumit.", "„Vin și eu” a zis Ionuț Dobrescu."]


def test_below_lists_what_is_under_its_floor_or_was_not_measured() -> None:
    missed = below("seed", {"times": 99.5, "links": 85.0}, {"times": 100.0, "links": 85.0, "figures": 1.0})
    assert missed == ["seed: times 99.50, floor 100.0", "seed: figures 0.00, floor 1.0"]


def test_scores_are_f1_in_per_cent_with_both_means() -> None:
    reached = scores({**tallies(), "times": Tally(1, 2, 2), "stance": Tally(1, 1, 3)})
    assert {what for what, value in reached.items() if value} == {"times", "stance", "reading score", "firsts"}
    assert set(reached.values()) == {0.0, 50.0}


def test_every_floor_names_something_that_is_measured() -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    for group in ("seed", "dev"):
        assert set(floors[group]) <= {*LAYERS, "reading score", "firsts"}


def test_digest_sees_names_and_contents(tmp_path: Path) -> None:
    one, two = tmp_path / "1", tmp_path / "2"
    one.write_text("a")
    two.write_text("b")
    before = digest([two, one])
    assert before == digest([one, two]) != digest([one])
    two.write_text("c")
    assert digest([one, two]) != before
    assert digest([tmp_path / "none"]) == ""


def test_without_evaluation_data_says_so_and_passes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--shared", str(tmp_path)]) == 0
    assert "nothing is measured" in capsys.readouterr().out


@pytest.mark.parametrize("length", [200, 5_000, 100_000])
def test_article_has_the_length_asked_for(monkeypatch: pytest.MonkeyPatch, length: int) -> None:
    monkeypatch.setattr(text, "paragraphs", lambda: PARTS)
    made = text.article(length)
    assert length * 0.8 <= len(made) <= length


def test_copies_differ_in_numbers_and_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "paragraphs", lambda: PARTS)
    lines = text.article(5_000).splitlines()
    assert lines[:2] == PARTS
    assert len(set(lines)) > len(lines) // 2
    assert "Cernavodenă" in text.article(5_000)


@pytest.mark.parametrize(
    ("value", "limit", "least", "missed"),
    [(0.8, 0.75, True, False), (0.7, 0.75, True, True), (601, 600, False, True), (600, 600, False, False)],
)
def test_limits(value: float, limit: float, least: bool, missed: bool) -> None:
    assert Result("x", value, "", limit, least).missed is missed
    assert not Result("x", value, "").missed
