"""What the clause rules need to know of a language: its ``grammar.toml`` as sets of words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from cronicar.languages import table


@dataclass(frozen=True, slots=True)
class Grammar:
    """The word sets of one language's ``grammar.toml``."""

    negations: frozenset[str]
    negative_marks: frozenset[str]
    agent_cases: frozenset[str]
    passive_agent_cases: frozenset[str]
    future: frozenset[str]
    future_particles: frozenset[str]
    conditional: frozenset[str]
    be: frozenset[str]
    been: frozenset[str]
    subjunctive: frozenset[str]
    infinitive: frozenset[str]
    conditions: frozenset[str]
    relative: frozenset[str]
    object_control: frozenset[str]
    governors: dict[str, str]


@cache
def grammar(language: str) -> Grammar:
    """The grammar table of a language, as sets."""
    data: dict[str, Any] = table(language, "grammar")
    mood, governors = data["mood"], data["governors"]
    return Grammar(
        frozenset(data["negation"]["forms"]),
        frozenset(data["negation"]["markers"]),
        frozenset(data["agent"]["cases"]),
        frozenset(data["agent"]["passive_cases"]),
        frozenset(mood["future_auxiliaries"]),
        frozenset(mood["future_particles"]),
        frozenset(mood["conditional_auxiliaries"]),
        frozenset(mood["be"]),
        frozenset(mood["been"]),
        frozenset(mood["subjunctive_marks"]),
        frozenset(mood["infinitive_marks"]),
        frozenset(mood["if_marks"]),
        frozenset(data["pronouns"]["relative"]),
        frozenset(governors["object_control"]),
        {
            lemma: kind
            for kind in ("asserted", "planned", "possible", "demanded", "negative")
            for lemma in governors[kind]
        },
    )
