"""Trees and name spans against an exhaustive search on small random scores."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from cronicar.reading.parse.decode import Floats, Ints, Spans, tree

TAGS = ["O", "B-GPE", "I-GPE", "B-PERSON", "I-PERSON"]


def is_tree(heads: Ints | tuple[int, ...]) -> bool:
    """Whether every word leads to the root, and one word alone hangs on it."""
    for node in range(1, len(heads) + 1):
        steps = 0
        while node:
            node, steps = int(heads[node - 1]), steps + 1
            if steps > len(heads):
                return False
    return sum(1 for head in heads if head == 0) == 1


def total(scores: Floats, heads: Ints | tuple[int, ...]) -> float:
    return float(sum(scores[word, head] for word, head in enumerate(heads)))


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_tree_is_the_best_with_one_root(size: int) -> None:
    chance = np.random.default_rng(size)
    for _ in range(40):
        scores = chance.normal(size=(size, size + 1)).astype(np.float32)
        found = tree(scores)
        assert is_tree(found)
        best = max(total(scores, heads) for heads in product(range(size + 1), repeat=size) if is_tree(heads))
        assert total(scores, found) == pytest.approx(best, abs=1e-4)


@pytest.mark.parametrize("root", [-50.0, 0.0, 50.0])
def test_tree_of_a_long_sentence_stays_a_tree_whatever_the_root_scores(root: float) -> None:
    scores = np.random.default_rng(7).normal(size=(180, 181)).astype(np.float32)
    scores[:, 0] += root
    assert is_tree(tree(scores))


def test_tree_of_equal_scores_is_a_tree() -> None:
    assert is_tree(tree(np.zeros((9, 10), dtype=np.float32)))


def allowed(tags: tuple[str, ...]) -> bool:
    before = ("O", *tags)
    return all(tag[0] != "I" or (last != "O" and last[2:] == tag[2:]) for last, tag in zip(before, tags, strict=False))


@pytest.mark.parametrize("size", [1, 2, 4])
def test_spans_are_the_likeliest_allowed_ones(size: int) -> None:
    chance = np.random.default_rng(size)
    decoder = Spans(TAGS)
    for _ in range(30):
        logits = chance.normal(scale=3, size=(size, len(TAGS))).astype(np.float32)
        found = decoder.decode(logits)
        ways = [way for way in product(range(len(TAGS)), repeat=size) if allowed(tuple(TAGS[i] for i in way))]
        best = max(ways, key=lambda way: total(logits, way))
        assert found == [TAGS[i] for i in best]
