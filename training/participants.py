"""Learn who takes part in an event: logistic regression over the features of ``reading.events.candidates``.

    python -m training.participants --shared ../shared

Learns from the training articles, never from dev. Prints the share of events with both roles right by six-fold
cross-validation over articles, and writes ``src/cronicar/languages/_model/participants.json``.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from cronicar.evaluation.matching import agree, entity_map
from cronicar.evaluation.scoring import pair_events
from cronicar.knowledge import KnowledgeBase
from cronicar.reading.attributions import read_attributions
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.entities import read_entities
from cronicar.reading.events.candidates import Candidate, Candidates
from cronicar.reading.events.scorer import ROLES, Scorer
from cronicar.reading.parse import Parser
from cronicar.reading.triggers import find_triggers
from training.annotated import articles

STRENGTH = 0.08
"""Inverse regularisation, by cross-validation."""
FOLDS = 6
SEED = 1
MODEL = Path("src/cronicar/languages/_model")


@dataclass
class Row:
    """One trigger that the gold has too: its candidates, and for each role the gold participants."""

    candidates: list[Candidate]
    gold: dict[str, Any]
    stands_for: dict[str, str | None]
    known: set[str]


def rows_of(gold: dict[str, Any], parsed: Parsed, base: KnowledgeBase) -> list[Row]:
    """The triggers of one article that agree with the gold in type and place."""
    frames = Frames(parsed)
    cast, _ = read_entities(parsed, frames, base, date.fromisoformat(gold["document"]["published"]))
    attributions, _ = read_attributions(parsed, frames, cast)
    triggers = sorted(find_triggers(parsed), key=lambda t: t.span)
    entities = [
        {
            "id": f.id, "kind": f.kind, "wikidata": f.wikidata,
            "mentions": [{"start": s, "end": e, "form": form} for s, e, form in f.mentions],
        }
        for f in cast.entities.values()
    ]  # fmt: skip
    stands_for = entity_map(gold, {"document": gold["document"], "entities": entities})
    known = {e["id"] for e in gold["entities"] if e["forms"] or e.get("wikidata")}
    found = [{"type": t.type.value, "trigger": list(t.span)} for t in triggers]
    candidates = Candidates(parsed, frames, cast, attributions, triggers)
    return [
        Row(candidates.of(j, triggers[j]), gold["events"][i], stands_for, known)
        for i, j in pair_events(gold["events"], found)
    ]


def fit(rows: Sequence[Row]) -> Scorer:
    """One logistic regression a role."""
    counts = Counter(f for row in rows for c in row.candidates for f in set(c.features))
    names = sorted(f for f, n in counts.items() if n > 1)
    column = {name: i for i, name in enumerate(names)}
    cells: list[int] = []
    starts, targets = [0], {role: list[bool]() for role in ROLES}
    for row in rows:
        for candidate in row.candidates:
            cells.extend(column[f] for f in sorted(set(candidate.features)) if f in column)
            starts.append(len(cells))
            stands = row.stands_for.get(candidate.entity)
            for role in ROLES:
                targets[role].append(stands is not None and stands in row.gold[role])
    shape = (len(starts) - 1, len(names))
    matrix = csr_matrix(
        (np.ones(len(cells)), np.array(cells, dtype=np.int32), np.array(starts, dtype=np.int32)), shape=shape
    )
    models = [
        LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=500, random_state=SEED).fit(matrix, targets[role])
        for role in ROLES
    ]
    pairs = zip(models[0].coef_[0], models[1].coef_[0], strict=True)
    weights = {name: (float(a), float(r)) for name, (a, r) in zip(names, pairs, strict=True)}
    return Scorer(weights, (float(models[0].intercept_[0]), float(models[1].intercept_[0])))


def right(scorer: Scorer, rows: Sequence[Row]) -> int:
    """How many events get both roles right, by the measure of the evaluation."""
    total = 0
    for row in rows:
        chosen = scorer.choose(row.candidates)
        total += all(
            agree(row.gold[role], list(found), row.stands_for, row.known)
            for role, found in zip(ROLES, chosen, strict=True)
        )
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    args = parser.parse_args()
    reader, base = Parser(args.model, threads=2), KnowledgeBase.load()
    documents = [rows_of(gold, reader.parse(gold["document"]["text"], "ro"), base) for gold in articles(args.shared)]
    total = hits = 0
    for fold in range(FOLDS):
        rest = [row for i, rows in enumerate(documents) if i % FOLDS != fold for row in rows]
        held = [row for i, rows in enumerate(documents) if i % FOLDS == fold for row in rows]
        hits, total = hits + right(fit(rest), held), total + len(held)
    share = f"{100 * hits / total:.1f} %"
    print(f"{len(documents)} articles, {total} events; both roles right in cross-validation: {share}")
    scorer = fit([row for rows in documents for row in rows])
    data = {
        "bias": [round(b, 4) for b in scorer.bias],
        "weights": {
            name: [round(a, 3), round(r, 3)] for name, (a, r) in scorer.weights.items() if max(abs(a), abs(r)) >= 0.005
        },
    }
    path = args.model / "participants.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{path}: {len(data['weights'])} features")


if __name__ == "__main__":
    main()
