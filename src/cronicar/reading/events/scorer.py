"""The learned choice of participants: a weight for every feature, added up; the sum says how likely a role is.

The weights are made by ``training.participants`` and ship as a table, so that a choice can be explained line by line.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from math import exp

from cronicar.errors import DataError
from cronicar.reading.events.candidates import Candidate

ROLES = ("actors", "recipients")
SOMEBODY = (0.15, 0.2)
"""How likely the likeliest candidate must be for anybody to hold the role; by cross-validation on the training
articles. Low, since a role that somebody holds is far commoner than one that nobody holds."""
SHARE = 0.35
"""A further participant is named when at least this much as likely as the likeliest."""
LEAST = 0.1

Chances = Sequence[tuple[str, tuple[float, float]]]
"""Entity and its probability of being an actor, and of being a recipient."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights of the two roles by feature."""

    weights: dict[str, tuple[float, float]]
    bias: tuple[float, float]

    @staticmethod
    @cache
    def load() -> Scorer:
        """The shipped weights. Raises ``DataError`` when they are missing or damaged."""
        path = resources.files("cronicar.languages").joinpath("_model", "participants.json")
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            weights = {name: (float(a), float(r)) for name, (a, r) in data["weights"].items()}
            return Scorer(weights, (float(data["bias"][0]), float(data["bias"][1])))
        except FileNotFoundError as error:
            raise DataError(f"{path}: the weights of the participants are missing; reinstall cronicar") from error
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(f"{path}: damaged ({error}); reinstall cronicar") from error

    def chances(self, candidate: Candidate) -> tuple[float, float]:
        """Probability that a candidate is an actor, and that it is a recipient."""
        actor, recipient = self.bias
        for name in set(candidate.features):
            weight = self.weights.get(name)
            if weight is not None:
                actor += weight[0]
                recipient += weight[1]
        return 1 / (1 + exp(-actor)), 1 / (1 + exp(-recipient))

    def weigh(self, candidates: Sequence[Candidate]) -> Chances:
        """The chances of all candidates of a trigger."""
        return [(c.entity, self.chances(c)) for c in candidates]

    def choose(self, candidates: Sequence[Candidate]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Actors and recipients among the candidates; an entity takes the likelier of its two roles."""
        chances = self.weigh(candidates)
        return pick(chances, 0), pick(chances, 1)


def pick(chances: Chances, role: int) -> tuple[str, ...]:
    """The entities that hold a role: the likeliest and their equals, or nobody where none is likely enough."""
    able = [(both[role], entity) for entity, both in chances if both[role] >= both[1 - role]]
    best = max(able, default=(0.0, ""))[0]
    if best < SOMEBODY[role]:
        return ()
    line = max(LEAST, SHARE * best)
    return tuple(entity for chance, entity in able if chance >= line)
