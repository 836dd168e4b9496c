"""Clauses of hand-built trees: who does what to whom, in which voice, mood and polarity."""

from __future__ import annotations

import pytest

from cronicar.reading.clauses import Frames, is_predicate
from cronicar.reading.document import Token
from cronicar.reading.frames import Frame
from tests.reading.trees import parse

ACTIVE = """
Norvegia Norvegia PROPN 3 nsubj
a avea AUX 3 aux
trimis trimite VERB 0 root VerbForm=Part
pompe pompă NOUN 3 obj
și și CCONJ 6 cc
corturi cort NOUN 4 conj
spre spre ADP 8 case
Islanda Islanda PROPN 3 obl
"""
PASSIVE = """
Pompele pompă NOUN 4 nsubj:pass Gender=Fem|Number=Plur
au avea AUX 4 aux Number=Plur
fost fi AUX 4 aux:pass
trimise trimite VERB 0 root VerbForm=Part|Gender=Fem|Number=Plur
de de ADP 7 case
către către ADP 5 fixed
Norvegia Norvegia PROPN 4 obl:agent
și și CCONJ 9 cc
Danemarca Danemarca PROPN 7 conj
"""
PASSIVE_DE = """
Portul port NOUN 3 nsubj:pass
este fi AUX 3 aux:pass
apărat apăra VERB 0 root VerbForm=Part|Gender=Masc|Number=Sing
de de ADP 5 case
Elena Elena PROPN 3 obl
de de ADP 7 case
ani an NOUN 3 obl Definite=Ind
"""
REFLEXIVE_PASSIVE = """
Se sine PRON 2 expl:pass Reflex=Yes|Strength=Weak
construiesc construi VERB 0 root VerbForm=Fin
diguri dig NOUN 2 nsubj:pass
"""
REFLEXIVE = """
Vestmark Vestmark PROPN 4 nsubj
s+ sine PRON 4 expl:pv Reflex=Yes|Strength=Weak
-a avea AUX 4 aux
întors întoarce VERB 0 root VerbForm=Part
"""
HEARSAY = """
Islanda Islanda PROPN 4 nsubj
ar avea AUX 4 aux
fi fi AUX 4 aux:pass
cumpărat cumpăra VERB 0 root VerbForm=Part|Gender=Masc|Number=Sing
pompe pompă NOUN 4 obj
"""
HEARSAY_PASSIVE = """
Pompele pompă NOUN 5 nsubj:pass
ar avea AUX 5 aux
fi fi AUX 5 aux
fost fi AUX 5 aux:pass
cumpărate cumpăra VERB 0 root VerbForm=Part|Gender=Fem|Number=Plur
"""
DOUBLED = """
Islandei Islanda PROPN 4 iobj Case=Dat,Gen
i+ el PRON 4 expl Case=Dat|Strength=Weak
-au avea AUX 4 aux
oferit oferi VERB 0 root VerbForm=Part
pompe pompă NOUN 4 obj
vecinii vecin NOUN 4 nsubj
"""
CLITICS_ALONE = """
I+ el PRON 3 iobj Case=Dat|Strength=Weak
-a avea AUX 3 aux
văzut vedea VERB 0 root VerbForm=Part
"""
MISTAKEN_DATIVE = """
Norvegia Norvegia PROPN 3 nsubj
va vrea AUX 3 aux
livra livra VERB 0 root VerbForm=Inf
pompe pompă NOUN 3 iobj
lui lui DET 6 det Case=Dat,Gen
Thorvald Thorvald PROPN 3 obj
"""
RELATIVE = """
Armata armată NOUN 6 nsubj
care care PRON 4 nsubj PronType=Rel
a avea AUX 4 aux
salvat salva VERB 1 acl VerbForm=Part
pescarii pescar NOUN 4 obj
pleacă pleca VERB 0 root VerbForm=Fin
"""
CONTROL = """
Oslo Oslo PROPN 2 nsubj
intenționează intenționa VERB 0 root VerbForm=Fin
să să PART 4 mark
trimită trimite VERB 2 ccomp VerbForm=Fin|Mood=Sub
pompe pompă NOUN 4 obj
"""
OBJECT_CONTROL = """
Oslo Oslo PROPN 3 nsubj
a avea AUX 3 aux
cerut cere VERB 0 root VerbForm=Part
Islandei Islanda PROPN 3 iobj Case=Dat,Gen
să să PART 6 mark
închidă închide VERB 3 ccomp VerbForm=Fin|Mood=Sub
portul port NOUN 6 obj
"""
COORDINATED = """
Premierul premier NOUN 3 nsubj
a avea AUX 3 aux Person=3|Number=Sing
sosit sosi VERB 0 root VerbForm=Part
și și CCONJ 6 cc
a avea AUX 6 aux Person=3|Number=Sing
vorbit vorbi VERB 3 conj VerbForm=Part
, , PUNCT 9 punct
iar iar CCONJ 9 cc
aplaudă aplauda VERB 3 conj VerbForm=Fin|Person=3|Number=Plur
"""
NEGATIVE_FUTURE = """
Oslo Oslo PROPN 4 nsubj
nu nu PART 4 advmod Polarity=Neg
va vrea AUX 4 aux
trimite trimite VERB 0 root VerbForm=Inf
pompe pompă NOUN 4 obj
"""
CONDITIONAL = """
Oslo Oslo PROPN 3 nsubj
ar avea AUX 3 aux
trimite trimite VERB 0 root VerbForm=Inf
"""
IF = """
Dacă dacă SCONJ 2 mark
plouă ploua VERB 3 advcl VerbForm=Fin
plecăm pleca VERB 0 root VerbForm=Fin
"""
REFUSED = """
Oslo Oslo PROPN 2 nsubj
refuză refuza VERB 0 root VerbForm=Fin
să să PART 4 mark
trimită trimite VERB 2 ccomp VerbForm=Fin|Mood=Sub
"""
MANAGED_NOT = """
Oslo Oslo PROPN 3 nsubj
nu nu PART 3 advmod
reușește reuși VERB 0 root VerbForm=Fin
să să PART 5 mark
trimită trimite VERB 3 ccomp VerbForm=Fin|Mood=Sub
"""
WITHOUT = """
Pleacă pleca VERB 0 root VerbForm=Fin
fără fără SCONJ 4 mark
a a PART 4 mark
saluta saluta VERB 1 advcl VerbForm=Inf
"""
NOMINAL = """
Livrarea livrare NOUN 5 nsubj
pompelor pompă NOUN 1 nmod Case=Dat,Gen
norvegiene norvegian ADJ 1 amod
a avea AUX 5 aux
început începe VERB 0 root VerbForm=Part
"""
BARE_PARTICIPLE = """
Ajutorul ajutor NOUN 0 root
acordat acorda VERB 1 acl VerbForm=Part
Islandei Islanda PROPN 2 iobj Case=Dat,Gen
de de ADP 5 case
Norvegia Norvegia PROPN 2 obl
"""
DROPPED = """
A avea AUX 2 aux
plecat pleca VERB 0 root VerbForm=Part
"""


def frame(rows: str, word: str) -> Frame:
    """The frame of the first token with the given form."""
    parsed = parse(rows)
    return Frames(parsed)[next(t.index for t in parsed.tokens if t.text == word)]


def words(tokens: list[Token]) -> list[str]:
    return [t.text for t in tokens]


@pytest.mark.parametrize(
    ("rows", "word", "voice", "polarity", "modality", "hearsay"),
    [
        (ACTIVE, "trimis", "active", "positive", "asserted", False),
        (PASSIVE, "trimise", "passive", "positive", "asserted", False),
        (PASSIVE_DE, "apărat", "passive", "positive", "asserted", False),
        (REFLEXIVE_PASSIVE, "construiesc", "passive", "positive", "asserted", False),
        (REFLEXIVE, "întors", "reflexive", "positive", "asserted", False),
        (HEARSAY, "cumpărat", "active", "positive", "asserted", True),
        (HEARSAY_PASSIVE, "cumpărate", "passive", "positive", "asserted", True),
        (BARE_PARTICIPLE, "acordat", "passive", "positive", "asserted", False),
        (NEGATIVE_FUTURE, "trimite", "active", "negative", "planned", False),
        (CONDITIONAL, "trimite", "active", "positive", "possible", False),
        (IF, "plouă", "active", "positive", "possible", False),
        (CONTROL, "trimită", "active", "positive", "planned", False),
        (OBJECT_CONTROL, "închidă", "active", "positive", "demanded", False),
        (REFUSED, "trimită", "active", "negative", "asserted", False),
        (MANAGED_NOT, "trimită", "active", "negative", "asserted", False),
        (WITHOUT, "saluta", "active", "negative", "planned", False),
    ],
)
def test_voice_mood_and_polarity(rows: str, word: str, voice: str, polarity: str, modality: str, hearsay: bool) -> None:
    found = frame(rows, word)
    assert (found.voice, found.polarity, found.modality, found.hearsay) == (voice, polarity, modality, hearsay)


@pytest.mark.parametrize(
    ("rows", "word", "subjects", "objects", "indirect", "agents"),
    [
        (ACTIVE, "trimis", ["Norvegia"], ["pompe", "corturi"], [], []),
        (PASSIVE, "trimise", ["Pompele"], [], [], ["Norvegia", "Danemarca"]),
        (PASSIVE_DE, "apărat", ["Portul"], [], [], ["Elena"]),
        (REFLEXIVE_PASSIVE, "construiesc", ["diguri"], [], [], []),
        (HEARSAY, "cumpărat", ["Islanda"], ["pompe"], [], []),
        (DOUBLED, "oferit", ["vecinii"], ["pompe"], ["Islandei"], []),
        (CLITICS_ALONE, "văzut", [], [], ["I"], []),
        (MISTAKEN_DATIVE, "livra", ["Norvegia"], ["pompe"], ["Thorvald"], []),
        (RELATIVE, "salvat", ["Armata"], ["pescarii"], [], []),
        (CONTROL, "trimită", ["Oslo"], ["pompe"], [], []),
        (OBJECT_CONTROL, "închidă", ["Islandei"], ["portul"], [], []),
        (COORDINATED, "vorbit", ["Premierul"], [], [], []),
        (BARE_PARTICIPLE, "acordat", ["Ajutorul"], [], ["Islandei"], ["Norvegia"]),
    ],
)
def test_roles(
    rows: str, word: str, subjects: list[str], objects: list[str], indirect: list[str], agents: list[str]
) -> None:
    found = frame(rows, word)
    assert words(found.subjects) == subjects
    assert words(found.objects) == objects
    assert words(found.indirect) == indirect
    assert words(found.agents) == agents


def test_obliques_keep_their_prepositions() -> None:
    assert [(p, t.text) for p, t in frame(ACTIVE, "trimis").obliques] == [("spre", "Islanda")]
    assert [(p, t.text) for p, t in frame(PASSIVE_DE, "apărat").obliques] == [("de", "ani")]


def test_an_event_noun_has_genitives_and_adjectives() -> None:
    found = frame(NOMINAL, "Livrarea")
    assert found.nominal and not found.dropped
    assert (words(found.genitives), words(found.adjectives)) == (["pompelor"], ["norvegiene"])


@pytest.mark.parametrize(
    ("rows", "word", "dropped"),
    [
        (DROPPED, "plecat", True),
        (COORDINATED, "vorbit", False),
        (COORDINATED, "aplaudă", True),
        (ACTIVE, "trimis", False),
    ],
)
def test_a_finite_verb_without_subject_is_marked(rows: str, word: str, dropped: bool) -> None:
    assert frame(rows, word).dropped is dropped


@pytest.mark.parametrize(
    ("rows", "word", "span"),
    [
        (DOUBLED, "oferit", "i-au oferit"),
        (REFLEXIVE, "întors", "s-a întors"),
        (NEGATIVE_FUTURE, "trimite", "nu va trimite"),
        (HEARSAY, "cumpărat", "ar fi cumpărat"),
        (CONTROL, "trimită", "să trimită"),
        (NOMINAL, "Livrarea", "Livrarea"),
    ],
)
def test_the_span_is_the_verbal_complex(rows: str, word: str, span: str) -> None:
    assert parse(rows).text[slice(*frame(rows, word).span)] == span


def test_frames_are_a_mapping_of_the_predicates() -> None:
    parsed = parse(COORDINATED)
    frames = Frames(parsed)
    assert [parsed.tokens[i].text for i in frames] == ["sosit", "vorbit", "aplaudă"]
    assert len(frames) == 3 and 0 in frames and 99 not in frames and "x" not in frames
    assert frames[2] is frames[2]
    assert not is_predicate(parsed.tokens[1])


def test_a_circle_of_control_and_coordination_ends() -> None:
    parsed = parse(COORDINATED.replace("Premierul premier NOUN 3 nsubj", "Premierul premier NOUN 3 obl"))
    assert [Frames(parsed)[i].subjects for i in (2, 5, 8)] == [[], [], []]
