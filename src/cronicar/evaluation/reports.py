"""A folder of gold readings against what the program reads: the sums over documents and the text that shows them."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path

from cronicar.errors import CronicarError, InputError
from cronicar.evaluation.matching import Json
from cronicar.evaluation.scoring import Wrong, score_document
from cronicar.evaluation.tally import EMPTY, FIRSTS, HEADLINE, LAYERS, Tally, mean, tallies
from cronicar.languages import available

ReadDocument = Callable[[Json], Json]
"""Takes the ``document`` of a gold reading (id, language, published, text), gives a reading as JSON."""

_BROKEN = (OSError, ValueError, KeyError, TypeError, AttributeError, CronicarError)


@dataclass(slots=True)
class Measured:
    """Tallies of each language, of ``all`` and, where asked for, of each document; and all that was wrong."""

    groups: dict[str, dict[str, Tally]] = field(default_factory=dict)
    wrong: Wrong = field(default_factory=lambda: defaultdict(list))
    failed: dict[str, str] = field(default_factory=dict)
    """Gold file name -> why its reading was counted as empty."""
    left_out: list[str] = field(default_factory=list)
    """Names of the gold files in languages that were not to be read."""


def measure(
    gold_dir: Path, read_document: ReadDocument, *, languages: Collection[str] | None = None, by_document: bool = False
) -> Measured:
    """Read every gold document of ``gold_dir`` (``*.json``, by name) and score it.

    A document that cannot be read, or whose reading is malformed, counts as an empty reading and is in ``failed``.
    ``languages`` are the codes to read, by default those that the package has. Raises InputError where there is no
    gold reading to score.
    """
    languages = available() if languages is None else languages
    measured = Measured()
    paths = sorted(gold_dir.glob("*.json"))
    if not paths:
        raise InputError(f"{gold_dir}: no gold readings (*.json) here; name a folder that has some")
    for path in paths:
        gold = _gold(path)
        document = gold["document"]
        if document["language"] not in languages:
            measured.left_out.append(path.name)
            continue
        try:
            counts = score_document(gold, read_document(document), measured.wrong)
        except _BROKEN as error:
            measured.failed[path.name] = f"{type(error).__name__}: {error}"
            counts = score_document(gold, {"document": document, **EMPTY}, measured.wrong)
        for name in [document["language"], "all"] + ([document["id"]] if by_document else []):
            group = measured.groups.setdefault(name, tallies())
            for layer, tally in counts.items():
                group[layer].add(tally.tp, tally.pred, tally.gold)
    return measured


def _gold(path: Path) -> Json:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(gold["document"]["language"], str):
            return dict(gold)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}: not a gold reading ({type(error).__name__}: {error})") from error
    raise InputError(f"{path}: not a gold reading: document.language is no text")


def report(measured: Measured, *, as_json: bool = False, errors: str | None = None) -> str:
    """The text to print: scores of every group, the same as JSON, or what was wrong in the layer ``errors``."""
    if errors:
        return "\n".join(measured.wrong.get(errors, [])) or (
            f"nothing wrong in {errors!r} (layers: {', '.join(LAYERS)})"
        )
    if as_json:
        return json.dumps({name: _numbers(counts) for name, counts in measured.groups.items()}, indent=1)
    return "\n".join(line for name, counts in measured.groups.items() for line in _lines(name, counts))


def _numbers(counts: dict[str, Tally]) -> dict[str, object]:
    layers = {layer: {"p": v.p, "r": v.r, "f": v.f, "gold": v.gold, "predicted": v.pred} for layer, v in counts.items()}
    return {**layers, "reading score": mean(counts, HEADLINE), "firsts": mean(counts, FIRSTS)}


def _lines(name: str, counts: dict[str, Tally]) -> list[str]:
    lines = [
        f"{name}: reading score {mean(counts, HEADLINE):.1f} (mean F1 of {', '.join(HEADLINE)}); "
        f"firsts {mean(counts, FIRSTS):.1f} (of {', '.join(FIRSTS)})"
    ]
    for layer, v in counts.items():
        scores = f"P {100 * v.p:5.1f}  R {100 * v.r:5.1f}  F1 {100 * v.f:5.1f}"
        lines.append(f"  {layer:20} {f'recall {100 * v.r:5.1f}' if layer == 'entities' else scores}   gold {v.gold}")
    return lines


def evaluate(
    gold_dir: Path,
    read_document: ReadDocument,
    *,
    as_json: bool = False,
    by_document: bool = False,
    errors: str | None = None,
    languages: Collection[str] | None = None,
) -> str:
    """Score what ``read_document`` reads from the gold documents of ``gold_dir``; the text to print.

    Says on stderr which documents failed and which were left out for their language. Arguments and errors as in
    ``measure`` and ``report``.
    """
    measured = measure(gold_dir, read_document, languages=languages, by_document=by_document)
    for name, why in measured.failed.items():
        print(f"{name}: counted as an empty reading ({why})", file=sys.stderr)
    if measured.left_out:
        count = len(measured.left_out)
        print(f"left out, language not available: {count} ({', '.join(measured.left_out)})", file=sys.stderr)
    return report(measured, as_json=as_json, errors=errors)
