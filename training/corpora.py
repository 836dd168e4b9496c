"""Corpora in CoNLL-U and JSONL -> training examples: pieces of a sentence and the gold columns of its words."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from cronicar.reading.parse.lemmas import script_of
from cronicar.reading.parse.pieces import Pieces
from training.conllu import open_text, read_conllu

MAX_PIECES = 300
"""Longer sentences are cut (names) or left out (trees) in training; they would cost more than they teach."""


@dataclass(slots=True)
class Example:
    """One sentence. ``first``/``last``: index of each word's first and last piece in ``ids``."""

    words: list[str]
    ids: list[int]
    first: list[int]
    last: list[int]
    scheme: str = ""
    names: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[dict[str, str]] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    targets: dict[str, list[Any]] = field(default_factory=dict)
    state: np.ndarray | None = None

    @property
    def is_tree(self) -> bool:
        return bool(self.heads)


def trees(path: Path, pieces: Pieces, limit: int | None = None) -> list[Example]:
    """Examples with tags, features, lemma scripts and dependencies."""
    out = []
    for rows, spaces in read_conllu(path):
        words = [r[1] for r in rows]
        ids, first, last = pieces.encode(words, spaces)
        feats = [dict(x.split("=", 1) for x in r[5].split("|")) if r[5] != "_" else {} for r in rows]
        out.append(
            Example(
                words, ids, first, last,
                upos=[r[3] for r in rows], feats=feats, heads=[int(r[6]) for r in rows],
                relations=[r[7] for r in rows], lemmas=[script_of(r[1], r[2]) for r in rows],
            )
        )  # fmt: skip
        if limit and len(out) == limit:
            break
    return out


def names(path: Path, pieces: Pieces, scheme: str, limit: int | None = None) -> list[Example]:
    """Examples with BIO tags of one annotation scheme; schemes are never mixed, each has a head of its own."""
    out = []
    with open_text(path) as lines:
        for line in lines:
            row = json.loads(line)
            ids, first, last = pieces.encode(row["tokens"], [True, *map(bool, row["space_after"][:-1])])
            out.append(Example(row["tokens"], ids, first, last, scheme=scheme, names=row["ner_tags"]))
            if limit and len(out) == limit:
                break
    return out


def fit(example: Example) -> Example | None:
    """The example cut to ``MAX_PIECES``, or None for a longer tree."""
    if len(example.ids) <= MAX_PIECES:
        return example
    if example.is_tree:
        return None
    keep = sum(end < MAX_PIECES - 1 for end in example.last)
    ids = [*example.ids[: example.last[keep - 1] + 1], example.ids[-1]]
    return Example(
        example.words[:keep], ids, example.first[:keep], example.last[:keep],
        scheme=example.scheme, names=example.names[:keep],
    )  # fmt: skip


def batches(examples: list[Example], pieces: int, chance: random.Random | None = None) -> list[list[Example]]:
    """Batches of similar length holding at most ``pieces`` pieces, padding included; shuffled when given a source."""

    def length(index: int) -> float:
        return len(examples[index].ids) + (chance.random() * 8 if chance else 0)

    out: list[list[Example]] = []
    batch: list[Example] = []
    for index in sorted(range(len(examples)), key=length):
        if batch and (len(batch) + 1) * len(examples[index].ids) > pieces:
            out.append(batch)
            batch = []
        batch.append(examples[index])
    if batch:
        out.append(batch)
    if chance:
        chance.shuffle(out)
    return out
