"""The knowledge base: who and what the names in the news stand for, and who held which office when.

All data are tables in ``data/``, made by ``building.knowledge``; nothing here knows a language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Literal

from cronicar.errors import DataError
from cronicar.knowledge.keys import capitals, key

Kind = Literal["person", "organisation", "country", "place", "group"]

_MEDIA = "media"
_PLATFORM = "platform"


@dataclass(frozen=True, slots=True)
class Entry:
    """One real-world thing. ``country`` is ISO 3166-1 alpha-2; for a person the country that they act for."""

    id: str
    kind: Kind
    wikidata: str | None
    country: str | None
    name: str
    """The usual Romanian name."""
    type: str
    """Finer than ``kind``: ``media-agency``, ``platform``, ``party``, ``capital``, ``city``, ``igo``, ``state`` …"""

    @property
    def media(self) -> bool:
        """A news agency, paper, broadcaster or news site."""
        return self.type.startswith(_MEDIA)

    @property
    def platform(self) -> bool:
        """A social network or messaging service that people publish on."""
        return self.type == _PLATFORM


@dataclass(frozen=True, slots=True)
class Term:
    """One person in one office; ``start`` and ``end`` are ISO days, ``end`` exclusive and "9999" while it lasts."""

    concept: str
    where: str
    holder: str
    start: str
    end: str
    checked: bool
    """Part of a list without gaps, so that no other source need be asked. No ``holder``: nobody, or not known."""


class KnowledgeBase:
    """Look-ups by form of name. Tables are read when first needed; use ``KnowledgeBase.load()``."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._made: dict[str, Entry] = {}
        self._names: dict[str, _Names] = {}
        self._tables: dict[tuple[str, str], dict[str, str]] = {}

    @staticmethod
    @cache
    def load() -> KnowledgeBase:
        """The knowledge base that ships with the package. Raises ``DataError`` when its data are missing."""
        return KnowledgeBase(resources.files("cronicar.knowledge").joinpath("data"))

    @cached_property
    def version(self) -> str:
        """Twelve hexadecimal digits that change with the data."""
        return self._read("version.txt").strip()

    def entry(self, identifier: str) -> Entry | None:
        """The entry with this ``Entry.id``, or None."""
        if identifier not in self._made:
            row = self._rows.get(identifier)
            if row is None:
                return None
            kind, wikidata, country, type_, name = row.split("\t")
            self._made[identifier] = Entry(identifier, kind, wikidata or None, country or None, name, type_)  # type: ignore[arg-type]
        return self._made[identifier]

    def lookup(self, form: str, language: str, kind: Kind | None = None) -> tuple[Entry, ...]:
        """All entries that a form of name may stand for, the likeliest first; only those of ``kind`` when given.

        Diacritics, hyphens and full stops do not matter; case only where a name would else be a common word.
        A form without a capital letter finds only what the language writes without one ("talibanii").
        """
        names = self._names_of(language)
        found = names.find(form)
        for ending in names.endings if not found else ():
            if form.endswith(ending) and (found := names.find(form[: -len(ending)])):
                break
        entries = (self.entry(identifier) for identifier in found)
        return tuple(e for e in entries if e is not None and (kind is None or e.kind == kind))

    def metonym(self, form: str, language: str) -> Entry | None:
        """The country (for Brussels, the European Union) whose government a capital or seat of power stands for."""
        identifier = self._by_key(form, language, "metonyms")
        return self.entry(identifier) if identifier else None

    def demonym(self, form: str, language: str) -> str | None:
        """ISO 3166-1 alpha-2 of the country that an adjective or noun of origin means, in any inflected form.

        ``EU`` for "european" and its like; None for words such as "occidental" that mean no one country.
        """
        return self._by_key(form, language, "demonyms", capitals_matter=False)

    def country(self, code: str | None) -> Entry | None:
        """The country with this ISO 3166-1 alpha-2 code; the European Union for ``EU``."""
        return self.entry("org:EU" if code == "EU" else f"country:{code}") if code else None

    def office(self, form: str, language: str) -> str | None:
        """The concept that a title stands for ("premierului" -> ``prime_minister``), or None."""
        return self._by_key(form, language, "offices", capitals_matter=False)

    def office_forms(self, language: str) -> frozenset[str]:
        """All keys of titles, folded as by ``cronicar.knowledge.key``; for a longest match."""
        return frozenset(self._table(language, "offices"))

    def office_words(self, language: str) -> int:
        """The number of words of the longest title."""
        return max((form.count(" ") + 1 for form in self._table(language, "offices")), default=0)

    def holder(self, concept: str, where: Entry | str | None, day: date, language: str = "ro") -> Entry | None:
        """Who held an office on a day, only where that is certain.

        ``where`` is a country or organisation, or its code (``"RU"``, ``"NATO"``); it may be None for an office of one
        place ("the leader in the Kremlin"). Near synonyms of a concept are tried in turn: the leader of Germany is its
        chancellor. ``language`` makes no difference, as concepts have none.
        """
        synonyms, home = self._synonyms.get(concept, (concept, ""))
        given = where.id.partition(":")[2] if isinstance(where, Entry) else where
        for place in dict.fromkeys(p for p in (given, home) if p):
            for name in synonyms.split(","):
                known, holder = self._held(name, place, day.isoformat())
                if known:
                    return self.entry(holder) if holder else None
        return None

    def _held(self, concept: str, where: str, day: str) -> tuple[bool, str]:
        """Whether the data speak of this office on this day, and who held it: "" for nobody or several."""
        terms = [t for t in self._terms.get((concept, where), ()) if t.start <= day < t.end]
        holders = {t.holder for t in terms if t.checked} or {t.holder for t in terms}
        return bool(holders), holders.pop() if len(holders) == 1 else ""

    def offices_of(self, entry: Entry, day: date | None = None) -> tuple[Term, ...]:
        """The offices of a person, those on one day when given, the latest first."""
        terms = self._by_holder.get(entry.id, ())
        if day is None:
            return terms
        return tuple(t for t in terms if t.start <= day.isoformat() < t.end)

    # The tables -----------------------------------------------------------------------------------------------------

    def _read(self, name: str) -> str:
        try:
            return self._root.joinpath(*name.split("/")).read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise DataError(f"knowledge base data missing: {name}; reinstall cronicar") from error

    @cached_property
    def _rows(self) -> dict[str, str]:
        return dict(line.split("\t", 1) for line in self._read("entries.tsv").splitlines())

    @cached_property
    def _synonyms(self) -> dict[str, tuple[str, str]]:
        """Concept -> concepts to look under, and the one place that has such an office."""
        rows = (line.split("\t") for line in self._read("concepts.tsv").splitlines())
        return {concept: (names, home) for concept, names, home in rows}

    @cached_property
    def _all_terms(self) -> list[Term]:
        rows = (line.split("\t") for line in self._read("terms.tsv").splitlines())
        return [Term(c, w, h, start, end, checked == "1") for c, w, h, start, end, checked in rows]

    @cached_property
    def _terms(self) -> dict[tuple[str, str], list[Term]]:
        out: dict[tuple[str, str], list[Term]] = {}
        for term in self._all_terms:
            out.setdefault((term.concept, term.where), []).append(term)
        return out

    @cached_property
    def _by_holder(self) -> dict[str, tuple[Term, ...]]:
        out: dict[str, list[Term]] = {}
        for term in self._all_terms:
            out.setdefault(term.holder, []).append(term)
        return {holder: tuple(sorted(terms, key=lambda t: t.start, reverse=True)) for holder, terms in out.items()}

    def _table(self, language: str, name: str) -> dict[str, str]:
        """A table key -> value; empty when the data have none for this language."""
        if (language, name) not in self._tables:
            path = self._root.joinpath(language, f"{name}.tsv")
            lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
            self._tables[language, name] = dict(line.split("\t", 1) for line in lines)
        return self._tables[language, name]

    def _names_of(self, language: str) -> _Names:
        if language not in self._names:
            endings = tuple(self._table(language, "endings"))
            self._names[language] = _Names(self._table(language, "names"), endings)
        return self._names[language]

    def _by_key(self, form: str, language: str, table: str, capitals_matter: bool = True) -> str | None:
        if capitals_matter and not capitals(form):
            return None
        rows = self._table(language, table)
        value = rows.get(key(form))
        for ending in self._names_of(language).endings if value is None else ():
            if form.endswith(ending) and (value := rows.get(key(form[: -len(ending)]))):
                break
        return value


class _Names:
    """Key -> ids. An id may carry a mark: ``^`` the form must be in capitals, ``~`` it needs none."""

    def __init__(self, rows: dict[str, str], endings: tuple[str, ...]) -> None:
        self._rows = rows
        self.endings = endings

    def find(self, form: str) -> tuple[str, ...]:
        value = self._rows.get(key(form))
        if value is None:
            return ()
        shout = capitals(form)
        out = []
        for item in value.split(" "):
            mark = item[0] if item[0] in "^~" else ""
            needed = 0 if mark == "~" else 1 if not mark else min(2, sum(map(str.isalpha, form)))
            if shout >= needed:
                out.append(item.removeprefix(mark))
        return tuple(out)
