"""Counts of right, predicted and gold items, and the layers they are kept for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HEADLINE = ("quotation+source", "attribution+source", "who-whom", "transfers", "times", "figures")
"""The layers whose mean F1 is the reading score."""

FIRSTS = ("stance", "nesting", "modality", "exchange")
"""The layers that no other system has."""

LAYERS = (
    "entities", "links", "attribution", "attribution+source", "quotation", "quotation+source", "indirect+source",
    "addressee", "stance", "event type", "who-whom", "participants", "modality", "event time", "event place", "nesting",
    "transfers", "goods category", "exchange", "times", "figures",
)  # fmt: skip
"""All that is scored, in the order of the report."""

EMPTY: dict[str, list[object]] = {
    layer: [] for layer in ("entities", "attributions", "events", "transfers", "times", "figures")
}
"""A reading without anything in it. Treat as read-only."""


@dataclass(slots=True)
class Tally:
    """True positives, predicted and gold counts, summed over documents."""

    tp: int = 0
    pred: int = 0
    gold: int = 0

    def add(self, tp: int, pred: int, gold: int) -> None:
        """Add the counts of one document or item."""
        self.tp += tp
        self.pred += pred
        self.gold += gold

    @property
    def p(self) -> float:
        """Precision, 0 when nothing was predicted."""
        return self.tp / self.pred if self.pred else 0.0

    @property
    def r(self) -> float:
        """Recall, 0 when there is nothing in gold."""
        return self.tp / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        """F1, 0 when there is nothing at all."""
        return 2 * self.tp / (self.pred + self.gold) if self.pred + self.gold else 0.0

    @property
    def empty(self) -> bool:
        """Whether neither gold nor reading has anything here."""
        return not self.pred and not self.gold


def tallies() -> dict[str, Tally]:
    """A fresh tally for every layer."""
    return {layer: Tally() for layer in LAYERS}


def mean(counts: Mapping[str, Tally], layers: Iterable[str]) -> float:
    """Mean F1 in percent over the layers that gold or reading has anything in."""
    have = [counts[layer].f for layer in layers if not counts[layer].empty]
    return 100 * sum(have) / len(have) if have else 0.0
