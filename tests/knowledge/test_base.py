"""The shipped knowledge base, asked as the reading asks it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cronicar.errors import DataError
from cronicar.knowledge import KnowledgeBase


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return KnowledgeBase.load()


@pytest.mark.parametrize(
    ("form", "wikidata"),
    [
        # countries in their cases and names
        ("Rusiei", "Q159"),
        ("Federaţiei Ruse", "Q159"),
        ("Ucrainei", "Q212"),
        ("Statelor Unite", "Q30"),
        ("Statele Unite ale Americii", "Q30"),
        ("S.U.A.", "Q30"),
        ("Marii Britanii", "Q145"),
        ("Țărilor de Jos", "Q55"),
        ("Coreei de Nord", "Q423"),
        ("Republicii Moldova", "Q217"),
        ("Kazahstanului", "Q232"),
        ("Uniunea Sovietică", "Q15180"),
        # organisations
        ("Uniunii Europene", "Q458"),
        ("UE", "Q458"),
        ("NATO", "Q7184"),
        ("Nato", "Q7184"),
        ("Curții Penale Internaționale", "Q47488"),
        ("CPI", "Q47488"),
        ("Adunării Generale a Națiunilor Unite", "Q47423"),
        ("FBI-ului", "Q8333"),
        ("Reuters", "Q130879"),
        ("talibanilor", "Q42418"),
        # places
        ("Moscovei", "Q649"),
        ("Varşovia", "Q270"),
        ("Mării Negre", "Q166"),
        ("Bruxelles-ul", "Q239"),
        ("Tokyo-ului", "Q1490"),
        ("Chișinăului", "Q21197"),
        # people
        ("Volodimir Zelenski", "Q3874799"),
        ("Zelenski", "Q3874799"),
        ("Zelensky", "Q3874799"),
        ("Theresei May", "Q264766"),
        ("Orban", "Q57641"),
        ("Kim Jong Un", "Q56226"),
        ("Ursula von der Leyen", "Q60772"),
        ("al-Assad", "Q44329"),
        ("Lukaşenko", "Q2866"),
    ],
)
def test_the_likeliest_entry_comes_first(base: KnowledgeBase, form: str, wikidata: str) -> None:
    assert base.lookup(form, "ro")[0].wikidata == wikidata


@pytest.mark.parametrize("form", ["si", "ce", "pe", "aur", "x", "mea", "Neîntâlnit", "", "-ul", "."])
def test_common_words_are_no_names(base: KnowledgeBase, form: str) -> None:
    assert base.lookup(form, "ro") == ()


def test_a_kind_narrows_the_look_up(base: KnowledgeBase) -> None:
    assert {e.kind for e in base.lookup("Georgia", "ro", "country")} == {"country"}
    assert base.lookup("Putin", "ro", "place") == ()


def test_several_bearers_of_a_name_are_all_given(base: KnowledgeBase) -> None:
    found = [e.name for e in base.lookup("Trump", "ro")]
    assert found[0] == "Donald Trump"
    assert "Melania Trump" in found


@pytest.mark.parametrize(
    ("form", "ident"),
    [
        ("Moscova", "country:RU"),
        ("Kremlinului", "country:RU"),
        ("Phenianul", "country:KP"),
        ("Casa Albă", "country:US"),
        ("Washingtonul", "country:US"),
        ("Londra", "country:GB"),
        ("Kievului", "country:UA"),
        ("Beijingul", "country:CN"),
        ("Bruxelles", "org:EU"),
    ],
)
def test_seats_of_power_stand_for_governments(base: KnowledgeBase, form: str, ident: str) -> None:
    entry = base.metonym(form, "ro")
    assert entry is not None
    assert entry.id == ident


@pytest.mark.parametrize("form", ["Barcelona", "Odesa", "Gaza", "Rusia", "moscova", "Singapore"])
def test_other_places_do_not(base: KnowledgeBase, form: str) -> None:
    assert base.metonym(form, "ro") is None


@pytest.mark.parametrize(
    ("forms", "code"),
    [
        ("rus Rușii rușilor rusească rusești ruşi", "RU"),
        ("american americanii americană americane", "US"),
        ("nord-coreean nord-coreeni nord-coreeană", "KP"),
        ("ucraineanului ucraineni ucrainene", "UA"),
        ("germani german germană", "DE"),
        ("chinez chinezii chineză", "CN"),
        ("ungar maghiară ungurilor", "HU"),
        ("european europeni europene", "EU"),
        ("moldovenească moldoveni", "MD"),
        ("britanicii englez scoțiană", "GB"),
    ],
)
def test_demonyms(base: KnowledgeBase, forms: str, code: str) -> None:
    assert {base.demonym(form, "ro") for form in forms.split()} == {code}


@pytest.mark.parametrize("form", ["occidental", "estic", "mare", "oficial"])
def test_other_adjectives_are_no_demonyms(base: KnowledgeBase, form: str) -> None:
    assert base.demonym(form, "ro") is None


@pytest.mark.parametrize(
    ("form", "concept"),
    [
        ("președintele", "president"),
        ("Preşedintelui", "president"),
        ("premierului", "prime_minister"),
        ("prim-ministrul", "prime_minister"),
        ("prim ministru", "prime_minister"),
        ("ministrul de externe", "foreign_minister"),
        ("purtătoarea de cuvânt", "spokesperson"),
        ("cancelarului", "chancellor"),
        ("secretarul general", "secretary_general"),
        ("secretarul general al NATO", "nato_secretary_general"),
        ("dictatorului", "dictator"),
        ("regina", "monarch"),
        ("pisica", None),
    ],
)
def test_titles(base: KnowledgeBase, form: str, concept: str | None) -> None:
    assert base.office(form, "ro") == concept


def test_the_longest_title_bounds_a_search(base: KnowledgeBase) -> None:
    longest = max(base.office_forms("ro"), key=lambda form: form.count(" "))
    assert len(longest.split()) == base.office_words("ro") >= 4
    assert base.office(longest, "ro")


@pytest.mark.parametrize(
    ("concept", "where", "day", "name"),
    [
        ("president", "US", "2016-12-31", "Barack Obama"),
        ("president", "US", "2017-01-20", "Donald Trump"),
        ("president", "US", "2023-05-01", "Joe Biden"),
        ("president", "RU", "2024-02-01", "Vladimir Putin"),
        ("prime_minister", "GB", "2018-10-01", "Theresa May"),
        ("leader", "DE", "2019-01-01", "Angela Merkel"),
        ("chancellor", "DE", "2025-06-01", "Friedrich Merz"),
        ("dictator", "KP", "2018-10-01", "Kim Jong-un"),
        ("foreign_minister", "RU", "2022-03-01", "Serghei Lavrov"),
        ("foreign_minister", "US", "2022-03-01", "Antony Blinken"),
        ("state_secretary", "US", "2018-09-01", "Mike Pompeo"),
        ("nato_secretary_general", "NATO", "2023-01-01", "Jens Stoltenberg"),
        ("leader", "NATO", "2025-01-01", "Mark Rutte"),
        ("eu_commission_president", "EU", "2023-01-01", "Ursula von der Leyen"),
        ("kremlin_leader", None, "2023-01-01", "Vladimir Putin"),
        ("head_of_state", "ES", "2023-01-01", "Regele Felipe"),
        ("president", "TR", "2018-10-01", "Recep Tayyip Erdogan"),
        # nobody, not known, or no such office
        ("president", "RO", "2025-03-01", None),
        ("monarch", "US", "2020-01-01", None),
        ("president", "XX", "2020-01-01", None),
        ("president", "US", "1750-01-01", None),
    ],
)
def test_holders(base: KnowledgeBase, concept: str, where: str | None, day: str, name: str | None) -> None:
    entry = base.holder(concept, where, date.fromisoformat(day))
    assert (entry.name if entry else None) == name


def test_a_place_may_be_given_as_entry(base: KnowledgeBase) -> None:
    entry = base.holder("president", base.lookup("Franța", "ro")[0], date(2020, 1, 1))
    assert entry is not None
    assert entry.name == "Emmanuel Macron"


def test_offices_of_a_person(base: KnowledgeBase) -> None:
    putin = base.lookup("Vladimir Putin", "ro")[0]
    held = {(t.concept, t.where) for t in base.offices_of(putin, date(2010, 1, 1))}
    assert ("prime_minister", "RU") in held
    assert ("president", "RU") not in held
    assert [t.start for t in base.offices_of(putin)] == sorted((t.start for t in base.offices_of(putin)), reverse=True)


@pytest.mark.parametrize(
    ("form", "media", "platform"),
    [
        ("Reuters", True, False),
        ("Agerpres", True, False),
        ("The Kyiv Independent", True, False),
        ("dpa", True, False),
        ("CNN", True, False),
        ("Der Spiegel", True, False),
        ("Telegram", False, True),
        ("X", False, True),
        ("Gazprom", False, False),
    ],
)
def test_media(base: KnowledgeBase, form: str, media: bool, platform: bool) -> None:
    entry = base.lookup(form, "ro", "organisation")[0]
    assert (entry.media, entry.platform) == (media, platform)


def test_the_country_of_a_code(base: KnowledgeBase) -> None:
    assert [e.name if (e := base.country(code)) else None for code in ("UA", "EU", "QQ", None)] == [
        "Ucraina",
        "Uniunea Europeană",
        None,
        None,
    ]


def test_a_language_without_data_finds_nothing(base: KnowledgeBase) -> None:
    assert base.lookup("Rusia", "xx") == ()
    assert base.metonym("Moscova", "xx") is None
    assert base.office_words("xx") == 0


def test_missing_data_say_so(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"entries\.tsv"):
        KnowledgeBase(tmp_path).entry("country:RO")
