"""Modality and polarity of events in hand-built trees: by mood, by governor, by date, by the weights."""

from __future__ import annotations

from datetime import date

import pytest

from cronicar.languages import table
from cronicar.model import Time
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.events.modality import MODALITIES, Evidence, Modalities, Weights
from cronicar.reading.events.moods import BY_MODIFIER, CLAUSE_UNDER, Moods
from cronicar.reading.triggers import find_triggers
from tests.reading.trees import parse


def tree(rows: str) -> Parsed:
    """Words separated by semicolons; the rest as in ``parse``."""
    return parse("\n".join(row.strip() for row in rows.split(";")))


def cases(blocks: str) -> list[tuple[str, str]]:
    """A line with what is expected, then the tree."""
    return [(first, " ".join(rest)) for first, *rest in (b.splitlines() for b in blocks.strip().split("\n\n"))]


def word(parsed: Parsed, text: str) -> Token:
    return next(t for t in parsed.tokens if t.text == text)


def told(rows: str, text: str) -> tuple[str, str]:
    parsed = tree(rows)
    out = Moods(parsed, Frames(parsed)).told(word(parsed, text))
    return out.modality, "negative" if out.denied else "positive"


VERBS = """
livrat asserted positive
    Danemarca Danemarca PROPN 3 nsubj; a avea AUX 3 aux; livrat livra VERB 0 root VerbForm=Part

livra planned positive
    Danemarca Danemarca PROPN 3 nsubj; va vrea AUX 3 aux; livra livra VERB 0 root VerbForm=Inf

livra possible positive
    Danemarca Danemarca PROPN 3 nsubj; ar avea AUX 3 aux; livra livra VERB 0 root VerbForm=Inf

livrat asserted negative
    nu nu PART 3 advmod; a avea AUX 3 aux; livrat livra VERB 0 root VerbForm=Part

livrat asserted positive
    Nu nu PART 4 advmod; doar doar ADV 1 fixed; a avea AUX 4 aux; livrat livra VERB 0 root VerbForm=Part

livrează possible positive
    dacă dacă SCONJ 2 mark; livrează livra VERB 3 advcl Mood=Ind; câștigă câștiga VERB 0 root

livrează possible positive
    dacă dacă SCONJ 2 mark; vine veni VERB 5 advcl; și și CCONJ 4 cc; livrează livra VERB 2 conj;
    câștigă câștiga VERB 0 root

livreze planned positive
    vrea vrea VERB 0 root; să să PART 3 mark; livreze livra VERB 1 ccomp Mood=Sub

livreze planned negative
    nu nu PART 2 advmod; vrea vrea VERB 0 root; să să PART 4 mark; livreze livra VERB 2 ccomp Mood=Sub

livreze possible positive
    poate putea VERB 0 root; să să PART 3 mark; livreze livra VERB 1 ccomp Mood=Sub

livreze demanded negative
    cere cere VERB 0 root; să să PART 4 mark; nu nu PART 4 advmod; livreze livra VERB 1 ccomp Mood=Sub

livreze asserted negative
    a avea AUX 2 aux; refuzat refuza VERB 0 root VerbForm=Part; să să PART 4 mark;
    livreze livra VERB 2 ccomp Mood=Sub

livreze asserted positive
    a avea AUX 2 aux; reușit reuși VERB 0 root VerbForm=Part; să să PART 4 mark; livreze livra VERB 2 ccomp Mood=Sub

livreze planned positive
    va vrea AUX 2 aux; reuși reuși VERB 0 root VerbForm=Inf; să să PART 4 mark; livreze livra VERB 2 ccomp Mood=Sub

livrat asserted negative
    neagă nega VERB 0 root; că că SCONJ 4 mark; a avea AUX 4 aux; livrat livra VERB 1 ccomp VerbForm=Part

livrate asserted positive
    pompele pompă NOUN 0 root; livrate livra VERB 1 acl VerbForm=Part
"""

NOUNS = """
livrarea asserted positive
    a avea AUX 2 aux; salutat saluta VERB 0 root VerbForm=Part; livrarea livrare NOUN 2 obj

livrarea demanded positive
    a avea AUX 2 aux; cerut cere VERB 0 root VerbForm=Part; livrarea livrare NOUN 2 obj

sancțiuni possible positive
    amenință amenința VERB 0 root; cu cu ADP 3 case; sancțiuni sancțiune NOUN 1 obl

ajutor demanded positive
    are avea VERB 0 root; nevoie nevoie NOUN 1 obj; de de ADP 4 case; ajutor ajutor NOUN 1 obl

penalizarea possible positive
    ia lua VERB 0 root; în în ADP 3 case; considerare considerare NOUN 1 obl; penalizarea penalizare NOUN 1 obj

livrare planned positive
    planul plan NOUN 0 root; de de ADP 3 case; livrare livrare NOUN 1 nmod

livrare possible positive
    salută saluta VERB 0 root; posibila posibil ADJ 3 amod; livrare livrare NOUN 1 obj

întâlnire planned positive
    pregătește scrie VERB 0 root; viitoarea viitor ADJ 3 amod; întâlnire întâlnire NOUN 1 obj

sancțiunile demanded positive
    critică critica VERB 0 root; sancțiunile sancțiune NOUN 1 obj; propuse propune VERB 2 acl VerbForm=Part

întâlnirea planned negative
    nu nu PART 3 advmod; va vrea AUX 3 aux; avea avea VERB 0 root VerbForm=Inf; loc loc NOUN 3 obj;
    întâlnirea întâlnire NOUN 3 nsubj

invazia asserted positive
    nu nu PART 3 advmod; a avea AUX 3 aux; condamnat condamna VERB 0 root VerbForm=Part; invazia invazie NOUN 3 obj

întâlnire asserted positive
    va vrea AUX 2 aux; vorbi vorbi VERB 0 root VerbForm=Inf; după după ADP 4 case; întâlnire întâlnire NOUN 2 obl

întâlnire planned positive
    vorbește vorbi VERB 0 root; înainte înainte ADP 4 case; de de ADP 2 fixed; întâlnire întâlnire NOUN 1 obl

livrării possible positive
    avertizează avertiza VERB 0 root; împotriva împotriva ADP 3 case; livrării livrare NOUN 1 obl

negociere planned negative
    exclude exclude VERB 0 root; orice orice DET 3 det; negociere negociere NOUN 1 obj

acord asserted negative
    fără fără ADP 3 case; niciun niciun DET 3 det; acord acord NOUN 4 obl; pleacă ieși VERB 0 root
"""


@pytest.mark.parametrize(("expected", "rows"), cases(VERBS) + cases(NOUNS))
def test_the_tree_tells(expected: str, rows: str) -> None:
    text, *rest = expected.split()
    assert told(rows, text) == tuple(rest)


def test_a_perfect_is_no_infinitive_where_the_tagger_mixes_them_up() -> None:
    parsed = tree("a a PART 2 mark; doborât doborî VERB 0 root VerbForm=Part; o un DET 4 det; dronă dronă NOUN 2 obj")
    assert Moods(parsed, Frames(parsed)).mood(word(parsed, "doborât")) == "past"


def test_wrong_lemmas_are_mended_by_the_form() -> None:
    rows = "{} {} VERB 0 root; livrarea livrare NOUN 1 obj"
    assert {
        told(rows.format("solicitat", "solicitată"), "livrarea"),
        told(rows.format("cerut", "ceruta"), "livrarea"),
    } == {("demanded", "positive")}


MEETING = """
Miniștrii ministru NOUN 3 nsubj
se sine PRON 3 expl
întâlnesc întâlni VERB 0 root Mood=Ind|Tense=Pres|VerbForm=Fin
pe pe ADP 5 case
4 4 NUM 3 obl
martie martie NOUN 5 flat
"""


@pytest.mark.parametrize(
    ("published", "side"), [("2024-02-01", "after"), ("2024-03-04", "about"), ("2024-05-01", "before")]
)
def test_the_time_counts_from_the_day_of_publication(published: str, side: str) -> None:
    parsed = parse(MEETING)
    start = word(parsed, "4").start
    time = Time(id="t1", span=(start, start + 8), start=date(2024, 3, 4), end=date(2024, 3, 4))
    evidence = Evidence(parsed, Frames(parsed), [], [time], date.fromisoformat(published))
    features, _ = evidence.of(word(parsed, "întâlnesc"), "CONSULT", time)
    assert {f"time={side}", f"ahead={side},v"} <= set(features)


def test_other_mentions_of_the_same_word_are_seen_and_its_own_is_not() -> None:
    parsed = parse(
        "Mâine mâine ADV 3 advmod\nva vrea AUX 3 aux\navea avea VERB 0 root VerbForm=Inf\nloc loc NOUN 3 obj\n"
        "summitul summit NOUN 3 nsubj\n\nSummitul summit NOUN 2 nsubj\nstârnește stârni VERB 0 root"
    )
    first, second = word(parsed, "summitul"), word(parsed, "Summitul")
    events = [(first, "CONSULT", None), (second, "CONSULT", None)]
    evidence = Evidence(parsed, Frames(parsed), events, [], None)
    assert "word=planned,n" in evidence.of(second, "CONSULT", None)[0]
    assert "word=planned,n" not in evidence.of(first, "CONSULT", None)[0]


def test_asserted_must_be_clearly_likelier_than_the_rest() -> None:
    weights = Weights({"plan": (0.0, 0.2, 0.0, 0.0), "sure": (2.0, 0.0, 0.0, 0.0)}, (0.5, 0.0, -2.0, -2.0))
    assert [weights.choose(f) for f in (["plan"], ["sure"], ["plan", "sure"], [])] == [
        "planned",
        *["asserted"] * 2,
        "planned",
    ]
    assert sum(weights.chances(["plan"])) == pytest.approx(1)


SHIPPED = """
asserted positive
    Danemarca Danemarca PROPN 3 nsubj; a avea AUX 3 aux; arestat aresta VERB 0 root VerbForm=Part;
    doi doi NUM 5 nummod; spioni spion NOUN 3 obj

planned positive
    Danemarca Danemarca PROPN 3 nsubj; va vrea AUX 3 aux; aresta aresta VERB 0 root VerbForm=Inf;
    doi doi NUM 5 nummod; spioni spion NOUN 3 obj

asserted negative
    Danemarca Danemarca PROPN 4 nsubj; nu nu PART 4 advmod; a avea AUX 4 aux;
    arestat aresta VERB 0 root VerbForm=Part; spioni spion NOUN 4 obj

asserted positive
    Danemarca Danemarca PROPN 3 nsubj; nu nu PART 3 advmod Polarity=Neg;
    recunoaște recunoaște VERB 0 root Mood=Ind|Tense=Pres;
    guvernul guvern NOUN 3 obj
"""


@pytest.mark.parametrize(("expected", "rows"), cases(SHIPPED))
def test_the_shipped_weights(expected: str, rows: str) -> None:
    parsed = tree(rows)
    frames, triggers = Frames(parsed), find_triggers(parsed)
    modalities = Modalities(parsed, frames, triggers, [None] * len(triggers), [], None)
    assert [modalities.of(t, None) for t in triggers] == [tuple(expected.split())]


def test_the_tables_name_the_classes_that_the_rules_know() -> None:
    data = table("ro", "modality")
    assert set(data["governors"]) >= {*CLAUSE_UNDER, "light", "given", "manage", "start", "say", "deny"}
    assert set(data["modifiers"]) >= set(BY_MODIFIER)
    assert set(data["clauses"]) == {"conditions", "given", "ahead", "none", "only"}


def test_the_shipped_weights_have_a_number_for_each_modality() -> None:
    weights = Weights.load()
    assert len(weights.bias) == len(MODALITIES)
    assert weights.chances(["told=planned"])[1] > weights.chances([])[1]
