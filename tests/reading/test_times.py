"""Times: what is found in a text, and the days that it covers. Published on Wednesday, 3 September 2025."""

from __future__ import annotations

import random
import re
from datetime import date

import pytest

from cronicar.errors import DataError
from cronicar.reading.document import Parsed, Sentence, Token
from cronicar.reading.times import read_times
from cronicar.reading.times.forms import grammar

TODAY = date(2025, 9, 3)


def parsed(text: str, tags: dict[str, tuple[str, dict[str, str]]] | None = None) -> Parsed:
    """A text as untagged words, one sentence a line, with part of speech and features for the words given."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraphs: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        first = len(tokens)
        for match in re.finditer(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]", line):
            word = match.group()
            upos, feats = (tags or {}).get(word, ("X", {}))
            place = start + match.start(), start + match.end()
            tokens.append(Token(len(tokens), number, *place, word, upos=upos, feats=dict(feats)))
        sentences.append(Sentence(number, number, first, len(tokens)))
        paragraphs.append((start, start + len(line)))
        start += len(line) + 1
    return Parsed(text, "ro", tokens, sentences, paragraphs)


def times(text: str, published: date | None = TODAY) -> list[tuple[str, str, str]]:
    found, _ = read_times(parsed(text), published)
    return [(text[t.span[0] : t.span[1]], str(t.start), str(t.end)) for t in found]


ABSOLUTE = [
    ("Podul a fost închis pe 3 mai 2021.", "3 mai 2021", "2021-05-03", "2021-05-03"),
    ("Actul e din 03.09.2019.", "03.09.2019", "2019-09-03", "2019-09-03"),
    ("Actul e din 3/9/2019.", "3/9/2019", "2019-09-03", "2019-09-03"),
    ("Actul e din 2019-09-03.", "2019-09-03", "2019-09-03", "2019-09-03"),
    ("Fabrica s-a deschis la 1 aprilie 2010.", "1 aprilie 2010", "2010-04-01", "2010-04-01"),
    ("Fabrica s-a deschis joi, 1 aprilie 2010, la Iași.", "joi, 1 aprilie 2010", "2010-04-01", "2010-04-01"),
    ("Fabrica s-a deschis în aprilie 2010.", "aprilie 2010", "2010-04-01", "2010-04-30"),
    ("S-a născut în mai 1980 la Cluj.", "mai 1980", "1980-05-01", "1980-05-31"),
    ("Legea din 2014 e veche.", "2014", "2014-01-01", "2014-12-31"),
    ("Bilanțul anului 2014 e slab.", "anului 2014", "2014-01-01", "2014-12-31"),
    ("Unirea a avut loc în 1859.", "1859", "1859-01-01", "1859-12-31"),
    ("Filmul e din anii 1980.", "anii 1980", "1980-01-01", "1989-12-31"),
    ("Filmul e din anii ’90.", "anii ’90", "1990-01-01", "1999-12-31"),
    ("Tratatul din '97 e bun.", "'97", "1997-01-01", "1997-12-31"),
    ("Casa e din secolul al XIX-lea.", "secolul al XIX-lea", "1801-01-01", "1900-12-31"),
    ("Casa e din secolul XX.", "secolul XX", "1901-01-01", "2000-12-31"),
    ("Vara anului 2022 a fost secetoasă.", "Vara anului 2022", "2022-06-01", "2022-08-31"),
    ("În timpul iernii 2022-2023 a nins.", "iernii 2022-2023", "2022-12-01", "2023-02-28"),
    ("La sfârșitul anului 2020 a plecat.", "sfârșitul anului 2020", "2020-10-01", "2020-12-31"),
    ("La începutul lunii martie 2020 a plecat.", "începutul lunii martie 2020", "2020-03-01", "2020-03-10"),
    ("La mijlocul lui martie 2020 a plecat.", "mijlocul lui martie 2020", "2020-03-11", "2020-03-20"),
    ("La finalul lui februarie 2020 a plecat.", "finalul lui februarie 2020", "2020-02-21", "2020-02-29"),
    ("La începutul anilor 2000 a plecat.", "începutul anilor 2000", "2000-01-01", "2003-12-31"),
    ("Prima jumătate a lui 2019 a fost bună.", "Prima jumătate a lui 2019", "2019-01-01", "2019-06-30"),
    ("Al doilea trimestru din 2019 a fost bun.", "Al doilea trimestru din 2019", "2019-04-01", "2019-06-30"),
    ("Semestrul II al anului 2019 a fost bun.", "Semestrul II al anului 2019", "2019-07-01", "2019-12-31"),
    ("Primele trei luni ale anului 2019.", "Primele trei luni ale anului 2019", "2019-01-01", "2019-03-31"),
    ("Din 2014 până în 2022 a condus.", "Din 2014 până în 2022", "2014-01-01", "2022-12-31"),
    ("Mandatul 2014–2022 s-a încheiat.", "2014–2022", "2014-01-01", "2022-12-31"),
    ("A plouat între 3 și 5 iunie 2021.", "între 3 și 5 iunie 2021", "2021-06-03", "2021-06-05"),
    ("A plouat în 3-5 iunie 2021.", "3-5 iunie 2021", "2021-06-03", "2021-06-05"),
    ("A plouat pe 3 și 4 iunie 2021.", "3 și 4 iunie 2021", "2021-06-03", "2021-06-04"),
    ("Între 28 decembrie și 3 ianuarie 2021.", "Între 28 decembrie și 3 ianuarie 2021", "2020-12-28", "2021-01-03"),
    ("Postat pe June 11, 2023", "June 11, 2023", "2023-06-11", "2023-06-11"),
    ("De Paște 2024 au mers acasă.", "Paște 2024", "2024-05-05", "2024-05-05"),
]

RELATIVE = [
    ("A plecat ieri.", "ieri", "2025-09-02", "2025-09-02"),
    ("A plecat alaltăieri.", "alaltăieri", "2025-09-01", "2025-09-01"),
    ("Astăzi plouă.", "Astăzi", "2025-09-03", "2025-09-03"),
    ("Pleacă mâine dimineață.", "mâine dimineață", "2025-09-04", "2025-09-04"),
    ("Azi-noapte a plouat.", "Azi-noapte", "2025-09-02", "2025-09-03"),
    ("În această seară cântă corul.", "această seară", "2025-09-03", "2025-09-03"),
    ("Anul trecut a plouat.", "Anul trecut", "2024-01-01", "2024-12-31"),
    ("Ploile de anul acesta.", "anul acesta", "2025-01-01", "2025-12-31"),
    ("Se mută la anul.", "anul", "2026-01-01", "2026-12-31"),
    ("Luna viitoare vine zăpada.", "Luna viitoare", "2025-10-01", "2025-10-31"),
    ("În cursul acestei luni a plouat.", "acestei luni", "2025-09-01", "2025-09-30"),
    ("Săptămâna aceasta a plouat.", "Săptămâna aceasta", "2025-09-01", "2025-09-07"),
    ("Săptămâna trecută a plouat.", "Săptămâna trecută", "2025-08-25", "2025-08-31"),
    ("La sfârșitul săptămânii trecute.", "sfârșitul săptămânii trecute", "2025-08-30", "2025-08-31"),
    ("În acest weekend cântă corul.", "acest weekend", "2025-09-06", "2025-09-07"),
    ("Acum trei zile a plouat.", "Acum trei zile", "2025-08-31", "2025-08-31"),
    ("În urmă cu două luni a plouat.", "În urmă cu două luni", "2025-07-01", "2025-07-31"),
    ("Cu douăzeci de ani în urmă.", "Cu douăzeci de ani în urmă", "2005-01-01", "2005-12-31"),
    ("Acum doi ani și jumătate.", "Acum doi ani și jumătate", "2023-03-01", "2023-03-31"),
    ("Vor pleca peste o săptămână.", "peste o săptămână", "2025-09-08", "2025-09-14"),
    ("În ultimele patru zile a plouat.", "ultimele patru zile", "2025-08-31", "2025-09-03"),
    ("În ultimii doi ani a plouat.", "ultimii doi ani", "2023-09-04", "2025-09-03"),
    ("În ultimele 24 de ore a plouat.", "ultimele 24 de ore", "2025-09-02", "2025-09-03"),
    ("În următorii patru ani va ploua.", "următorii patru ani", "2025-09-04", "2029-09-03"),
    ("În vara trecută a plouat.", "vara trecută", "2025-06-01", "2025-08-31"),
    ("În primăvara acestui an a plouat.", "primăvara acestui an", "2025-03-01", "2025-05-31"),
    ("Astă-vară a plouat.", "Astă-vară", "2025-06-01", "2025-08-31"),
    ("La începutul anului a plouat.", "începutul anului", "2025-01-01", "2025-04-30"),
    ("În februarie anul trecut a nins.", "februarie anul trecut", "2024-02-01", "2024-02-29"),
    ("În noiembrie trecut a nins.", "noiembrie trecut", "2024-11-01", "2024-11-30"),
    ("În noaptea de marți spre miercuri.", "noaptea de marți spre miercuri", "2025-09-02", "2025-09-03"),
    ("Lunea trecută a plouat.", "Lunea trecută", "2025-09-01", "2025-09-01"),
    ("Miercurea viitoare cântă corul.", "Miercurea viitoare", "2025-09-10", "2025-09-10"),
    ("Astăzi, 3 septembrie, cântă corul.", "Astăzi, 3 septembrie", "2025-09-03", "2025-09-03"),
]

BY_TENSE = [
    ("A plecat joi la munte.", "joi", "2025-08-28", "2025-08-28"),
    ("Va pleca joi la munte.", "joi", "2025-09-04", "2025-09-04"),
    ("A plecat miercuri la munte.", "miercuri", "2025-09-03", "2025-09-03"),
    ("Va pleca miercuri la munte.", "miercuri", "2025-09-03", "2025-09-03"),
    ("Urmează să plece marți seara.", "marți seara", "2025-09-09", "2025-09-09"),
    ("A plecat joi după-amiază la munte.", "joi după-amiază", "2025-08-28", "2025-08-28"),
    ("Au votat în noiembrie.", "noiembrie", "2024-11-01", "2024-11-30"),
    ("Vor vota în noiembrie.", "noiembrie", "2025-11-01", "2025-11-30"),
    ("Au votat pe 12 octombrie.", "12 octombrie", "2024-10-12", "2024-10-12"),
    ("Vor vota pe 12 octombrie.", "12 octombrie", "2025-10-12", "2025-10-12"),
    ("Au votat în mai.", "mai", "2025-05-01", "2025-05-31"),
    ("Vor vota la 5 mai.", "5 mai", "2026-05-05", "2026-05-05"),
    ("Un vot e convocat pentru 1 decembrie.", "1 decembrie", "2025-12-01", "2025-12-01"),
]


@pytest.mark.parametrize(("text", "words", "start", "end"), [*ABSOLUTE, *RELATIVE, *BY_TENSE])
def test_reads_one_time(text: str, words: str, start: str, end: str) -> None:
    assert times(text) == [(words, start, end)]


@pytest.mark.parametrize("text", [row[0] for row in RELATIVE])
def test_without_a_day_of_publication_the_relative_is_a_miss(text: str) -> None:
    found, misses = read_times(parsed(text), None)
    assert found == []
    assert [m.step for m in misses] == ["times"]


@pytest.mark.parametrize(("text", "words", "start", "end"), ABSOLUTE)
def test_without_a_day_of_publication_the_absolute_stands(text: str, words: str, start: str, end: str) -> None:
    assert times(text, None) == [(words, start, end)]


@pytest.mark.parametrize(
    "text",
    [
        "A trăit acolo timp de cinci ani.",
        "Are 80 de ani.",
        "S-au întâlnit la ora 12:30.",
        "A lucrat peste 20 de ani la fabrică.",
        "A durat două luni de zile.",
        "Au cumpărat 2.022 de saci și 2000 de lăzi.",
        "Cei mai mulți au plecat în mai puțin de o oră.",
        "Cele 10 mai mari bănci au câștigat.",
        "A început această reparație după luni de așteptare.",
        "Luna e plină, iar marea e lină.",
        "Au construit 30 noi case.",
    ],
)
def test_is_not_a_time(text: str) -> None:
    found, misses = read_times(parsed(text), TODAY)
    assert (found, misses) == ([], [])


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("A plecat marți seara, în urmă cu două săptămâni.", "A plecat marti seara, in urma cu doua saptamani."),
        ("A plecat marți seara, la sfârșitul anului.", "A plecat marţi seara, la sfîrşitul anului."),
        ("Pleacă mâine, în această vară.", "Pleaca maine, in aceasta vara."),
    ],
)
def test_all_spellings_read_alike(written: str, plain: str) -> None:
    assert [row[1:] for row in times(written)] == [row[1:] for row in times(plain)]
    assert len(times(plain)) == 2


def test_a_state_is_not_tomorrow_in_a_text_with_diacritics() -> None:
    assert times("A plecat în Maine, în Statele Unite, după ședință.") == []


def test_ids_run_in_text_order() -> None:
    text = "Ieri a plouat.\nÎn 2021 a nins, iar pe 3 mai 2022 a fost soare."
    found, _ = read_times(parsed(text), TODAY)
    assert [t.id for t in found] == ["t1", "t2", "t3"]
    assert [t.span for t in found] == sorted(t.span for t in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Au votat pe 3 mai 2021. În aceeași zi a plouat.", ("2021-05-03", "2021-05-03")),
        ("Au votat pe 3 mai 2021. A doua zi a plouat.", ("2021-05-04", "2021-05-04")),
        ("Au votat în 1953. Cu doi ani mai devreme a plouat.", ("1951-01-01", "1951-12-31")),
        ("Au votat pe 3 mai 2021. Două luni mai târziu a plouat.", ("2021-07-01", "2021-07-31")),
        ("A sosit marți. Cu o zi înainte a plouat.", ("2025-09-01", "2025-09-01")),
    ],
)
def test_reckons_from_what_was_told_before(text: str, expected: tuple[str, str]) -> None:
    assert times(text)[-1][1:] == expected


def test_what_was_told_before_is_lacking() -> None:
    found, misses = read_times(parsed("În acea zi a plouat."), TODAY)
    assert found == []
    assert misses[0].reason.startswith("nothing told before")


def test_a_day_that_no_month_has_is_a_miss() -> None:
    text = "Actul e din 31 aprilie 2020."
    found, misses = read_times(parsed(text), TODAY)
    assert found == []
    assert [text[m.span[0] : m.span[1]] for m in misses] == ["31 aprilie 2020"]


def test_days_that_do_not_adjoin_are_two_times() -> None:
    assert times("Au votat pe 2 și 25 martie 2021.") == [
        ("2", "2021-03-02", "2021-03-02"),
        ("25 martie 2021", "2021-03-25", "2021-03-25"),
    ]


def test_a_weekday_names_the_year_of_its_date() -> None:
    # 20 February was a Friday in 2026, a Thursday in 2025.
    assert times("Vineri, 20 februarie, cântă corul.")[0][1] == "2026-02-20"


def test_a_date_far_ahead_is_the_one_just_behind() -> None:
    assert times("Va urma linia din 30 august.")[0][1] == "2025-08-30"


def test_the_week_of_a_sunday_paper_looks_ahead() -> None:
    sunday = date(2025, 9, 7)
    assert times("Va ploua săptămâna aceasta.", sunday)[0][1:] == ("2025-09-08", "2025-09-14")
    assert times("A plouat săptămâna aceasta.", sunday)[0][1:] == ("2025-09-01", "2025-09-07")


VERB = {"Mood": "Ind", "Tense": "Pres", "VerbForm": "Fin"}


@pytest.mark.parametrize(
    ("text", "tags", "start"),
    [
        ("Corul cântă joi.", {"cântă": ("VERB", VERB)}, "2025-09-04"),
        ("Corul cânta joi.", {"cânta": ("VERB", {"Tense": "Imp", "VerbForm": "Fin"})}, "2025-08-28"),
        (
            "Cântecul învățat joi place.",
            {"învățat": ("VERB", {"VerbForm": "Part"}), "place": ("VERB", VERB)},
            "2025-08-28",
        ),
        ("Cântecul de joi place.", {"place": ("VERB", VERB)}, "2025-08-28"),
        (
            "El a spus că va veni joi.",
            {"a": ("AUX", {}), "spus": ("VERB", {"VerbForm": "Part"}), "va": ("AUX", {}), "veni": ("VERB", {})},
            "2025-09-04",
        ),
        (
            "El a spus joi că va veni.",
            {"a": ("AUX", {}), "spus": ("VERB", {"VerbForm": "Part"}), "va": ("AUX", {}), "veni": ("VERB", {})},
            "2025-08-28",
        ),
        (
            "Joi, au continuat să cânte.",
            {
                "au": ("AUX", {}),
                "continuat": ("VERB", {"VerbForm": "Part"}),
                "să": ("PART", {}),
                "cânte": ("VERB", VERB),
            },
            "2025-08-28",
        ),
    ],
)
def test_the_nearest_verb_tells_the_direction(
    text: str, tags: dict[str, tuple[str, dict[str, str]]], start: str
) -> None:
    found, _ = read_times(parsed(text, tags), TODAY)
    assert [str(t.start) for t in found] == [start]


def test_the_tagger_can_rule_out_the_month_of_may() -> None:
    text = "Au intrat în mai obscure ape."
    assert len(times(text)) == 1
    assert read_times(parsed(text, {"mai": ("ADV", {})}), TODAY) == ([], [])


def test_a_language_without_a_table_is_an_error() -> None:
    text = parsed("x")
    text.language = "zz"
    with pytest.raises(DataError, match="languages/zz/times"):
        read_times(text, TODAY)


@pytest.mark.parametrize("published", [None, TODAY, date(2024, 2, 29), date.min, date.max])
def test_any_words_in_any_order_yield_true_spans(published: date | None) -> None:
    words = [
        *sorted(grammar("ro").words),
        "2024",
        "1850",
        "31",
        "1.500",
        "31.02.2024",
        "2024-13-45",
        "XX",
        "IIII",
        "4000",
    ]
    choose = random.Random(7)
    for _ in range(150):
        text = " ".join(choose.choice(words) for _ in range(40))
        found, misses = read_times(parsed(text), published)
        end = 0
        for time in found:
            assert end <= time.span[0] < time.span[1] <= len(text)
            assert time.start <= time.end
            end = time.span[1]
        assert all(0 <= m.span[0] < m.span[1] <= len(text) for m in misses)


def test_the_last_day_of_something_is_not_reckoned_from_today() -> None:
    text = "În ultima zi a festivalului."
    assert len(read_times(parsed(text, {"a": ("AUX", {})}), TODAY)[0]) == 1
    assert read_times(parsed(text, {"a": ("DET", {})}), TODAY) == ([], [])
