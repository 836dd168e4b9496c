"""Builds the shipped knowledge base.

    python -m building.knowledge --shared ../shared --out src/cronicar/knowledge/data

Reads the reference data (``<shared>/knowledge``) and the tables written by hand next to this file (``extra_*.tsv``).
Same input, same bytes. What is left out on purpose: every Q-id that only dr5hn/countries-states-cities-database gives,
and its machine-translated names (ODbL); the English, Russian and Ukrainian country names beyond the CLDR one, and the
English demonyms (some are from mledoze/countries, ODbL); world-leaders-current (CC BY-SA).
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable
from pathlib import Path

from building import people, places, terms
from building.pool import Pool, hand, json_lines, split_names

LANGUAGES = ("ro", "en", "ru", "uk")
ENDINGS = {
    "ro": ["-urilor", "-ului", "-ilor", "-lui", "-lor", "-ul", "-ei", "-ii", "-le", "-i", "-l"],
    "en": ["'s", "\N{RIGHT SINGLE QUOTATION MARK}s"],
}
"""What a language hangs on a name that it cannot inflect."""

# Forms that are a word or something better known far more often than the name.
_AMBIGUOUS = {
    *["CE", "PE", "SI", "UA", "APE", "PAM", "RCA", "IS", "EC", "EP", "SIS", "Bender", "Emirates", "Emirate"],
    "the Alliance",
    "sudul Basarabiei",
}

# Concept of a title: the concepts of terms to look under, and the one place that has such an office.
_CONCEPTS = {
    "president": ("president", ""),
    "head_of_state": ("president,monarch,leader", ""),
    "head_of_government": ("prime_minister,chancellor", ""),
    "prime_minister": ("prime_minister,chancellor", ""),
    "chancellor": ("chancellor,prime_minister", ""),
    "leader": ("leader,president,prime_minister,chancellor,secretary_general,director", ""),
    "dictator": ("leader,president", ""),
    "strongman": ("leader,president", ""),
    "kremlin_leader": ("president", "RU"),
    "kremlin_spokesperson": ("kremlin_spokesperson", "RU"),
    "white_house_leader": ("president", "US"),
    "emperor": ("monarch", ""),
    "emir": ("monarch", ""),
    "sultan": ("monarch", ""),
    "pope": ("pope", "VA"),
    "supreme_leader": ("supreme_leader,leader", "IR"),
    "secretary_of_state_us": ("secretary_of_state", "US"),
    "state_secretary": ("secretary_of_state", ""),
    "foreign_minister": ("foreign_minister,secretary_of_state", ""),
    "nato_secretary_general": ("secretary_general", "NATO"),
    "un_secretary_general": ("secretary_general", "UN"),
    "eu_commission_president": ("president", "EC"),
    "eu_council_president": ("president", "EUCO"),
    "eu_parliament_president": ("president", "EP"),
    "eu_high_representative": ("eu_high_representative", "EU"),
    "imf_director": ("director", "IMF"),
    "iaea_director": ("director", "IAEA"),
    "hamas_leader": ("leader", "HAMAS"),
    "secretary_general": ("secretary_general,director", ""),
}


def countries(pool: Pool, shared: Path) -> None:
    """Countries with their names, capitals and the seats of power that stand for their governments."""
    for row in json_lines(shared / "countries.jsonl"):
        code = row["iso2"]
        ident = f"country:{code}"
        weight = 1000 if row.get("un_member") else 900 if code in ("XK", "TW", "PS", "VA") else 500
        name = next(n for n in row["names"]["ro"] if "," not in n)
        pool.add(ident, "country", row["qid"], code, name, "state", weight)
        for language in LANGUAGES:
            known = row["names"].get(language, [])
            for i, form in enumerate(n for n in (known if language == "ro" else known[:1]) if "," not in n):
                if (code, form) != ("CG", "Congo"):
                    pool.name(ident, language, form, weight - 2 * min(i, 9))
        for form in row.get("ro_genitive_dative") or ():
            pool.name(ident, "ro", form, weight - 20)
        _demonyms(pool, code, row)
        if row.get("un_member") or code in ("XK", "TW", "PS", "VA"):
            for capital in row["capitals"]:
                if "Gaza" not in capital["names"]["ro"]:
                    places.capital(pool, ident, code, capital)
        for metonym in row["metonyms"]:
            if metonym["kind"] == "seat":
                for language in LANGUAGES:
                    for form in metonym.get(language, ()):
                        pool.metonym(language, form, ident)


def _demonyms(pool: Pool, code: str, row: dict[str, object]) -> None:
    demonyms = row.get("demonyms")
    assert isinstance(demonyms, dict)
    for form in demonyms.get("ro", {}).get("all_forms", ()):
        pool.demonym("ro", form, code)


def organisations(pool: Pool, shared: Path) -> None:
    """International bodies, armed groups, state bodies, companies."""
    for row in json_lines(shared / "organisations.jsonl"):
        ident = f"org:{row['id']}"
        weight = 900 if row["type"] == "igo" else 800
        pool.add(ident, "organisation", row["qid"], row["country"], row["names"]["ro"][0], row["type"], weight)
        for language in LANGUAGES:
            for i, form in enumerate(row["names"].get(language, ())):
                if form not in _AMBIGUOUS:
                    pool.name(ident, language, form, weight - i)


def regions(pool: Pool, shared: Path) -> None:
    """Conflict regions, seas, straits, facilities. A bare town name yields to the town."""
    for row in json_lines(shared / "regions.jsonl"):
        ident = f"place:{row['id']}"
        pool.add(ident, "place", row["qid"], row["country"], row["names"]["ro"][0], row["type"], 700)
        for language in LANGUAGES:
            for i, form in enumerate(row["names"].get(language, ())):
                if form not in _AMBIGUOUS:
                    lesser = row["names"]["ro"][0].startswith("regiunea") and not form.startswith("regiunea")
                    pool.name(ident, language, form, 700 - i - 200 * lesser)


def offices(pool: Pool, shared: Path) -> None:
    """Titles and the concept that each stands for."""
    for row in json_lines(shared / "offices.jsonl"):
        for language in LANGUAGES:
            for form in row["ro_forms"] if language == "ro" else row.get(language, ()):
                pool.office(language, form, row["concept"])
    for row in hand("offices"):
        for form in split_names(row["forms"]):
            pool.office(row["language"], form, row["concept"], replace=True)


def extras(pool: Pool) -> None:
    """What the tables written by hand add to all the rest."""
    for row in hand("countries"):
        forms = split_names(row["ro"])
        weight = int(row["weight"])
        pool.add(row["id"], "country", row["wikidata"], row["country"] or None, forms[0], row["type"], weight)
        for language in ("ro", "en"):
            for i, form in enumerate(split_names(row[language])):
                pool.name(row["id"], language, form, weight - i)
    for row in hand("organisations"):
        weight = int(row["weight"] or 700)
        ident = f"org:{row['id']}"
        names = split_names(row["ro"])
        if ident not in pool.entries:
            wikidata, country = row["wikidata"] or None, row["country"] or None
            pool.add(ident, "organisation", wikidata, country, names[0], row["type"], weight)
        elif row["wikidata"]:
            pool.link(ident, row["wikidata"])
        for language in ("ro", "en"):
            for i, form in enumerate(split_names(row[language])):
                pool.name(ident, language, form, weight - i)
    for row in hand("names"):
        for form in split_names(row["forms"]):
            pool.name(row["id"], row["language"], form, pool.entries[row["id"]].weight - 10)
    for row in hand("demonyms"):
        for form in split_names(row["forms"]):
            pool.demonym(row["language"], form, row["country"], replace=True)
    for row in hand("metonyms"):
        for form in split_names(row["forms"]):
            pool.metonym(row["language"], form, row["id"])


def write(pool: Pool, out: Path) -> None:
    """All tables, sorted, and the version that their bytes hash to."""
    tables = {
        "entries.tsv": ["\t".join((i, *made.fields())) for i, made in pool.entries.items()],
        "terms.tsv": ["\t".join(t) for t in pool.terms],
        "concepts.tsv": [f"{c}\t{names}\t{home}" for c, (names, home) in _CONCEPTS.items()],
    }
    for language in LANGUAGES:
        tables[f"{language}/names.tsv"] = [f"{k}\t{v}" for k, v in pool.ranked(language)]
        for table in ("metonyms", "demonyms", "offices"):
            tables[f"{language}/{table}.tsv"] = [f"{k}\t{v}" for k, v in pool.tables[language, table].items()]
        tables[f"{language}/endings.tsv"] = [f"{e}\t" for e in ENDINGS.get(language, ())]
    digest = hashlib.sha256()
    for path, lines in sorted(tables.items()):
        if not lines:
            continue
        ordered = lines if path.endswith("endings.tsv") else sorted(lines)
        text = "\n".join(ordered) + "\n"
        digest.update(path.encode() + b"\0" + text.encode())
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    (out / "version.txt").write_text(digest.hexdigest()[:12] + "\n", encoding="utf-8")


def build(shared: Path) -> Pool:
    """Everything, from the reference data in ``shared`` and the tables written by hand."""
    pool = Pool(LANGUAGES)
    countries(pool, shared)
    organisations(pool, shared)
    regions(pool, shared)
    places.hand_places(pool)
    places.divisions(pool, shared)
    places.cities(pool, shared)
    people.people(pool, shared)
    offices(pool, shared)
    extras(pool)
    terms.terms(pool, shared)
    return pool


def main(arguments: Iterable[str] | None = None) -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, help="folder that holds knowledge/")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(list(arguments) if arguments is not None else None)
    pool = build(given.shared / "knowledge")
    write(pool, given.out)
    print(f"{len(pool.entries)} entries, {sum(1 for _ in pool.ranked('ro'))} Romanian keys, {len(pool.terms)} terms")


if __name__ == "__main__":
    main()
