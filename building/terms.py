"""Who held which office when: lists written by hand without gaps, and what the sources say of the rest."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from pathlib import Path

from building.people import SOURCES, find, loose, plain, surname
from building.pool import Pool, hand, tsv

_TITLES = {
    "president": r"(executive |federal |interim |transitional )?president( of .*)?$",
    "monarch": r"(king|queen|emperor|sultan|emir|amir|grand duke|prince|monarch)\b",
    "prime_minister": r"(prime minister|premier|taoiseach|council president|chairman of the council of ministers)\b"
    r"|president of the government\b",
    "chancellor": r"(federal )?chancellor( of (germany|austria|the federal republic.*))?$",
    "foreign_minister": r"ministers? (of|for) (europe and )?(foreign|external|european and foreign)( and \w+)?"
    r" (affairs|relations)|foreign (minister|secretary)|secretary of state for .*foreign",
    "defence_minister": r"minister (of|for) (national )?(defence|defense|the armed forces)"
    r"|(defence|defense) minister|secretary of (state for )?(defence|defense)",
    "finance_minister": r"minister (of|for) (public )?finance|finance minister|secretary of the treasury"
    r"|chancellor of the exchequer",
    "interior_minister": r"minister (of|for) (the )?(interior|internal affairs)|interior minister|home secretary",
    "vice_president": r"(first )?vice[- ]president( of .*)?$",
}
"""Titles, in lower case from their beginning, that count for a concept; the sources' concepts are wider."""
_FROM = {
    "president": ("president", "head_of_state", "head_of_state_or_government"),
    "monarch": ("head_of_state",),
    "prime_minister": ("prime_minister", "head_of_government", "head_of_state_or_government"),
    "chancellor": ("head_of_government", "head_of_state_or_government"),
}
_SUBNATIONAL = re.compile(
    r"Crimea|Tatarstan|Sakha|Bashkort|Chechen|Donetsk|Luhansk|Kurdistan|Scotland|Wales|Northern Ireland|Abkhaz|Trade"
)


def terms(pool: Pool, shared: Path) -> None:
    """Terms from the lists written by hand, which are without gaps, then from the sources."""
    rows: dict[tuple[str, str], list[tuple[str, str, str]]] = defaultdict(list)
    for row in hand("terms"):
        if not row["name"]:
            pool.terms.append((row["concept"], row["where"], "", row["from"], row["to"] or "9999", "1"))
            continue
        ident = find(pool, row["name"], None)
        if ident is None:
            raise ValueError(f"extra_terms.tsv: nobody is called {row['name']!r}; add them to extra_people.tsv")
        pool.terms.append((row["concept"], row["where"], ident, row["from"], row["to"] or "9999", "1"))
    for row in tsv(shared / "leaders.tsv"):
        concept = _concept(row)
        period = _period(row)
        if concept is None or period is None or not row["country"]:
            continue
        ident = find(pool, plain(row["name"]), row["country"])
        if ident is not None:
            rows[concept, row["country"]].append((*period, ident))
    first: dict[tuple[str, str], str] = {}
    for concept, where, _, start, *_ in pool.terms:
        first[concept, where] = min(start, first.get((concept, where), start))
    for (concept, where), found in sorted(rows.items()):
        until = first.get((concept, where), "9999")
        for start, end, ident in _clipped(found):
            if start < until:
                pool.terms.append((concept, where, ident, start, min(end, until), "0"))
    _leaders(pool, shared)


def _concept(row: dict[str, str]) -> str | None:
    if not row["source"].startswith(SOURCES) or _SUBNATIONAL.search(row["office"] + row["note"]):
        return None
    for concept, pattern in _TITLES.items():
        if row["concept"] in _FROM.get(concept, (concept,)) and re.match(pattern, row["office"].lower()):
            return concept
    return None


def _period(row: dict[str, str]) -> tuple[str, str] | None:
    """First day and the day after the last, none where a source no longer speaks for the day."""
    start, end, note = row["from"], row["to"], row["note"]
    if not start:
        return None
    if not end:
        seen = re.search(r"\.\.(\d{4}-\d\d-\d\d); gone by", note) or re.search(r"as of (\d{4}-\d\d-\d\d)", note)
        if seen:
            end = seen[1]
        elif row["source"].startswith("every"):
            end = "2022-08-01"
        else:
            end = "9999"
    start = start if len(start) == 10 else f"{start[:4]}-12-31" if len(start) == 4 else f"{start}-28"
    if end != "9999":  # of a bare year or month the days within are not certain
        end = end if len(end) == 10 else f"{end}-01-01" if len(end) == 4 else f"{end}-01"
    return (start, end) if start < end and end > "2010" else None


def _clipped(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Terms of one office without overlap: one ends when the next begins; those of one person are joined."""
    joined: list[list[str]] = []
    for start, end, ident in sorted(found):
        if joined and joined[-1][2] == ident and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        elif not any(term[2] == ident and term[0] <= start and end <= term[1] for term in joined):
            joined.append([start, end, ident])
    for before, after in itertools.pairwise(joined):
        before[1] = min(before[1], after[0])
    return [(start, end, ident) for start, end, ident in joined if start < end]


def _leaders(pool: Pool, shared: Path) -> None:
    """A country's "leader" holds the office that its leader of 2021 held, where the hand lists say nothing."""
    spoken = {where for concept, where, *_ in pool.terms if concept == "leader"}
    effective = {
        row["country"]: loose(surname(plain(row["name"]), row["country"]))
        for row in tsv(shared / "leaders.tsv")
        if row["source"].startswith("REIGN") and not row["to"]
    }
    for where, last in sorted(effective.items()):
        for concept in ("president", "prime_minister", "chancellor", "monarch"):
            held = [t for t in pool.terms if t[:2] == (concept, where)]
            ruling = [t[2] for t in held if t[2] and t[3] <= "2021-03-01" < t[4]]
            if where not in spoken and any(_surname(pool, ident, where).endswith(last[-5:]) for ident in ruling):
                pool.terms.extend(("leader", *t[1:]) for t in held)
                break


def _surname(pool: Pool, ident: str, country: str) -> str:
    return loose(surname(pool.entries[ident].name, country))
