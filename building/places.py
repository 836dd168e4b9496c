"""Capitals, cities, divisions of states and what else has a place on the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from building.pool import Pool, hand, split_names, tsv
from cronicar.knowledge.keys import key

# Sources whose Q-ids for cities may be shipped; the others are ODbL or give a district instead of the city.
_TRUSTED = ("NEREL", "GF-wikidata", "capitals JSON", "rigour")
_NOT_METONYMS = {
    *("Singapore", "Djibouti", "Luxembourg", "Monaco", "San Marino", "Vatican", "Guatemala City", "Panama City"),
    *("Kuwait City", "Mexico City", "Bloemfontein", "Cape Town", "Victoria", "Kingstown", "Saint John's", "Lobamba"),
    *("Basseterre", "Georgetown", "Brussels", "Santiago"),
}
_WELL_KNOWN_STATES = {"US", "GB", "UA", "DE", "ES", "IT", "CA", "AU", "RU", "FR", "BR", "CN", "IN", "MD"}


def _trusted(source: str | None) -> bool:
    return bool(source) and str(source).startswith(_TRUSTED)


def capital(pool: Pool, country: str, code: str, row: dict[str, Any]) -> None:
    """A capital: a place of its own, and a word for the government."""
    names = row["names"]
    english = names["en"][0]
    romanian = (names.get("ro") or names["en"])[0]
    wikidata = row["qid"] if _trusted(row.get("qid_source")) else None
    if wikidata == pool.entries[country].wikidata:
        wikidata = None
    ident = pool.add(
        f"place:{code}-{key(english).replace(' ', '-')}", "place", wikidata, code, romanian, "capital", 850
    )
    sources = row.get("name_sources", {})
    for language in ("ro", "en", "ru", "uk"):
        if "dr5hn-machine" in sources.get(language, ()):
            continue
        for i, form in enumerate(names.get(language, ())):
            pool.name(ident, language, form, 850 - i)
            if english not in _NOT_METONYMS and key(form) != key(pool.entries[country].name):
                pool.metonym(language, form, country)


def hand_places(pool: Pool) -> None:
    """Cities, seas, continents and buildings written by hand: Romanian names, Q-ids where certain."""
    for row in hand("places"):
        forms = split_names(row["ro"])
        weight = int(row["weight"] or 600)
        country = row["country"] or None
        ident = f"place:{country or 'xx'}-{key(forms[0]).replace(' ', '-')}-{row['type']}"
        ident = _same_place(pool, forms, country, row["type"]) or pool.add(
            ident, "place", row["wikidata"] or None, country, forms[0], row["type"], weight
        )
        if row["wikidata"]:
            pool.link(ident, row["wikidata"])
        for i, form in enumerate(forms):
            pool.name(ident, "ro", form, max(weight, pool.entries[ident].weight) - i)
        for i, form in enumerate(split_names(row["en"])):
            pool.name(ident, "en", form, weight - i)


def _same_place(pool: Pool, forms: list[str], country: str | None, type_: str) -> str | None:
    """A capital or region that is already there under this name."""
    if type_ in ("region", "state"):
        wanted = {"region", "state", "territory", "breakaway"}
    elif type_ in ("city", "capital"):
        wanted = {"city", "capital"}
    else:
        wanted = {type_}
    for ident in pool.names["ro"].get(key(forms[0]), ()):
        made = pool.entries[ident]
        if made.kind == "place" and made.country == country and made.type in wanted:
            return ident
    return None


def divisions(pool: Pool, shared: Path) -> None:
    """States, oblasts, provinces: those of the best known countries, and those with a Romanian name."""
    for row in tsv(shared / "admin1.tsv"):
        code, romanian = row["country"], row["name_ro"].split(" (")[0]
        if (not romanian and code not in _WELL_KNOWN_STATES) or row["name"] == "":
            continue
        wikidata = row["qid"] if row["qid_source"] == "rigour" else None
        oblast = code == "UA" and row["name"].endswith("oblast")
        name = f"regiunea {romanian}" if oblast else romanian or row["name"]
        if (wikidata and f"place {wikidata}" in pool.by_wikidata) or _same_place(pool, [name], code, "region"):
            continue
        weight = 600 if code == "US" else 450
        if (code == "UA" and wikidata == "Q1899") or (key(name) in pool.names["ro"] and code != "US"):
            weight = 300
        ident = pool.add(f"place:{row['iso3166_2']}", "place", wikidata, code, name, "region", weight)
        pool.name(ident, "ro", name, weight)
        if oblast:
            pool.name(ident, "ro", romanian, weight - 150)
        pool.name(ident, "en", row["name"], weight)


def cities(pool: Pool, shared: Path) -> None:
    """Large cities everywhere, smaller ones of Romania, Moldova and Ukraine, under the name that GeoNames gives."""
    for row in tsv(shared / "cities.tsv.gz"):
        code, population = row["country"], int(row["population"])
        least = {"RO": 15_000, "MD": 15_000, "UA": 60_000}.get(code, 250_000)
        if population < least or (code == "UA" and population < least):
            continue
        if _same_place(pool, [row["name"]], code, "city") or _known_as(pool, row, code):
            continue
        weight = 250 + min(250, population // 20_000) + (150 if code == "RO" else 0)
        ident = pool.add(f"place:{row['geonameid']}", "place", None, code, row["name"], "city", weight)
        pool.name(ident, "ro", row["name"], weight)
        pool.name(ident, "en", row["name"], weight)


def _known_as(pool: Pool, row: dict[str, str], code: str) -> bool:
    """Whether a capital or a city written by hand bears one of the other names of this city."""
    for form in row["alternate_latin"].split("|"):
        for ident, (_, _mark) in pool.names["ro"].get(key(form), {}).items():
            made = pool.entries[ident]
            if (
                made.kind == "place"
                and made.country == code
                and made.type in ("city", "capital")
                and key(made.name) == key(form)
            ):
                return True
    return False
