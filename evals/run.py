"""Measure the program on gold readings and on its model's test sets, and hold it to the floors of ``floors.toml``.

    python -m evals [--shared ../shared] [--news] [--no-model] [--pins]

Prints the report of the seed article alone and of all gold readings of ``gold/dev`` in a language that can be read,
then what lies below its floor. Exit code 1 when something does, when a gold document cannot be read, or when the
evaluation data are not those that the floors were set on; 0 when there are no evaluation data at all.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tomllib
from collections.abc import Callable, Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cronicar.errors import CronicarError
from cronicar.evaluation import FIRSTS, HEADLINE, Measured, Tally, mean, measure, report
from cronicar.model import Article, Reading
from cronicar.reading.verify import verify

if TYPE_CHECKING:
    from cronicar.reading.pipeline import Kit

ROOT = Path(__file__).resolve().parent.parent
FLOORS = Path(__file__).with_name("floors.toml")
SEED = "seed.ro"
LANGUAGE = "ro"


def main(arguments: list[str] | None = None) -> int:
    """Run the gates; the exit code."""
    options = _options(arguments)
    gold = options.shared / "gold" / "dev"
    if not gold.is_dir():
        print(f"no evaluation data at {options.shared}: nothing is measured, no floor is checked")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    pins = {"dev": digest(gold.glob(f"*.{LANGUAGE}.json")), "model": digest(_test_sets(options.shared))}
    if options.pins:
        print("\n".join(f'{name} = "{value}"' for name, value in pins.items()))
        return 0
    faults = [
        f"{name}: the data are not those that the floors were set on; look, then pin {value} in {FLOORS.name}"
        for name, value in pins.items()
        if value and value != floors["pins"][name]
    ]
    from cronicar.reading.pipeline import Kit

    kit = Kit.load()
    faults += _readings(gold, kit, floors)
    if not options.no_model:
        faults += _model(options.shared, floors["model"])
    if options.news:
        faults += _news(options.shared / "news" / f"{LANGUAGE}.jsonl", kit)
    print("\n".join(["", *(f"MISSED {fault}" for fault in faults)]) if faults else "\nall floors reached")
    return 1 if faults else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evals", description="Hold the program to its floors.")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="folder of the evaluation data")
    parser.add_argument("--news", action="store_true", help="also read and verify all news articles")
    parser.add_argument("--no-model", action="store_true", help="leave out the test sets of the model")
    parser.add_argument("--pins", action="store_true", help="print the digests of the evaluation data and stop")
    return parser.parse_args(arguments)


def digest(paths: Iterable[Path]) -> str:
    """One SHA-256 over names and contents of the files, by name; empty where there is no file."""
    total = hashlib.sha256()
    files = sorted((path for path in paths if path.is_file()), key=lambda path: path.name)
    for path in files:
        total.update(f"{path.name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest() if files else ""


def below(name: str, reached: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What lies below its floor, or was not measured though it has one."""
    return [
        f"{name}: {what} {reached.get(what, 0.0):.2f}, floor {floor}"
        for what, floor in floors.items()
        if reached.get(what, 0.0) < floor
    ]


def scores(counts: Mapping[str, Tally]) -> dict[str, float]:
    """F1 in per cent of every layer, with both means."""
    layers = {layer: 100 * tally.f for layer, tally in counts.items()}
    return {**layers, "reading score": mean(counts, HEADLINE), "firsts": mean(counts, FIRSTS)}


def reader(kit: Kit) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Reads the document of a gold reading with the program, from nothing but what an article has."""

    from cronicar.reading.pipeline import read

    def read_document(document: dict[str, Any]) -> dict[str, Any]:
        given = {key: document.get(key) for key in Article.model_fields}
        return read(Article.model_validate(given), kit).model_dump(mode="json")

    return read_document


def _readings(gold: Path, kit: Kit, floors: Mapping[str, Mapping[str, float]]) -> list[str]:
    measured = measure(gold, reader(kit), languages=[LANGUAGE], by_document=True)
    if measured.left_out:
        print(f"left out, language not available: {len(measured.left_out)} documents")
    shown = {name: measured.groups[name] for name in (SEED, LANGUAGE) if name in measured.groups}
    print(report(Measured(groups=shown)))
    faults = [f"{name} cannot be read: {why}" for name, why in measured.failed.items()]
    for name, group in (("seed", SEED), ("dev", LANGUAGE)):
        faults += below(name, scores(shown[group]) if group in shown else {}, floors[name])
    return faults


def _test_sets(shared: Path) -> list[Path]:
    return [shared / "corpora" / LANGUAGE / name for name in ("rrt-test.conllu", "ronec-test.jsonl")]


def _model(shared: Path, floors: Mapping[str, float]) -> list[str]:
    if not all(path.is_file() for path in _test_sets(shared)):
        print("model: no test sets, not measured")
        return []
    try:
        from training.evaluate import measure as measure_model
    except ImportError as error:
        return [f"model: cannot be measured ({error})"]
    folder = Path(str(resources.files("cronicar.languages").joinpath("_model")))
    reached = measure_model(shared, folder)
    print("model: " + ", ".join(f"{what} {value:.2f}" for what, value in reached.items()))
    return below("model", reached, floors)


def _news(path: Path, kit: Kit) -> list[str]:
    """Read all articles; every one must be read without an error and keep the rules of a reading."""
    if not path.is_file():
        return [f"news: {path} is not there"]
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    faults: list[str] = []
    counts = dict.fromkeys(("attributions", "events", "transfers", "times", "figures", "misses"), 0)
    for done, row in enumerate(rows, 1):
        try:
            reading = _read_news(row, kit)
            for layer in counts:
                counts[layer] += len(getattr(reading, layer))
        except CronicarError as error:
            faults.append(f"news {row['id']}: {error}")
        except Exception as error:  # any other is as much a failure, and the rest must still be read
            faults.append(f"news {row['id']}: {type(error).__name__}: {error}")
        if sys.stderr.isatty() or done % 50 == 0 or done == len(rows):
            end = "\r" if sys.stderr.isatty() and done < len(rows) else "\n"
            print(f"news: {done} of {len(rows)} read, {len(faults)} failed", end=end, file=sys.stderr, flush=True)
    print(f"news: {len(rows)} articles, {len(faults)} failed; " + ", ".join(f"{n} {x}" for x, n in counts.items()))
    return faults


def _read_news(row: dict[str, Any], kit: Kit) -> Reading:
    known = {key: value for key, value in row.items() if key in Article.model_fields}
    from cronicar.reading.pipeline import read

    reading = read(Article.model_validate({"language": LANGUAGE, **known}), kit)
    verify(reading)
    return reading


if __name__ == "__main__":
    sys.exit(main())
