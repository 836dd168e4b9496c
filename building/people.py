"""People in the news: the prominent ones, and who held an office since 2012."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from building import romanian
from building.pool import Pool, hand, json_lines, split_names, tsv
from cronicar.knowledge.keys import key

_FAMILY_FIRST = {"CN", "KP", "KR", "VN", "TW", "HK", "KH"}
_CYRILLIC = {"RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE"}
_IMPORTANT = frozenset(
    {"US", "RU", "UA", "GB", "FR", "DE", "CN", "RO", "MD", "IL", "IR", "TR", "KP", "KR", "JP", "PL", "HU", "IT", "BY"}
)
_TOP = frozenset(
    {
        "president",
        "head_of_state",
        "head_of_government",
        "prime_minister",
        "de_facto_leader",
        "head_of_state_or_government",
        "supreme_leader",
        "un_secretary_general",
        "nato_secretary_general",
        "eu_commission_president",
        "eu_council_president",
    }
)
_SECOND = frozenset(
    {
        "foreign_minister",
        "defence_minister",
        "vice_president",
        "finance_minister",
        "interior_minister",
        "eu_high_representative",
        "spokesperson",
        "chief_of_general_staff",
        "national_security_chief",
        "intelligence_chief",
        "international_official",
        "eu_parliament_president",
    }
)
_LEFT_OUT = {"ambassador", "regional_leader", "governor_general", "concept"}
_PARTICLES = frozenset(
    {
        "von",
        "van",
        "der",
        "den",
        "de",
        "da",
        "di",
        "del",
        "della",
        "la",
        "le",
        "du",
        "dos",
        "al",
        "el",
        "bin",
        "ben",
        "ibn",
        "ter",
        "ten",
    }
)
_PATRONYMIC = re.compile(r"(ovich|evich|yevich|ovna|evna|yevna|ich)$")
_WRONG = {("Ursula von der Leyen", "Q57641"), ("JD Vance", "Q3009497")}
"""Q-ids that the sources give to the wrong person."""
SOURCES = ("every-politician-scrapers", "hand", "factbook")


@dataclass(slots=True)
class Person:
    """One person with the rows that speak of them."""

    country: str
    names: list[str] = field(default_factory=list)
    rows: list[dict[str, str]] = field(default_factory=list)


def loose(name: str) -> str:
    """A key under which the spellings of one Cyrillic or Arabic surname meet."""
    text = key(name).replace(" ", "")
    for source, target in (("kh", "h"), ("y", "i"), ("j", "i"), ("w", "v"), ("ou", "u"), ("x", "ks")):
        text = text.replace(source, target)
    return re.sub(r"(.)\1+", r"\1", text)


def plain(name: str) -> str:
    """A name without initials, patronymics, Jr., titles; capitals tamed."""
    words = re.sub(r"\(.*?\)|, *(Jr|Sr|III|II)\.?$", "", name.replace('"', "")).split()
    kept = [w.capitalize() if w.isupper() and len(w) > 2 else w for w in words]
    kept = [w for w in kept if not re.fullmatch(r"[A-Z]\.|Jr\.?|Sr\.?|Dr\.?|Gen\.?|Sir|Dame|Lord", w)]
    if len(kept) > 2:
        kept = [kept[0], *(w for w in kept[1:-1] if not _PATRONYMIC.search(w)), kept[-1]]
    return " ".join(kept)


def surname(name: str, country: str) -> str:
    """The family name with its particles."""
    words = name.split(" ")
    if len(words) < 2:
        return name
    if country in _FAMILY_FIRST:
        return words[0]
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _groups(shared: Path) -> dict[tuple[str, str, str], Person]:
    states = _states(shared)
    groups: dict[tuple[str, str, str], Person] = {}
    for row in tsv(shared / "leaders.tsv"):
        if row["concept"] in _LEFT_OUT or not row["source"].startswith(SOURCES):
            continue
        if " and " in row["name"] or ", " in plain(row["name"]):  # two people in one row
            continue
        if (row["to"] or "9999") < "2012" or row["country"] not in states:
            continue
        name = plain(row["name"])
        if " " not in name:
            continue
        last = surname(name, row["country"])
        given = name.removeprefix(last).removesuffix(last).strip() or name
        group = groups.setdefault((row["country"], loose(last), key(given)[:1]), Person(row["country"]))
        group.names.append(name)
        group.rows.append(row)
    return groups


def _states(shared: Path) -> set[str]:
    """Codes of countries and organisations with leaders of their own; a dependency's are those of its motherland."""
    states = {r["iso2"] for r in json_lines(shared / "countries.jsonl") if r.get("un_member")}
    return states | {"XK", "TW", "PS", "VA", "HK", "EU", "UN", "NATO", "EC", "EP", "EUCO", "IAEA", "IMF", "WHO"}


def _wikidata(person: Person) -> str | None:
    """The Q-id that the sources state in the person's own row, else the one linked by name, when there is just one."""
    own = {r["qid"] for r in person.rows if r["qid"] and r["qid_source"] == "row source"}
    if own:
        return own.pop() if len(own) == 1 else None
    linked = {r["qid"] for r in person.rows if r["qid"]}
    return linked.pop() if len(linked) == 1 else None


def _weight(person: Person) -> int:
    concepts = {r["concept"] for r in person.rows}
    last = max(r["to"] or "9999" for r in person.rows)
    weight = 420 if concepts & _TOP else 330 if concepts & _SECOND else 200
    weight += 60 if last >= "2024" else 40 if last >= "2022" else 20 if last >= "2017" else 0
    return weight + (60 if person.country in _IMPORTANT else 0)


def people(pool: Pool, shared: Path) -> None:
    """The prominent first, then office holders since 2012."""
    for row in hand("people"):
        names = {"ro": split_names(row["ro"])}
        _prominent(pool, names, row["country"] or None, row["wikidata"] or None, int(row["weight"] or 600))
    for record in json_lines(shared / "persons.jsonl"):
        wikidata = None if (record["names"]["en"][0], record["qid"]) in _WRONG else record["qid"]
        names = {**record["names"], "ru": [*record["names"].get("ru", ()), *record["nerel_forms"]]}
        _prominent(pool, names, record["affiliation"], wikidata, 700)
    for person in _groups(shared).values():
        _office_holder(pool, person)


def _prominent(pool: Pool, names: dict[str, list[str]], country: str | None, wikidata: str | None, weight: int) -> None:
    usual = names["ro"][0]
    ident = find(pool, usual, country)
    if ident is None:
        ident = f"person:{wikidata or key(usual).replace(' ', '-')}"
        ident = pool.add(ident, "person", wikidata, _state(country), usual, "person", weight)
    elif wikidata and not pool.entries[ident].wikidata:
        pool.link(ident, wikidata)
    weight = pool.entries[ident].weight
    for language, forms in names.items():
        for i, form in enumerate(forms):
            _names(pool, ident, language, form, country or "", weight - i)
    for i, form in enumerate(names.get("en", ())):
        _names(pool, ident, "ro", form, country or "", weight - 5 - i)


def _state(country: str | None) -> str | None:
    return country if country and re.fullmatch("[A-Z]{2}", country) and country not in ("EU", "UN") else None


def _names(pool: Pool, ident: str, language: str, name: str, country: str, weight: int) -> None:
    pool.name(ident, language, name, weight, inflect=False)
    words = name.split(" ")
    if len(words) > 1:
        last = surname(name, country)
        pool.name(ident, language, last, weight - 100, inflect=False)
        bare = last.split(" ")[-1].removeprefix("al-").removeprefix("el-").removeprefix("Al-")
        if bare != last and len(bare) > 3:
            pool.name(ident, language, bare, weight - 110, inflect=False)
        if language == "ro" and words[0].endswith("a") and len(words[0]) > 3:
            for ending in ("ei", "ăi") if words[0].endswith(("ca", "ga")) else ("ei",):
                pool.name(ident, language, " ".join((words[0][:-1] + ending, *words[1:])), weight - 1, inflect=False)


def find(pool: Pool, name: str, country: str | None) -> str | None:
    """The person of this name already in the pool; of the same country when both have one."""
    state = _state(country)
    for language in ("ro", "en"):
        for ident, (score, _) in pool.names[language].get(key(name), {}).items():
            made = pool.entries[ident]
            same = not state or not made.country or made.country == state
            if made.kind == "person" and score > made.weight - 50 and same:
                return ident
    return None


def _office_holder(pool: Pool, person: Person) -> None:
    wikidata = _wikidata(person)
    if any((name, wikidata) in _WRONG for name in person.names):
        wikidata = None
    weight = _weight(person)
    own = [r for r in person.rows if r["source"].startswith(("every", "hand"))]
    if weight < 300 and not (own and max(r["to"] or "9999" for r in own) >= "2018" and person.country in _IMPORTANT):
        return
    names = sorted(set(person.names), key=lambda n: (-person.names.count(n), len(n), n))
    ident = pool.by_wikidata.get(f"person {wikidata}") if wikidata else None
    for name in () if ident else names:
        ident = ident or find(pool, name, person.country)
    if ident and wikidata and not pool.entries[ident].wikidata:
        pool.link(ident, wikidata)
    spelt = _spellings(names, person.country)
    if ident is None:
        ident = f"person:{wikidata or key(names[0]).replace(' ', '-') + '-' + person.country.lower()}"
        pool.add(ident, "person", wikidata, _state(person.country), spelt[0], "person", weight)
    score = pool.entries[ident].weight
    for i, form in enumerate(spelt):
        _names(pool, ident, "ro", form, person.country, score - 3 - min(i, 20))
    for i, name in enumerate(names):
        _names(pool, ident, "en", name, person.country, score - 3 - min(i, 20))


def _spellings(names: list[str], country: str) -> list[str]:
    """How Romanian papers may spell the names, the likeliest first."""
    out: list[str] = []
    if country in _CYRILLIC:
        for name in names:
            out.extend(romanian.from_cyrillic(name))
    out.extend(names)
    for name in names:
        words = name.split(" ")
        if len(words) > 2 and country not in _FAMILY_FIRST and surname(name, country) == words[-1]:
            out.append(f"{words[0]} {words[-1]}")
    return list(dict.fromkeys(out))
