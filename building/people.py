"""People in the news, and who of them held which office when."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from building import romanian
from building.pool import Pool, hand, json_lines, split_names, tsv
from cronicar.knowledge.keys import key

_FAMILY_FIRST = {"CN", "KP", "KR", "VN", "TW", "HK", "KH"}
_CYRILLIC = {"RU", "UA", "BY", "KZ", "KG", "UZ", "TJ", "TM", "AM", "AZ", "GE"}
_IMPORTANT = {"US", "RU", "UA", "GB", "FR", "DE", "CN", "RO", "MD", "IL", "IR", "TR", "KP", "KR", "JP", "PL", "HU", "IT", "BY"}
_TOP = {"president", "head_of_state", "head_of_government", "prime_minister", "de_facto_leader", "head_of_state_or_government", "supreme_leader",
        "un_secretary_general", "nato_secretary_general", "eu_commission_president", "eu_council_president"}  # fmt: skip
_SECOND = {"foreign_minister", "defence_minister", "vice_president", "finance_minister", "interior_minister", "eu_high_representative", "spokesperson",
           "chief_of_general_staff", "national_security_chief", "intelligence_chief", "international_official", "eu_parliament_president"}  # fmt: skip
_LEFT_OUT = {"ambassador", "regional_leader", "governor_general", "concept"}
_PARTICLES = {"von", "van", "der", "den", "de", "da", "di", "del", "della", "la", "le", "du", "dos", "al", "el", "bin", "ben", "ibn", "ter", "ten"}
_PATRONYMIC = re.compile(r"(ovich|evich|yevich|ovna|evna|yevna|ich)$")
_WRONG = {("Ursula von der Leyen", "Q57641"), ("JD Vance", "Q3009497")}
"""Q-ids that the sources give to the wrong person."""
_SOURCES = ("every-politician-scrapers", "hand", "factbook")


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
    groups: dict[tuple[str, str, str], Person] = {}
    for row in tsv(shared / "leaders.tsv"):
        if row["concept"] in _LEFT_OUT or not row["source"].startswith(_SOURCES) or " and " in row["name"] or ", " in plain(row["name"]):
            continue
        if (row["to"] or "9999") < "2012":
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
        _prominent(pool, split_names(row["ro"]), [], row["country"] or None, row["wikidata"] or None, int(row["weight"] or 600))
    for record in json_lines(shared / "persons.jsonl"):
        wikidata = None if (record["names"]["en"][0], record["qid"]) in _WRONG else record["qid"]
        _prominent(pool, record["names"]["ro"], record["names"]["en"], record["affiliation"], wikidata, 700, record)
    for person in _groups(shared).values():
        _office_holder(pool, person)


def _prominent(pool: Pool, ro: list[str], en: list[str], country: str | None, wikidata: str | None, weight: int, record: object = None) -> None:
    known = find(pool, ro[0], country)
    ident = known or pool.add(f"person:{wikidata or key(ro[0]).replace(' ', '-')}", "person", wikidata, _state(country), ro[0], "person", weight)
    if known and wikidata and not pool.entries[known].wikidata:
        pool.link(known, wikidata)
    weight = pool.entries[ident].weight
    for i, form in enumerate(ro):
        _names(pool, ident, "ro", form, country or "", weight - i)
    for i, form in enumerate(en):
        _names(pool, ident, "en", form, country or "", weight - i)
        _names(pool, ident, "ro", form, country or "", weight - 5 - i)
    if isinstance(record, dict):
        for language in ("ru", "uk"):
            for form in (*record["names"].get(language, ()), *(record["nerel_forms"] if language == "ru" else ())):
                _names(pool, ident, language, form, country or "", weight)


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
    for language in ("ro", "en"):
        for ident, (score, _) in pool.names[language].get(key(name), {}).items():
            made = pool.entries[ident]
            if made.kind == "person" and score > made.weight - 50 and (not country or not made.country or made.country == _state(country)
                                                                        or not _state(country)):  # fmt: skip
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


# Terms of office --------------------------------------------------------------------------------------------------------

_TITLES = {
    "president": r"(executive |federal |interim |transitional )?president( of .*)?$",
    "monarch": r"(king|queen|emperor|sultan|emir|amir|grand duke|prince|monarch)\b.*",
    "prime_minister": r"(prime minister|premier|taoiseach|council president|chairman of the council of ministers|president of the government)\b.*",
    "chancellor": r"(federal )?chancellor( of (germany|austria|the federal republic.*))?$",
    "foreign_minister": r"(minister (of|for) (europe and )?(foreign|external|european and foreign)( and \w+)? (affairs|relations).*|foreign (minister|secretary).*"
    r"|minister of foreign affairs.*|secretary of state for (foreign|exiting)?.*foreign.*)$",
    "defence_minister": r"(minister (of|for) (national )?(defence|defense|the armed forces).*|(defence|defense) minister.*|secretary of (state for )?(defence|defense).*)$",
    "finance_minister": r"(minister (of|for) (public )?finances?.*|finance minister.*|secretary of the treasury|chancellor of the exchequer)$",
    "interior_minister": r"(minister (of|for) (the )?(interior|internal affairs).*|interior minister.*|home secretary)$",
    "vice_president": r"(first )?vice[- ]president( of .*)?$",
}
_FROM = {
    "president": ("president", "head_of_state", "head_of_state_or_government"),
    "monarch": ("head_of_state",),
    "prime_minister": ("prime_minister", "head_of_government", "head_of_state_or_government"),
    "chancellor": ("head_of_government", "head_of_state_or_government"),
}
_SUBNATIONAL = re.compile(r"Republic of (Crimea|Tatarstan)|Crimea|Sakha|Bashkort|Chechen|Donetsk|Luhansk|Kurdistan|Scotland|Wales|Northern Ireland|Abkhaz|Trade|Foreign Trade")


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
    for (concept, where), found in sorted(rows.items()):
        pool.terms.extend((concept, where, ident, start, end, "0") for start, end, ident in _clipped(found))
    _leaders(pool, shared)


def _concept(row: dict[str, str]) -> str | None:
    if not row["source"].startswith(_SOURCES) or _SUBNATIONAL.search(row["office"] + row["note"]):
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
    end = end if len(end) in (10,) or end == "9999" else f"{end[:4]}-01-01" if len(end) == 4 else f"{end}-01"
    return (start, end) if start < end and end > "2010" else None


def _clipped(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Terms of one office without overlap: a holder's term ends when the next one's begins; terms of one person are joined."""
    joined: list[list[str]] = []
    for start, end, ident in sorted(found):
        if joined and joined[-1][2] == ident and start <= joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], end)
        elif not any(term[2] == ident and term[0] <= start and end <= term[1] for term in joined):
            joined.append([start, end, ident])
    for before, after in zip(joined, joined[1:], strict=False):
        before[1] = min(before[1], after[0])
    return [(start, end, ident) for start, end, ident in joined if start < end]


def _leaders(pool: Pool, shared: Path) -> None:
    """"The leader" of a country holds the office that its leader of 2021 held, where the hand lists say nothing."""
    spoken = {where for concept, where, *_ in pool.terms if concept == "leader"}
    effective = {r["country"]: loose(surname(plain(r["name"]), r["country"])) for r in tsv(shared / "leaders.tsv")
                 if r["source"].startswith("REIGN") and not r["to"]}  # fmt: skip
    for where, last in sorted(effective.items()):
        if where in spoken:
            continue
        for concept in ("president", "prime_minister", "chancellor", "monarch"):
            held = [t for t in pool.terms if t[0] == concept and t[1] == where]
            if any(t[2] and t[3] <= "2021-03-01" < t[4] and loose(surname(pool.entries[t[2]].name, where)).endswith(last[-5:]) for t in held):
                pool.terms.extend(("leader", *t[1:]) for t in held)
                break
