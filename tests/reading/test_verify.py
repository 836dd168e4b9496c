"""Every rule that a reading must keep, broken once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cronicar.errors import VerificationError
from cronicar.model import Reading
from cronicar.reading.verify import faults, verify

READINGS = sorted((Path(__file__).parents[1] / "data" / "evaluation" / "faithful").glob("*.json"))

Json = dict[str, Any]


def broken(change: Callable[[Json], object]) -> Reading:
    """The reading of the little article about pumps, with one thing changed."""
    reading = json.loads(next(p for p in READINGS if p.name.startswith("lacuri")).read_text(encoding="utf-8"))
    change(reading)
    return Reading.model_validate(reading)


@pytest.mark.parametrize("path", READINGS, ids=lambda path: path.stem)
def test_a_good_reading_passes(path: Path) -> None:
    verify(Reading.model_validate_json(path.read_text(encoding="utf-8")))


def put(layer: str, index: int, **values: object) -> Callable[[Json], object]:
    return lambda reading: reading[layer][index].update(values)


CASES: list[tuple[Callable[[Json], object], str]] = [
    (put("entities", 1, id="no"), "entity no: 2 of them have this id"),
    (put("events", 1, id="v1"), "event v1: 2 of them have this id"),
    (put("figures", 1, id="f1"), "figure f1: 2 of them have this id"),
    (put("figures", 1, id=""), "figure: an id is empty"),
    (put("entities", 0, mentions=[{"start": -1, "end": 3, "form": "name"}]), "mention 0 [-1, 3): outside the text"),
    (put("entities", 0, mentions=[{"start": 3, "end": 9999, "form": "name"}]), "mention 0 [3, 9999): outside the text"),
    (put("attributions", 0, cue=(5, 5)), "attribution a1: cue [5, 5): empty"),
    (put("events", 0, trigger=(9, 4)), "event v1: trigger [9, 4): empty"),
    (put("events", 0, trigger=(8, 9)), "event v1: trigger [8, 9): blank"),
    (put("transfers", 0, goods=[{"span": (0, 999), "category": "food"}]), "transfer 0: goods 0 [0, 999): outside"),
    (put("times", 0, span=(7, 7)), "time t1: span [7, 7): empty"),
    (put("figures", 0, of=(-4, -2)), "figure f1: of [-4, -2): outside"),
    (lambda r: r["misses"].append({"span": (2, 2), "step": "times", "reason": "x"}), "miss 0: span [2, 2): empty"),
    (put("attributions", 0, source=["x"]), "attribution a1: source: nothing has the id 'x'"),
    (put("attributions", 0, addressee=["x"]), "attribution a1: addressee: nothing has the id 'x'"),
    (put("events", 0, actors=["x"]), "event v1: actors: nothing has the id 'x'"),
    (put("events", 0, recipients=["no", "x"]), "event v1: recipients: nothing has the id 'x'"),
    (put("events", 0, place="x"), "event v1: place: nothing has the id 'x'"),
    (put("events", 0, time="x"), "event v1: time: nothing has the id 'x'"),
    (put("events", 0, said_in=["x"]), "event v1: said_in: nothing has the id 'x'"),
    (put("events", 0, said_in=["a1"]), "event v1: said_in a1, but its trigger is not in the content of a1"),
    (put("transfers", 0, event="x"), "transfer 0: event: nothing has the id 'x'"),
    (put("transfers", 0, giver=["x"]), "transfer 0: giver: nothing has the id 'x'"),
    (put("transfers", 0, receiver=["x"]), "transfer 0: receiver: nothing has the id 'x'"),
    (put("transfers", 0, in_exchange_for="x"), "transfer 0: in_exchange_for: nothing has the id 'x'"),
    (put("attributions", 0, content=[(20, 30), (10, 15)]), "attribution a1: content overlaps or is out of order at 10"),
    (put("attributions", 0, content=[(10, 30), (29, 35)]), "attribution a1: content overlaps or is out of order at 29"),
    (put("attributions", 0, cue=(115, 120)), "attribution a1: cue [115, 120) lies in the content"),
    (
        put("times", 0, start="2026-03-11"),
        "time t1: starts on 2026-03-11, after its end on 2026-03-10",
    ),
    (put("figures", 0, low=41), "figure f1: low 41.0 is above high 40.0"),
    (put("figures", 0, low=None, high=None), "figure f1: has neither low nor high"),
    (put("figures", 0, high=float("inf")), "figure f1: 40.0 to inf is not finite"),
    (lambda r: r["document"].update(text=r["document"]["text"] + "a\u0306"), "text: not in Unicode form NFC"),
]


@pytest.mark.parametrize(("change", "fault"), CASES, ids=[fault for _, fault in CASES])
def test_names_the_fault(change: Callable[[Json], object], fault: str) -> None:
    assert any(fault in found for found in faults(broken(change)))


def test_lists_all_faults_at_once() -> None:
    def change(reading: Json) -> None:
        reading["events"][0]["place"] = "nowhere"
        reading["figures"][0]["low"] = 99

    with pytest.raises(VerificationError) as error:
        verify(broken(change))
    assert "'lacuri.ro' breaks its own rules, 2 times" in str(error.value)
    assert "nowhere" in str(error.value) and "99.0" in str(error.value)


@pytest.mark.parametrize(("low", "high"), [(5, None), (None, 5), (5, 5)])
def test_open_and_exact_figures_pass(low: float | None, high: float | None) -> None:
    verify(broken(put("figures", 0, low=low, high=high)))
