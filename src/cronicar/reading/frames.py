"""Clauses -> frames: a predicate with its roles, voice, polarity and modality."""

from __future__ import annotations

from dataclasses import dataclass, field

from cronicar.model import Modality, Polarity
from cronicar.reading.document import Token


@dataclass(slots=True)
class Frame:
    """One predicate (verb, event noun, participle) and what the tree hangs on it."""

    predicate: Token
    nominal: bool
    """An event noun ("livrarea de …"), whose roles come from genitives, adjectives and prepositions."""
    span: tuple[int, int]
    """The verbal complex with auxiliaries, clitics, negation and mood particle: "i-a spus", "nu va trimite"."""
    voice: str
    """``active``, ``passive`` (also the reflexive passive) or ``reflexive``."""
    polarity: Polarity
    modality: Modality
    hearsay: bool
    """The conditional of distance: "ar fi trimis"."""
    subjects: list[Token] = field(default_factory=list)
    """Heads of the surface subject, conjuncts included; of the governing clause where control hands it down."""
    objects: list[Token] = field(default_factory=list)
    indirect: list[Token] = field(default_factory=list)
    """Datives: full nominals, and clitics only where no nominal doubles them."""
    agents: list[Token] = field(default_factory=list)
    """"de către X", "de X" with a passive."""
    obliques: list[tuple[str, Token]] = field(default_factory=list)
    """Preposition in lower case (several words joined by a blank; "" for a bare one) and head; conjuncts included."""
    genitives: list[Token] = field(default_factory=list)
    """For nominal predicates: genitive dependants, conjuncts included."""
    adjectives: list[Token] = field(default_factory=list)
    """For nominal predicates: adjectival dependants ("atac rusesc")."""
    clauses: list[Token] = field(default_factory=list)
    """Heads of complement clauses (ccomp, xcomp, csubj)."""
    dropped: bool = False
    """A finite verb with no subject of its own: who it is must come from the context."""
