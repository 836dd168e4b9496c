"""Where the builders of the knowledge base collect entries, names and tables."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from building import romanian
from cronicar.knowledge.keys import key

HERE = Path(__file__).parent
_MOST = 6
"""Entries kept for one key."""
_WORDS = {"REPER", "RISE", "TISZA", "POT", "PACE", "SHOT"}
"""Longer acronyms that are words when written small."""
_DEMANDS = {"~": 0, "": 1, "^": 2}


@dataclass(slots=True)
class Made:
    """An entry while it is being made; ``weight`` orders those that share a name."""

    kind: str
    wikidata: str | None
    country: str | None
    name: str
    type: str
    weight: int

    def fields(self) -> tuple[str, ...]:
        """What is shipped of it."""
        return self.kind, self.wikidata or "", self.country or "", self.type, self.name


class Pool:
    """Entries by id, names by language and key, and the other tables."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        self.entries: dict[str, Made] = {}
        self.by_wikidata: dict[str, str] = {}
        self.names: dict[str, dict[str, dict[str, tuple[int, str]]]] = {language: {} for language in languages}
        self.tables: dict[tuple[str, str], dict[str, str]] = {
            (language, table): {} for language in languages for table in ("metonyms", "demonyms", "offices")
        }
        self.terms: list[tuple[str, str, str, str, str, str]] = []

    def add(
        self, ident: str, kind: str, wikidata: str | None, country: str | None, name: str, type_: str, weight: int
    ) -> str:
        """A new entry; an entry of the same kind with this Q-id is the same thing, and its id is returned."""
        if wikidata and (same := self.by_wikidata.get(f"{kind} {wikidata}")):
            return same
        if ident in self.entries:
            raise ValueError(f"two entries with id {ident}")
        self.entries[ident] = Made(kind, wikidata, country, name, type_, weight)
        if wikidata:
            self.by_wikidata[f"{kind} {wikidata}"] = ident
        return ident

    def link(self, ident: str, wikidata: str) -> None:
        """Give an entry its Q-id."""
        self.entries[ident].wikidata = wikidata
        self.by_wikidata[f"{self.entries[ident].kind} {wikidata}"] = ident

    def name(self, ident: str, language: str, form: str, score: int, inflect: bool = True) -> None:
        """A form of name. A leading ``^`` demands capitals, ``~`` allows a form without any."""
        mark = form[0] if form[:1] in ("^", "~") else ""
        plain = form.removeprefix(mark) if mark else form
        letters = [c for c in plain if c.isalpha()]
        if not mark and letters and all(c.isupper() for c in letters) and (len(letters) < 4 or plain in _WORDS):
            mark = "^"
        elif not mark and letters and not any(c.isupper() for c in letters):
            mark = "~"
        variants = romanian.forms(plain) if language == "ro" and inflect and mark != "^" else iter((plain,))
        for i, variant in enumerate(variants):
            self._put(language, key(variant), ident, score - (i > 0), mark)

    def _put(self, language: str, folded: str, ident: str, score: int, mark: str) -> None:
        if not folded:
            return
        known = self.names[language].setdefault(folded, {})
        if ident in known:
            score = max(score, known[ident][0])
            mark = min(mark, known[ident][1], key=_DEMANDS.__getitem__)
        known[ident] = (score, mark)

    def metonym(self, language: str, form: str, ident: str) -> None:
        """A capital or seat of power that stands for a government."""
        for variant in romanian.forms(form) if language == "ro" else iter((form,)):
            self.tables[language, "metonyms"].setdefault(key(variant), ident)

    def demonym(self, language: str, form: str, code: str, replace: bool = False) -> None:
        """An adjective or noun of origin; the first country to claim a form keeps it unless replaced."""
        table = self.tables[language, "demonyms"]
        if replace:
            table[key(form)] = code
        else:
            table.setdefault(key(form), code)

    def office(self, language: str, form: str, concept: str, replace: bool = False) -> None:
        """A title."""
        table = self.tables[language, "offices"]
        if replace or key(form) not in table:
            table[key(form)] = concept

    def ranked(self, language: str) -> Iterator[tuple[str, str]]:
        """Key and its entries, best first, each with its mark."""
        for folded, found in self.names[language].items():
            order = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST]
            yield folded, " ".join(mark + ident for ident, (_, mark) in order)


def json_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def tsv(path: Path) -> list[dict[str, str]]:
    """The rows of a table with a header, gzipped or not; empty fields are ""."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    rows = csv.DictReader(text.split("\n"), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [{name: field or "" for name, field in row.items()} for row in rows]


def hand(name: str) -> list[dict[str, str]]:
    """The rows of ``extra_<name>.tsv``, written by hand; none when there is no such file."""
    path = HERE / f"extra_{name}.tsv"
    return tsv(path) if path.exists() else []


def split_names(field: str) -> list[str]:
    """The forms of a field, parted by ``|``."""
    return [form.strip() for form in field.split("|") if form.strip()]
