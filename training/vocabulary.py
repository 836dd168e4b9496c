"""Which of the base model's 250,000 pieces the four languages need; the rest is left out of the package."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer
from tokenizers.models import Unigram

from training.base import BaseWeights
from training.conllu import open_text


def running_text(shared: Path) -> Iterator[str]:
    """All the text of the shared folders in the four languages, line by line."""
    with open_text(shared / "news/ro.jsonl") as lines:
        for line in lines:
            row = json.loads(line)
            yield row["title"] + "\n" + row["text"]
    with open_text(shared / "parallel/ntrex.jsonl") as lines:
        for line in lines:
            row = json.loads(line)
            for language in ("ro", "en", "ru", "uk"):
                yield "\n".join(row[language])
    for path in sorted((shared / "corpora").rglob("*.conllu*")):
        with open_text(path) as lines:
            yield from (line[9:] for line in lines if line.startswith("# text ="))
    for path in sorted((shared / "corpora/ro").glob("ronec*.jsonl*")):
        with open_text(path) as lines:
            for line in lines:
                row = json.loads(line)
                yield "".join(t + " " * bool(s) for t, s in zip(row["tokens"], row["space_after"], strict=True))
    for path in sorted((shared / "corpora/ru").rglob("*.txt")):
        yield path.read_text(encoding="utf-8")


def choose(base: BaseWeights, shared: Path) -> np.ndarray:
    """Ids of the pieces to keep, ascending: every piece seen in the shared text, and every single character."""
    names = [f"\0{i}" if i in (base.bos, base.eos, base.pad, base.unk) else p for i, p in enumerate(base.pieces)]
    tokenizer = Tokenizer(Unigram(list(zip(names, map(float, base.scores), strict=True)), base.unk, False))
    table = str.maketrans(base.characters)
    words: set[str] = set()
    for text in running_text(shared):
        words.update(text.translate(table).split())
    ordered = sorted(words)
    keep = {base.bos, base.eos, base.pad, base.unk}
    keep.update(i for i, p in enumerate(base.pieces) if len(p.replace("▁", "")) <= 1)
    for prefix in ("▁", ""):
        for start in range(0, len(ordered), 20_000):
            for encoding in tokenizer.encode_batch([prefix + w for w in ordered[start : start + 20_000]]):
                keep.update(encoding.ids)
    return np.array(sorted(keep))
