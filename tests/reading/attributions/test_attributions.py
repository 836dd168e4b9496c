from __future__ import annotations

import pytest

from cronicar.model import Attribution
from cronicar.reading.attributions import read_attributions
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from tests.reading.attributions.helpers import article, cast_of


def read(parsed: Parsed, cast: Cast) -> list[Attribution]:
    return read_attributions(parsed, Frames(parsed), cast)[0]


def shown(parsed: Parsed, found: list[Attribution]) -> list[tuple[str, tuple[str, ...], str | None, list[str]]]:
    text = parsed.text
    return [
        (a.kind, a.source, text[slice(*a.cue)] if a.cue else None, [text[s:e] for s, e in a.content]) for a in found
    ]


@pytest.mark.parametrize(
    ("text", "verbs", "expected"),
    [
        (
            "„Podul este închis”, a spus luni Ana.", "spus",
            [("direct", ("ana",), "a spus", ["Podul este închis"])],
        ),
        (
            "„Podul este închis”, a mai declarat Ana. „Îl deschidem curând”.", "declarat deschidem",
            [
                ("direct", ("ana",), "a mai declarat", ["Podul este închis"]),
                ("direct", ("ana",), None, ["Îl deschidem curând"]),
            ],
        ),
        (
            "„Vin mâine”, a continuat Ana, „și nu plec”.", "Vin continuat plec",
            [("direct", ("ana",), "a continuat", ["Vin mâine", "și nu plec"])],
        ),
        (
            "Ana a declarat: „Podul este vechi.\nÎl închidem.”", "declarat închidem",
            [("direct", ("ana",), "a declarat", ["Podul este vechi.", "Îl închidem."])],
        ),
        (
            "Podul cade, a anunțat Ana, relatează Gazeta.", "cade anunțat relatează",
            [
                ("indirect", ("ogazeta",), "relatează", ["Podul cade, a anunțat Ana"]),
                ("indirect", ("ana",), "a anunțat", ["Podul cade"]),
            ],
        ),
        (
            "Potrivit Gazeta, podul cade mâine.", "cade",
            [("indirect", ("ogazeta",), "Potrivit", ["podul cade mâine"])],
        ),
        (
            "„Podul cade”, a spus Ana, citată de Gazeta.", "cade spus",
            [
                ("mixed", ("ogazeta",), "citată de", ["„Podul cade”, a spus Ana"]),
                ("direct", ("ana",), "a spus", ["Podul cade"]),
            ],
        ),
        (
            "Barca „Steaua Mării” a plecat.", "plecat", [],
        ),
    ],
)  # fmt: skip
def test_quotations_and_layers(
    text: str, verbs: str, expected: list[tuple[str, tuple[str, ...], str | None, list[str]]]
) -> None:
    parsed = article(text, verbs)
    assert shown(parsed, read(parsed, cast_of(parsed, ana="Ana", ogazeta="Gazeta"))) == expected


def test_a_name_set_off_by_commas_does_not_end_a_quotation() -> None:
    parsed = article(
        "„Podul cade”, a spus primărița, Ana, „și drumul e închis”.", "cade spus",
        (("primărița", "nsubj", "spus"), ("Ana", "appos", "primărița")),
    )  # fmt: skip
    assert shown(parsed, read(parsed, cast_of(parsed, ana="Ana", primar="primărița"))) == [
        ("direct", ("ana",), "a spus", ["Podul cade", "și drumul e închis"])
    ]


def test_clause_with_conjunction_leaves_it_out() -> None:
    parsed = article(
        "Ana a declarat că podul cade.", "declarat cade",
        (("Ana", "nsubj", "declarat"), ("că", "mark", "cade"), ("cade", "ccomp", "declarat")),
    )  # fmt: skip
    assert shown(parsed, read(parsed, cast_of(parsed, ana="Ana"))) == [
        ("indirect", ("ana",), "a declarat", ["podul cade"])
    ]


def test_request_keeps_its_subjunctive_and_names_the_addressee() -> None:
    parsed = article(
        "Ana i-a cerut lui Dan să plece.", "cerut plece",
        (("Ana", "nsubj", "cerut"), ("Dan", "iobj", "cerut"), ("lui", "det", "Dan"), ("să", "mark", "plece")),
    )  # fmt: skip
    found = read(parsed, cast_of(parsed, ana="Ana", dan="Dan"))
    assert shown(parsed, found) == [("indirect", ("ana",), "i-a cerut", ["să plece"])]
    assert found[0].addressee == ("dan",)


def test_gerund_speaks_for_the_speaker_before_it() -> None:
    parsed = article("„Podul cade”, a spus Ana, adăugând că drumul este închis.", "cade spus adăugând")
    assert shown(parsed, read(parsed, cast_of(parsed, ana="Ana")))[1] == (
        "indirect", ("ana",), "adăugând", ["drumul este închis"],
    )  # fmt: skip


def test_pronoun_is_whoever_spoke_last() -> None:
    parsed = article("„Podul cade”, a spus Ana.\n„Nu trece nimeni”, a adăugat ea.", "cade spus trece adăugat")
    assert [a.source for a in read(parsed, cast_of(parsed, ana="Ana"))] == [("ana",), ("ana",)]


@pytest.mark.parametrize(
    ("text", "verbs", "stance", "polarity"),
    [
        ("Ana a subliniat că podul cade.", "subliniat cade", "endorsed", "positive"),
        ("Ana pretinde că podul cade.", "pretinde cade", "doubted", "positive"),
        ("Ana neagă că podul cade.", "neagă cade", "neutral", "negative"),
        ("Ana nu crede că podul cade.", "crede cade", "neutral", "negative"),
        ("Ana spune că podul cade.", "spune cade", "neutral", "positive"),
    ],
)
def test_stance_and_polarity(text: str, verbs: str, stance: str, polarity: str) -> None:
    cue = verbs.split()[0]
    parsed = article(text, verbs, (("Ana", "nsubj", cue), ("că", "mark", "cade"), ("cade", "ccomp", cue)))
    found = read(parsed, cast_of(parsed, ana="Ana"))
    assert [(a.stance, a.polarity) for a in found] == [(stance, polarity)]


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Ana nu a spus că podul cade.", "spus cade"),
        ("Ana vrea să declare că podul cade.", "vrea declare cade"),
        ("Ana își propune să plece.", "propune plece"),
        ("„Cred că podul cade”, scria pe zid.", "cade"),
    ],
)
def test_what_reports_nothing(text: str, verbs: str) -> None:
    parsed = article(text, verbs)
    assert read(parsed, cast_of(parsed, ana="Ana")) == []


def test_report_without_a_source_is_no_miss() -> None:
    parsed = article("Se spune că podul cade.", "spune cade", (("că", "mark", "cade"), ("cade", "ccomp", "spune")))
    found, misses = read_attributions(parsed, Frames(parsed), Cast())
    assert shown(parsed, found) == [("indirect", (), "Se spune", ["podul cade"])]
    assert misses == []


def test_unknown_speaker_is_a_miss() -> None:
    parsed = article("„Podul cade”, a spus vecinul.", "cade spus")
    found, misses = read_attributions(parsed, Frames(parsed), Cast())
    assert [a.source for a in found] == [()]
    assert [(m.step, parsed.text[slice(*m.span)]) for m in misses] == [("attributions", "a spus")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ana: Podul cade\nPodul are 40 de ani.", [("indirect", ("ana",), None, ["Podul cade"])]),
        ("Ana, despre pod: „Nu mai ține”\nPodul are 40 de ani.", [("direct", ("ana",), None, ["Nu mai ține"])]),
        ("Podul: lucrări noi\nAna are 40 de ani.", []),
    ],
)  # fmt: skip
def test_headlines(text: str, expected: list[tuple[str, tuple[str, ...], str | None, list[str]]]) -> None:
    parsed = article(text, "cade are ține")
    assert shown(parsed, read(parsed, cast_of(parsed, ana="Ana"))) == expected


def test_false_claims_are_rejected() -> None:
    parsed = article("Avem narațiunile false ale Ana privind podul.", "Avem")
    found = read(parsed, cast_of(parsed, ana="Ana"))
    assert [(a.stance, a.source, parsed.text[slice(*a.content[0])]) for a in found] == [("rejected", ("ana",), "podul")]


def test_nested_content_lies_inside_the_outer_one() -> None:
    parsed = article("Podul cade, a anunțat Ana, relatează Gazeta.", "cade anunțat relatează")
    outer, inner = read(parsed, cast_of(parsed, ana="Ana", ogazeta="Gazeta"))
    assert outer.content[0][0] <= inner.content[0][0] and inner.content[0][1] <= outer.content[0][1]


def test_empty_article() -> None:
    assert read_attributions(Parsed("", "ro", [], [], [(0, 0)]), {}, Cast()) == ([], [])
