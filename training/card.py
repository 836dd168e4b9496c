"""The model card: what the shipped model is made of, under which licence, and how well it does.

python -m training.evaluate --shared ../shared > build/model/scores.json
python -m training.card --scores build/model/scores.json
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training import base

MODEL = Path("src/cronicar/languages/_model")
MINUTES = 45

ROWS = (
    ("upos", "part of speech (UPOS)", "UD_Romanian-RRT test, gold words"),
    ("feats", "all features", "the same"),
    ("lemmas", "lemmas", "the same"),
    ("uas", "heads (UAS)", "the same, punctuation included"),
    ("las", "heads and relations (LAS)", "the same, punctuation included"),
    ("names_f1", "names, strict F1", "RONEC v2 test, gold words, 15 classes"),
    ("token_f1", "words, F1", "raw text: sentences of RRT test joined by a blank"),
    ("sentence_f1", "sentences, F1", "the same"),
)

TEMPLATE = Path(__file__).with_suffix(".md")

HOLDS = {
    "encoder.onnx": "encoder and heads; 8-bit integers, computed in float32",
    "pieces.npz": "pieces, their 4-bit vectors (the base model's own), weights of the relation scorer",
    "labels.json": "label sets, lemmas of irregular words from RRT, version",
    "participants.json": "weights of the participants of events",
    "modality.json": "weights of the modality of events",
}


def card(model: Path, scores: Mapping[str, float], minutes: float) -> str:
    """The text of the card for the files in ``model``. Raises ``OSError`` when ``labels.json`` is not there."""
    version = str(json.loads((model / "labels.json").read_text(encoding="utf-8"))["version"])
    day = version.rpartition("-")[2]
    return TEMPLATE.read_text(encoding="utf-8").format(
        version=version,
        date=f"{day[:4]}-{day[4:6]}-{day[6:]}",
        command="python -m training --shared ../shared",
        minutes=f"{minutes:g}",
        files="\n".join(_file(model / name, holds) for name, holds in HOLDS.items() if (model / name).is_file()),
        scores="\n".join(f"| {what} | {scores[key]:.2f} | {on} |" for key, what, on in ROWS if key in scores),
        wheel=base.WHEEL,
        wheel_sha256=base.WHEEL_SHA256,
    )


def _file(path: Path, holds: str) -> str:
    content = path.read_bytes()
    return f"| {path.name} | {len(content) / 1e6:.1f} | `{hashlib.sha256(content).hexdigest()[:16]}…` | {holds} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--scores", type=Path, required=True, help="what training.evaluate printed")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="CPU minutes of training")
    args = parser.parse_args()
    scores: dict[str, Any] = json.loads(args.scores.read_text(encoding="utf-8"))
    path = args.model / "MODEL_CARD.md"
    path.write_text(card(args.model, scores, args.minutes), encoding="utf-8")
    print(path)


if __name__ == "__main__":
    main()
