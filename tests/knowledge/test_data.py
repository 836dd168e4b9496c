"""The tables hang together: every id exists, Q-ids are well formed and given to one thing only."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from importlib import resources

import pytest

DATA = resources.files("cronicar.knowledge").joinpath("data")


def rows(name: str) -> list[list[str]]:
    text = DATA.joinpath(*name.split("/")).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


@pytest.fixture(scope="module")
def entries() -> dict[str, list[str]]:
    return {row[0]: row[1:] for row in rows("entries.tsv")}


def test_entries_are_whole(entries: dict[str, list[str]]) -> None:
    for ident, (kind, wikidata, country, type_, name) in entries.items():
        assert kind in {"person", "organisation", "country", "place", "group"}, ident
        assert re.fullmatch(r"(Q[1-9]\d*)?", wikidata), ident
        assert re.fullmatch(r"([A-Z]{2})?", country), ident
        assert type_, ident
        assert name.strip() == name != "", ident


def test_a_wikidata_item_is_one_entry_of_its_kind(entries: dict[str, list[str]]) -> None:
    items = Counter((row[0], row[1]) for row in entries.values() if row[1])
    assert [item for item, count in items.items() if count > 1] == []


@pytest.mark.parametrize("language", ["ro", "en", "ru", "uk"])
def test_names_lead_to_entries(entries: dict[str, list[str]], language: str) -> None:
    unknown = {i for _, ids in rows(f"{language}/names.tsv") for i in ids.split(" ") if i.lstrip("^~") not in entries}
    assert unknown == set()


def test_metonyms_lead_to_entries(entries: dict[str, list[str]]) -> None:
    assert {row[1] for row in rows("ro/metonyms.tsv")} <= entries.keys()


def test_demonyms_lead_to_countries(entries: dict[str, list[str]]) -> None:
    codes = {row[1] for row in rows("ro/demonyms.tsv")} - {"EU"}
    assert {f"country:{code}" for code in codes} <= entries.keys()


def test_terms_are_well_formed(entries: dict[str, list[str]]) -> None:
    for concept, where, holder, start, end, checked in rows("terms.tsv"):
        assert concept, start
        assert f"country:{where}" in entries or f"org:{where}" in entries, where
        assert holder in entries or (holder == "" and checked == "1"), holder
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", start), start
        assert start < end, (concept, where, start, end)


def test_lists_without_gaps_do_not_overlap() -> None:
    chains: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for concept, where, _, start, end, checked in rows("terms.tsv"):
        if checked == "1":
            chains.setdefault((concept, where), []).append((start, end))
    for office, chain in chains.items():
        ordered = sorted(chain)
        assert all(before[1] == after[0] for before, after in itertools.pairwise(ordered)), office


def test_the_data_stay_small() -> None:
    assert (
        sum(len(DATA.joinpath(*n.split("/")).read_bytes()) for n in ("entries.tsv", "terms.tsv", "ro/names.tsv")) < 3e6
    )
