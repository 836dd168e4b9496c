"""The evaluation must print what the reference measure of the gold readings prints, to the digit."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cronicar.errors import InputError
from cronicar.evaluation import EMPTY, LAYERS, Tally, evaluate, mean, measure, score_document

DATA = Path(__file__).parent / "data" / "evaluation"
SHARED = Path(__file__).parents[2] / "shared" / "gold"
LANGUAGES = ("ro", "en")

Json = dict[str, Any]


def from_folder(folder: Path) -> Callable[[Json], Json]:
    """A reader that takes the readings of a folder instead of reading."""

    def read_document(document: Json) -> Json:
        reading: Json = json.loads((folder / f"{document['id']}.json").read_text(encoding="utf-8"))
        return reading

    return read_document


def expected(name: str) -> str:
    return (DATA / "expected" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("readings", ["faithful", "damaged"])
@pytest.mark.parametrize(
    ("options", "name"),
    [({}, "{}.txt"), ({"as_json": True}, "{}.json"), ({"by_document": True}, "{}.by-document.txt")],
)
def test_prints_what_the_measure_prints(readings: str, options: dict[str, Any], name: str) -> None:
    text = evaluate(DATA / "gold", from_folder(DATA / readings), languages=LANGUAGES, **options)
    assert text + "\n" == expected(name.format(readings))


def test_lists_the_errors_that_the_measure_lists() -> None:
    out = []
    for layer in LAYERS:
        text = evaluate(DATA / "gold", from_folder(DATA / "damaged"), errors=layer, languages=LANGUAGES)
        out.append(f"== {layer}\n{text}\n")
    assert "".join(out) == expected("damaged.errors.txt")


def test_says_what_failed_and_what_was_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    evaluate(DATA / "gold", from_folder(DATA / "damaged"), languages=["ro"])
    said = capsys.readouterr().err
    assert "scurt.ro.json: counted as an empty reading (FileNotFoundError" in said
    assert "left out, language not available: 1 (harbour.en.json)" in said


def test_reads_by_default_only_what_the_package_can_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cronicar.evaluation.reports.available", lambda: ["en"])
    measured = measure(DATA / "gold", from_folder(DATA / "faithful"))
    assert list(measured.groups) == ["en", "all"]
    assert measured.left_out == ["greva.ro.json", "lacuri.ro.json", "scurt.ro.json"]


@pytest.mark.parametrize("content", [None, "{", '{"document": {"language": 3}}', "[]"])
def test_a_folder_without_gold_readings_is_wrong_input(tmp_path: Path, content: str | None) -> None:
    if content is not None:
        (tmp_path / "a.json").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=str(tmp_path)):
        evaluate(tmp_path, from_folder(tmp_path), languages=LANGUAGES)


def test_a_reading_scores_itself_at_a_hundred_and_nothing_at_zero() -> None:
    gold = json.loads((DATA / "gold" / "lacuri.ro.json").read_text(encoding="utf-8"))
    faithful = from_folder(DATA / "faithful")(gold["document"])
    assert mean(score_document(gold, faithful), LAYERS) == 100.0
    assert mean(score_document(gold, {"document": gold["document"], **EMPTY}), LAYERS) == 0.0


def test_tally_of_nothing() -> None:
    assert (Tally().p, Tally().r, Tally().f, Tally().empty) == (0.0, 0.0, 0.0, True)
    assert mean({"times": Tally()}, ["times"]) == 0.0


@pytest.mark.skipif(not (SHARED / "score.py").exists(), reason="the gold readings are not here")
@pytest.mark.parametrize(
    "options",
    [["--by-document"], ["--json"], ["--errors", "who-whom"], ["--errors", "attribution"], ["--errors", "transfers"]],
    ids=" ".join,
)
def test_equals_the_measure_on_randomly_damaged_readings(tmp_path: Path, options: list[str]) -> None:
    rng = random.Random(" ".join(options))
    for path in sorted((SHARED / "dev").glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        if rng.random() < 0.95:
            (tmp_path / path.name).write_text(json.dumps(_damaged(gold, rng)), encoding="utf-8")
    command = [sys.executable, str(SHARED / "score.py"), str(SHARED / "dev"), str(tmp_path), *options]
    theirs = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    ours = evaluate(
        SHARED / "dev",
        from_folder(tmp_path),
        as_json="--json" in options,
        by_document="--by-document" in options,
        errors=options[1] if "--errors" in options else None,
        languages=LANGUAGES,
    )
    assert ours + "\n" == theirs


def _damaged(gold: Json, rng: random.Random) -> Json:
    """A gold reading as a bad program might have written it."""
    reading: Json = json.loads(json.dumps(gold))
    for entity in reading["entities"]:
        entity["mentions"] = _mentions(reading["document"]["text"], entity.pop("forms"))
        if rng.random() < 0.2:
            entity["wikidata"] = rng.choice([None, "Q1", "Q142"])
    ids = [entity["id"] for entity in reading["entities"]] + ["nobody"]
    for layer in EMPTY:
        items = [_worn(item, ids, rng) for item in reading[layer] if rng.random() < 0.9]
        rng.shuffle(items)
        reading[layer] = items
    if rng.random() < 0.15:
        layer = rng.choice(list(EMPTY))
        if rng.random() < 0.5:
            del reading[layer]
        elif reading[layer]:
            broken = rng.choice(reading[layer])
            broken[rng.choice(list(broken))] = rng.choice([None, 7, "x", [3], {}])
    if rng.random() < 0.05:
        reading["document"]["text"] += " "
    return reading


def _mentions(text: str, forms: list[str]) -> list[Json]:
    starts = [(text.find(form), form) for form in forms]
    return [{"start": start, "end": start + len(form), "form": "name"} for start, form in starts if start >= 0]


def _worn(item: Json, ids: list[str], rng: random.Random) -> Json:
    for key, value in item.items():
        if rng.random() > 0.15:
            continue
        if key in ("span", "trigger", "cue") and value:
            item[key] = [value[0] + rng.randint(-3, 3), value[1] + rng.randint(-3, 9)]
        elif key == "content":
            item[key] = [[a, max(a, b - rng.randint(0, 90))] for a, b in value]
        elif key in ("actors", "recipients", "source", "addressee", "giver", "receiver"):
            item[key] = rng.sample(ids, min(len(ids), rng.randint(0, 2)))
        elif key in ("stance", "polarity", "modality", "kind"):
            item[key] = rng.choice(["doubted", "negative", "planned", "direct"])
        elif key in ("start", "end"):
            item[key] = rng.choice(["2020-01-01", "2025-13-01", None])
        elif key in ("low", "high"):
            item[key] = rng.choice([None, 3, 2.5])
    return item
