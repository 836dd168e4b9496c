"""Scores -> structures: a dependency tree with one root, and name spans in BIO."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_NEVER = -1e9


def tree(arcs: Floats) -> Ints:
    """The best tree with exactly one root.

    ``arcs``: [n, n + 1], score of each word (row) under each head (column; 0 is the root). Returns the head of each
    word, [n], counted from 1, 0 for the root. Chu & Liu (1965), Edmonds (1967); run only where the greedy choice is
    no tree, which is seldom.
    """
    n = len(arcs)
    scores = np.full((n + 1, n + 1), _NEVER)
    scores[1:] = arcs
    np.fill_diagonal(scores, _NEVER)
    greedy: Ints = scores[1:].argmax(1)
    if _is_tree(greedy):
        return greedy
    heads = _arborescence(scores)[1:]
    roots = np.flatnonzero(heads == 0)
    if len(roots) == 1:
        return heads
    best, best_score = heads, -np.inf
    for root in roots:
        only = scores.copy()
        only[:, 0] = _NEVER
        only[root + 1, 0] = -_NEVER / 2
        candidate = _arborescence(only)[1:]
        total = float(scores[np.arange(1, n + 1), candidate].sum())
        if total > best_score:
            best, best_score = candidate, total
    return best


def _is_tree(heads: Ints) -> bool:
    if int((heads == 0).sum()) != 1:
        return False
    state = [0] * (len(heads) + 1)
    state[0] = 2
    for start in range(1, len(state)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node - 1])
        if state[node] == 1:
            return False
        for passed in path:
            state[passed] = 2
    return True


def _cycle(heads: Ints) -> list[int]:
    state = [0] * len(heads)
    state[0] = 2
    for start in range(1, len(heads)):
        path, node = [], start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(heads[node])
        if state[node] == 1:
            return path[path.index(node) :]
        for passed in path:
            state[passed] = 2
    return []


def _arborescence(scores: npt.NDArray[np.float64]) -> Ints:
    """Contracts cycles one after another. ``scores``: [n + 1, n + 1], dependant by head."""
    scores = scores.copy()
    np.fill_diagonal(scores, _NEVER)
    scores[0] = _NEVER
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = set(cycle)
    rest = np.array([i for i in range(len(scores)) if i not in inside])
    nodes, m = np.array(cycle), len(rest)
    smaller = np.full((m + 1, m + 1), _NEVER)
    smaller[:m, :m] = scores[np.ix_(rest, rest)]
    kept = scores[nodes, heads[nodes]]
    entering = scores[np.ix_(nodes, rest)] - kept[:, None]
    smaller[m, :m] = entering.max(0) + kept.sum()
    leaving = scores[np.ix_(rest, nodes)]
    smaller[:m, m] = leaving.max(1)
    enter_at, leave_at = entering.argmax(0), leaving.argmax(1)
    solved = _arborescence(smaller)
    out = heads.copy()
    for position, node in enumerate(rest):
        if node:
            out[node] = nodes[leave_at[position]] if solved[position] == m else rest[solved[position]]
    out[nodes[enter_at[solved[m]]]] = rest[solved[m]]
    return out


class Spans:
    """Viterbi over BIO labels: I-x only after B-x or I-x."""

    def __init__(self, labels: Sequence[str]) -> None:
        self._labels = list(labels)
        size = len(self._labels)
        self._allowed = np.zeros((size, size), dtype=np.float32)
        for j, after in enumerate(self._labels):
            if after[0] == "I":
                for i, before in enumerate(self._labels):
                    if before == "O" or before[2:] != after[2:]:
                        self._allowed[i, j] = _NEVER
        self._first = np.array([_NEVER if label[0] == "I" else 0.0 for label in self._labels], dtype=np.float32)

    def decode(self, logits: Floats) -> list[str]:
        """[n, labels] -> n labels."""
        greedy = logits.argmax(1)
        steps = self._allowed[greedy[:-1], greedy[1:]]
        if self._first[greedy[0]] == 0 and not steps.any():
            return [self._labels[i] for i in greedy]
        shifted = logits - logits.max(1, keepdims=True)
        logp = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
        score, back = logp[0] + self._first, []
        for row in logp[1:]:
            through = score[:, None] + self._allowed
            best = through.argmax(0)
            back.append(best)
            score = through[best, np.arange(len(row))] + row
        label = int(score.argmax())
        path = [label]
        for best in reversed(back):
            label = int(best[label])
            path.append(label)
        return [self._labels[i] for i in reversed(path)]
