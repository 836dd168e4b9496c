"""Learn the modality of events: multinomial logistic regression over the features of ``reading.events.modality``.

    python -m training.modality --shared ../shared

Learns from the training articles, never from dev. Prints precision, recall and F1 of changed events (those that are
not asserted and positive) by six-fold cross-validation over articles, for the tree alone and for the weights, and
writes ``src/cronicar/languages/_model/modality.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cronicar.evaluation.scoring import pair_events
from cronicar.knowledge import KnowledgeBase
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.entities import read_entities
from cronicar.reading.events.circumstances import Circumstances
from cronicar.reading.events.modality import MODALITIES, Evidence, Weights
from cronicar.reading.events.moods import Told
from cronicar.reading.parse import Parser
from cronicar.reading.times import read_times
from cronicar.reading.triggers import find_triggers
from training.annotated import articles

STRENGTH = 0.04
"""Inverse regularisation, by cross-validation."""
UNFOUND = 0.3
"""Weight of gold events that no trigger finds: they tell of the language, though not of what will be asked."""
FOLDS = 6
MODEL = Path("src/cronicar/languages/_model")
PLAIN = ("asserted", "positive")


@dataclass
class Row:
    """One gold event: its features, what the tree alone tells, and whether a trigger finds it."""

    features: list[str]
    told: Told
    gold: tuple[str, str]
    found: bool


def rows_of(gold: dict[str, Any], parsed: Parsed, base: KnowledgeBase) -> list[Row]:
    """The gold events of one article: those that a trigger finds, then the others."""
    frames, published = Frames(parsed), date.fromisoformat(gold["document"]["published"])
    times, _ = read_times(parsed, published)
    cast, _ = read_entities(parsed, frames, base, published)
    circumstances, by_id = Circumstances(parsed, frames, cast, times), {t.id: t for t in times}
    triggers = sorted(find_triggers(parsed), key=lambda t: t.span)
    events = [(t.predicate, t.type.value, by_id.get(circumstances.time(t.predicate) or "")) for t in triggers]
    evidence = Evidence(parsed, frames, events, times, published)
    found = [{"type": t.type.value, "trigger": list(t.span)} for t in triggers]
    pairs = dict(pair_events(gold["events"], found))
    out = []
    for i, event in enumerate(gold["events"]):
        truth = (event["modality"], event["polarity"])
        head = head_of(parsed, *event["trigger"])
        if i in pairs:
            out.append(Row(*evidence.of(*events[pairs[i]]), truth, True))
        elif head is not None:
            out.append(Row(*evidence.of(head, event["type"], None), truth, False))
    return out


def head_of(parsed: Parsed, start: int, end: int) -> Token | None:
    """The head of a gold trigger: the first content word that hangs on something outside."""
    inside = parsed.between(start, end)
    indices = {t.index for t in inside}
    heads = [t for t in inside if t.head not in indices]
    return next((t for t in heads if t.upos in ("NOUN", "VERB", "ADJ")), heads[0] if heads else None)


def fit(rows: Sequence[Row]) -> Weights:
    """One multinomial logistic regression."""
    counts = Counter(f for row in rows for f in set(row.features))
    names = sorted(f for f, n in counts.items() if n > 1)
    column = {name: i for i, name in enumerate(names)}
    cells: list[int] = []
    starts = [0]
    for row in rows:
        cells.extend(column[f] for f in sorted(set(row.features)) if f in column)
        starts.append(len(cells))
    matrix = csr_matrix(
        (np.ones(len(cells)), np.array(cells, dtype=np.int32), np.array(starts, dtype=np.int32)),
        shape=(len(rows), len(names)),
    )
    model = LogisticRegression(C=STRENGTH, max_iter=500)
    model.fit(
        matrix,
        [MODALITIES.index(row.gold[0]) for row in rows],
        sample_weight=[1.0 if row.found else UNFOUND for row in rows],
    )
    weights = {name: tuple(map(float, model.coef_[:, i])) for name, i in column.items()}
    return Weights(weights, tuple(map(float, model.intercept_)))


def measure(rows: Sequence[Row], modality: Callable[[Row], str]) -> str:
    """Precision, recall and F1 of changed events among those found; polarity is the tree's."""
    both = [(r.gold, (modality(r), "negative" if r.told.denied else "positive")) for r in rows if r.found]
    right = sum(g == p != PLAIN for g, p in both)
    read, wanted = sum(p != PLAIN for _, p in both), sum(g != PLAIN for g, _ in both)
    return f"P {100 * right / read:.1f} R {100 * right / wanted:.1f} F {200 * right / (read + wanted):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL, help="folder of the parser's model")
    parser.add_argument("--out", type=Path, default=MODEL)
    args = parser.parse_args()
    reader, base = Parser(args.model, threads=2), KnowledgeBase.load()
    documents = [rows_of(gold, reader.parse(gold["document"]["text"], "ro"), base) for gold in articles(args.shared)]
    learn(documents, args.out)


def learn(documents: Sequence[Sequence[Row]], out: Path) -> None:
    """Cross-validate, then learn from all articles and write ``modality.json``."""
    chosen: dict[int, str] = {}
    for fold in range(FOLDS):
        weights = fit([row for i, rows in enumerate(documents) if i % FOLDS != fold for row in rows])
        held = [row for i, rows in enumerate(documents) if i % FOLDS == fold for row in rows]
        chosen.update((id(row), weights.choose(row.features)) for row in held)
    every = [row for rows in documents for row in rows]
    print(f"{len(documents)} articles, {len(every)} events, {sum(r.found for r in every)} of them found")
    print("the tree alone:", measure(every, lambda row: row.told.modality))
    print("cross-validated weights:", measure(every, lambda row: chosen[id(row)]))
    weights = fit(every)
    data = {
        "bias": [round(b, 4) for b in weights.bias],
        "weights": {
            name: [round(w, 3) for w in row] for name, row in weights.weights.items() if max(map(abs, row)) >= 0.005
        },
    }
    path = out / "modality.json"
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")
    print(f"{path}: {len(data['weights'])} features, {path.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main()
