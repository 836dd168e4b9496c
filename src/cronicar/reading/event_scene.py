"""What stands around a word, for the conditions of the event lexicon."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from cronicar.reading.document import Parsed, Token, fold
from cronicar.reading.event_words import Lexicon

NEAR = 5
"""How many tokens to each side count as near, beside the dependants; parses are not always right."""


CLOSING = {",", "”", '"', "''", "»", "–", "-", "—"}
"""Marks before a verb of saying that follows what is said."""


class Scene:
    """What stands around a token, for the conditions of the lexicon."""

    def __init__(self, parsed: Parsed, token: Token, book: Lexicon) -> None:
        self.parsed, self.token, self.book = parsed, token, book
        self.kids = parsed.kids(token)
        parent = parsed.parent(token)
        self.modified = parent if parent is not None and token.relation in ("amod", "acl") else None
        self.relations = {k.deprel for k in self.kids} | {k.relation for k in self.kids}

    def meets(self, name: str, value: Any) -> bool:
        """Whether one condition holds."""
        if isinstance(value, bool):
            return bool(getattr(self, name)) is value
        base, absent = (name[: -len("_not")], True) if name.endswith("_not") else (name, False)
        there = self._words(base)
        return not (there & value) if absent else bool(there) if "*" in value else bool(there & value)

    def _words(self, name: str) -> set[str]:
        if name == "prep":
            return {p for k in self.kids for p in self._cases(k)}
        if name == "after":
            return self._cases(self.token)
        if name == "form":
            return {self.token.lower}
        tokens: list[Token] = getattr(self, f"{name}s")()
        return {mark for t in tokens for mark in self.book.marks(fold(t.lemma), t.lower)}

    def _cases(self, token: Token) -> set[str]:
        """The prepositions of a token, those of several words joined by "_"."""
        cases = self.parsed.kids(token, "case")
        return {"_".join([c.lower, *(f.lower for f in self.parsed.kids(c, "fixed"))]) for c in cases}

    def _with_conjuncts(self, tokens: Iterable[Token]) -> list[Token]:
        return [t for token in tokens for t in (token, *self.parsed.kids(token, "conj"), *self._counted(token))]

    def _counted(self, token: Token) -> list[Token]:
        """ "mii de soldați": what the number noun counts."""
        if not self.book.quantities & self.book.marks(fold(token.lemma), token.lower) and token.upos != "NUM":
            return []
        return [t for t in self.parsed.kids(token, "nmod") if t.upos == "NOUN"]

    def objects(self) -> list[Token]:
        """Surface objects, passive subjects, genitives of a noun, the noun that a participle qualifies."""
        out = [k for k in self.kids if k.relation == "obj" or k.deprel == "nsubj:pass"]
        if self.token.upos == "NOUN":
            out += [k for k in self.kids if k.relation == "nmod"]
        elif "expl:pass" in self.relations or "expl:impers" in self.relations:
            out += [k for k in self.kids if k.relation == "nsubj"]
        if self.modified is not None and "nsubj" not in self.relations:
            out.append(self.modified)
        return self._with_conjuncts(out)

    def subjects(self) -> list[Token]:
        """Surface subjects that are not passive, and agents."""
        out = [k for k in self.kids if k.deprel in ("nsubj", "csubj", "obl:agent", "nmod:agent")]
        if self.modified is not None and any(k.upos == "PRON" and k.relation == "nsubj" for k in self.kids):
            out.append(self.modified)
        return self._with_conjuncts(out)

    def obliques(self) -> list[Token]:
        """Prepositional dependants."""
        return self._with_conjuncts(k for k in self.kids if k.relation in ("obl", "nmod", "advmod", "obj"))

    def nears(self) -> list[Token]:
        """All dependants, and the tokens close by in the sentence."""
        low, high = max(0, self.token.index - NEAR), self.token.index + NEAR + 1
        window = [t for t in self.parsed.tokens[low:high] if t.sentence == self.token.sentence and t is not self.token]
        return window + self.kids

    @property
    def reflexive(self) -> bool:
        return any(k.relation == "expl" or (k.upos == "PRON" and k.feats.get("Reflex") == "Yes") for k in self.kids)

    @property
    def clause(self) -> bool:
        return bool(self.relations & {"ccomp", "xcomp", "csubj"})

    @property
    def subjunctive(self) -> bool:
        """Whether it governs a clause of wish: "a spus să plece"."""
        clauses = [k for k in self.kids if k.relation in ("ccomp", "xcomp", "csubj")]
        return any(
            k.feats.get("Mood") == "Sub" or any(p.feats.get("Mood") == "Sub" for p in self.parsed.kids(k, "mark"))
            for k in clauses
        )

    @property
    def quoting(self) -> bool:
        """Whether it stands right behind what it reports: "„Plecăm”, spune el"."""
        index = self.token.index - 1
        tokens = self.parsed.tokens
        while index >= 0 and tokens[index].upos in ("AUX", "PRON"):
            index -= 1
        before = tokens[index]
        return index >= 0 and before.sentence == self.token.sentence and before.text in CLOSING

    @property
    def dative(self) -> bool:
        return "iobj" in self.relations or any(
            k.relation in ("obj", "obl", "nmod", "expl") and k.feats.get("Case", "").startswith("Dat")
            for k in self.kids
        )

    @property
    def negative(self) -> bool:
        return any(k.feats.get("Polarity") == "Neg" for k in self.kids)

    @property
    def passive(self) -> bool:
        return self.modified is not None or bool(self.relations & {"aux:pass", "nsubj:pass", "expl:pass", "obl:agent"})

    @property
    def object_place(self) -> bool:
        return any(t.name.endswith("GPE") for t in self.objects())

    @property
    def oblique_place(self) -> bool:
        return any(t.name.endswith("GPE") and self._cases(t) & self.book.towards for t in self.obliques())

    @property
    def bare(self) -> bool:
        return not any(k.relation in ("nmod", "amod", "acl", "det", "nummod", "obl") for k in self.kids)
