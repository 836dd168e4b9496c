"""Who is who in sentences parsed by hand, with the real knowledge base."""

from __future__ import annotations

from datetime import date

import pytest

from cronicar.knowledge import KnowledgeBase
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.entities import read_entities
from tests.reading.trees import parse

DAY = date(2023, 6, 1)


def cast_of(rows: str) -> tuple[Parsed, Cast]:
    parsed = parse(rows)
    return parsed, read_entities(parsed, Frames(parsed), KnowledgeBase.load(), DAY)[0]


def forms(parsed: Parsed, figurant: Figurant) -> set[str]:
    return {parsed.text[s:e] for s, e, _ in figurant.mentions}


def who(parsed: Parsed, cast: Cast, form: str, nth: int = 0) -> Figurant:
    """The one entity that the nth token of this form stands for."""
    token = [t for t in parsed.tokens if t.text == form][nth]
    (identifier,) = cast.who(token)
    return cast.entities[identifier]


TITLE_THEN_NAME = """
Ministrul ministru NOUN 8 nsubj Definite=Def|Gender=Masc|Number=Sing
danez danez ADJ 1 amod Gender=Masc|Number=Sing
de de ADP 4 case
externe externe NOUN 1 nmod Gender=Fem|Number=Plur
, , PUNCT 6 punct
Jens Jens PROPN 8 obl B-PERSON
Poulsen Poulsen PROPN 6 flat I-PERSON
pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
"""

NAME_THEN_TITLE = """
Vine veni VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
Ana Ana PROPN 1 nsubj B-PERSON
Dobre Dobre PROPN 2 flat I-PERSON
, , PUNCT 5 punct
directoarea director NOUN 2 appos Definite=Def|Gender=Fem|Number=Sing
firmei firmă NOUN 5 nmod Case=Dat,Gen|Definite=Def|Gender=Fem|Number=Sing
. . PUNCT 1 punct
"""


@pytest.mark.parametrize(
    ("rows", "noun", "name", "nominal"),
    [
        (TITLE_THEN_NAME, "Ministrul", "Jens Poulsen", "Ministrul danez de externe"),
        (NAME_THEN_TITLE, "directoarea", "Ana Dobre", "directoarea firmei"),
    ],
)
def test_a_title_belongs_to_the_name_beside_it(rows: str, noun: str, name: str, nominal: str) -> None:
    parsed, cast = cast_of(rows)
    holder = who(parsed, cast, noun)
    assert holder.kind == "person"
    assert {name, nominal} <= forms(parsed, holder)


def test_a_person_takes_the_country_of_the_title() -> None:
    parsed, cast = cast_of(TITLE_THEN_NAME)
    assert who(parsed, cast, "Jens").country == "DK"


OFFICES = [
    (["Președintele/președinte", "ucrainean/ucrainean/ADJ"], "Q3874799"),
    (["Cancelarul/cancelar", "german/german/ADJ"], "Q61053"),
]


@pytest.mark.parametrize(("words", "wikidata"), OFFICES)
def test_an_office_with_its_country_is_whoever_held_it(words: list[str], wikidata: str) -> None:
    noun, adjective = (w.split("/") for w in words)
    parsed, cast = cast_of(
        f"{noun[0]} {noun[1]} NOUN 3 nsubj Definite=Def|Gender=Masc|Number=Sing\n"
        f"{adjective[0]} {adjective[1]} ADJ 1 amod Gender=Masc|Number=Sing\n"
        "pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind"
    )
    assert who(parsed, cast, noun[0]).wikidata == wikidata


def test_the_leader_of_the_opposition_is_not_the_leader() -> None:
    parsed, cast = cast_of("""
Liderul lider NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
opoziției opoziție NOUN 1 nmod Case=Dat,Gen|Definite=Def|Gender=Fem|Number=Sing
ruse rus ADJ 2 amod Gender=Fem|Number=Sing
pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
""")
    leader = who(parsed, cast, "Liderul")
    assert (leader.wikidata, leader.country) == (None, "RU")


def test_a_genitive_after_a_title_is_not_its_holder() -> None:
    parsed, cast = cast_of("""
Directorul director NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
al al DET 3 det Poss=Yes|PronType=Prs
Velmax Velmax PROPN 1 nmod B-ORG
pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
""")
    assert who(parsed, cast, "Directorul").kind == "person"
    assert who(parsed, cast, "Velmax").kind == "organisation"


def test_a_surname_means_the_one_last_named_in_full() -> None:
    named = "{first} {first} PROPN 3 nsubj B-PERSON\nMarlo Marlo PROPN 1 flat I-PERSON\n{verb}"
    alone = "Marlo Marlo PROPN 2 nsubj B-PERSON\nrâde râde VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind"
    verb = "pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind"
    blocks = [named.format(first="Dan", verb=verb), alone, named.format(first="Eva", verb=verb), alone]
    parsed, cast = cast_of("\n\n".join(blocks))
    # "Marlo" stands for: Dan (in full), Dan, Eva (in full), Eva
    assert [who(parsed, cast, "Marlo", n).name for n in range(4)] == ["Dan Marlo"] * 2 + ["Eva Marlo"] * 2


def test_those_counted_are_one_with_their_number() -> None:
    parsed, cast = cast_of("""
Sute sută NUM 4 nsubj Number=Plur
de de ADP 3 case
oameni om NOUN 1 nmod Gender=Masc|Number=Plur
protestează protesta VERB 0 root Number=Plur|Person=3|VerbForm=Fin|Mood=Ind
""")
    people = who(parsed, cast, "Sute")
    assert people is who(parsed, cast, "oameni")
    assert (people.kind, "Sute de oameni" in forms(parsed, people)) == ("group", True)


def test_groups_of_different_owners_are_different() -> None:
    block = """
Oficialii oficial NOUN 3 nsubj Definite=Def|Gender=Masc|Number=Plur
{owner} {owner} NOUN 1 nmod Case=Dat,Gen|Definite=Def|Gender=Fem|Number=Sing
pleacă pleca VERB 0 root Number=Plur|Person=3|VerbForm=Fin|Mood=Ind"""
    parsed, cast = cast_of(block.format(owner="companiei") + "\n" + block.format(owner="primăriei"))
    assert who(parsed, cast, "Oficialii") is not who(parsed, cast, "Oficialii", 1)


COUNTRIES = """
Italia Italia PROPN 2 nsubj B-GPE
cere cere VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
ajutor ajutor NOUN 2 obj Gender=Neut|Number=Sing

Franța Franța PROPN 2 nsubj B-GPE
refuză refuza VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
"""


def test_both_countries_are_those_named_before() -> None:
    parsed, cast = cast_of(
        COUNTRIES
        + """
Cele cel DET 3 det Gender=Fem|Number=Plur|PronType=Art
două doi NUM 3 nummod Gender=Fem
țări țară NOUN 4 nsubj Gender=Fem|Number=Plur
negociază negocia VERB 0 root Number=Plur|Person=3|VerbForm=Fin|Mood=Ind
"""
    )
    token = next(t for t in parsed.tokens if t.text == "țări")
    assert {cast.entities[i].country for i in cast.who(token)} == {"IT", "FR"}


def test_this_country_is_the_last_one_named() -> None:
    parsed, cast = cast_of(
        COUNTRIES
        + """
Această acest DET 2 det Gender=Fem|Number=Sing|PronType=Dem
țară țară NOUN 3 nsubj Gender=Fem|Number=Sing
plătește plăti VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
"""
    )
    assert who(parsed, cast, "țară").country == "FR"


def test_a_bare_ministry_is_the_one_named_last_before_it() -> None:
    ministry = """
Ministerul minister NOUN {n} nsubj B-ORG Definite=Def|Gender=Neut|Number=Sing
{rest}anunță anunța VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind"""
    name = "{0} {0} NOUN 1 nmod I-ORG Case=Dat,Gen|Definite=Def|Gender=Fem|Number=Sing\n"
    blocks = [
        ministry.format(n=3, rest=name.format("Sănătății")),
        ministry.format(n=2, rest=""),
        ministry.format(n=3, rest=name.format("Educației")),
    ]
    parsed, cast = cast_of("\n".join(blocks))
    assert who(parsed, cast, "Ministerul", 1) is who(parsed, cast, "Ministerul", 0)
    assert who(parsed, cast, "Ministerul", 2) is not who(parsed, cast, "Ministerul", 0)


def test_a_noun_that_only_tells_the_sort_is_nobody() -> None:
    parsed, cast = cast_of("""
Secretarul secretar NOUN 4 nsubj Definite=Def|Gender=Masc|Number=Sing
de de ADP 3 case
presă presă NOUN 1 nmod Definite=Ind|Gender=Fem|Number=Sing
pleacă pleca VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
""")
    assert "Secretarul de presă" in forms(parsed, who(parsed, cast, "Secretarul"))
    assert cast.who(next(t for t in parsed.tokens if t.text == "presă")) == ()


def test_a_weak_pronoun_beside_its_noun_stands_for_nobody_else() -> None:
    parsed, cast = cast_of(
        COUNTRIES
        + """
Vasiu Vasiu PROPN 4 nsubj B-PERSON
le el PRON 4 iobj Case=Dat|Number=Plur|Person=3|PronType=Prs|Strength=Weak
a avea AUX 4 aux Number=Sing|Person=3
scris scrie VERB 0 root VerbForm=Part
vecinilor vecin NOUN 4 iobj Case=Dat,Gen|Definite=Def|Gender=Masc|Number=Plur
"""
    )
    assert cast.who(next(t for t in parsed.tokens if t.text == "le")) == ()


def test_those_who_are_known_by_what_they_do() -> None:
    parsed, cast = cast_of("""
Cei acela PRON 4 nsubj Gender=Masc|Number=Plur|Person=3|PronType=Dem
care care PRON 3 nsubj PronType=Rel
protestează protesta VERB 1 acl Number=Plur|Person=3|VerbForm=Fin|Mood=Ind
cântă cânta VERB 0 root Number=Plur|Person=3|VerbForm=Fin|Mood=Ind
""")
    assert "Cei care protestează" in forms(parsed, who(parsed, cast, "Cei"))


def test_a_capital_under_a_noun_for_a_place_is_a_place() -> None:
    parsed, cast = cast_of("""
Sudul sud NOUN 3 nsubj Definite=Def|Gender=Neut|Number=Sing
Parisului Paris PROPN 1 nmod B-GPE Case=Dat,Gen
arde arde VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
""")
    assert who(parsed, cast, "Parisului").kind == "place"


def test_a_capital_that_acts_is_its_country() -> None:
    parsed, cast = cast_of("""
Parisul Paris PROPN 2 nsubj B-GPE
protestează protesta VERB 0 root Number=Sing|Person=3|VerbForm=Fin|Mood=Ind
""")
    assert (who(parsed, cast, "Parisul").kind, who(parsed, cast, "Parisul").country) == ("country", "FR")
