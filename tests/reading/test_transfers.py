from __future__ import annotations

import pytest

from cronicar.model import Event, EventType, Transfer
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.transfers import read_transfers
from tests.reading.trees import parse

KINDS = {"Malta": "MT", "Cipru": "CY", "Cuba": "CU", "Maltei": "MT", "Ciprului": "CY", "Cubei": "CU"}
NAMES = {"MT": "malta", "CY": "cipru", "CU": "cuba"}


def article(*sentences: str) -> Parsed:
    """Sentences of "form|lemma|UPOS|head|relation|features"; lemma and features may be left out."""
    blocks = []
    for sentence in sentences:
        rows = []
        for word in sentence.split():
            parts = word.split("|")
            if parts[1].isupper():
                parts.insert(1, parts[0].lower())
            rows.append(" ".join(parts))
        blocks.append("\n".join(rows))
    return parse("\n\n".join(blocks))


def cast_of(parsed: Parsed, *groups: str) -> Cast:
    """Three countries with their mentions, and further words that stand for an unlinked group each."""
    cast = Cast({n: Figurant(n, "country", n, "Q" + n, code) for code, n in NAMES.items()})
    for token in parsed.tokens:
        if token.text in KINDS:
            figurant = cast.entities[NAMES[KINDS[token.text]]]
        elif token.text in groups:
            figurant = cast.entities.setdefault(token.text, Figurant(token.text, "group", token.text))
        else:
            continue
        figurant.mentions.append((token.start, token.end, "name"))
        cast.by_token[token.index] = (figurant.id,)
    return cast


def event(
    parsed: Parsed,
    words: str,
    kind: str,
    actors: str = "",
    recipients: str = "",
    number: int = 1,
    polarity: str = "positive",
) -> Event:
    start = parsed.text.index(words)
    return Event(
        id=f"v{number}",
        type=EventType(kind),
        trigger=(start, start + len(words)),
        actors=tuple(actors.split()),
        recipients=tuple(recipients.split()),
        place=None,
        time=None,
        modality="asserted",
        polarity="negative" if polarity == "negative" else "positive",
        said_in=(),
    )


def told(parsed: Parsed, cast: Cast, *events: Event) -> list[tuple[str, str, list[str]]]:
    """Giver, receiver and goods of the transfers that are read."""
    return [_told(parsed, t) for t in read_transfers(parsed, Frames(parsed), cast, events)[0]]


def _told(parsed: Parsed, transfer: Transfer) -> tuple[str, str, list[str]]:
    goods = [parsed.text[slice(*g.span)] for g in transfer.goods]
    return " ".join(transfer.giver), " ".join(transfer.receiver), goods


LIST = """Malta|PROPN|2|nsubj livrează|VERB|0|root|Person=3 Ciprului|PROPN|2|iobj 20|NUM|5|nummod
 tancuri|tanc|NOUN|2|obj de|ADP|7|case luptă|NOUN|5|nmod ,|PUNCT|9|punct
 rachete|NOUN|3|nmod și|CCONJ|11|cc muniții|NOUN|9|conj"""
RESUMED = """Malta|PROPN|2|nsubj trimite|VERB|0|root|Person=3 drone|NOUN|2|obj către|ADP|5|case Cipru|PROPN|2|obl
 ,|PUNCT|8|punct precum|ADV|8|cc și|CCONJ|9|cc corturi|NOUN|2|conj"""
NOMINAL = """livrarea|livrare|NOUN|6|nsubj de|ADP|3|case tractoare|NOUN|1|nmod către|ADP|5|case Cipru|PROPN|1|nmod
 continuă|VERB|0|root|Person=3"""
ITSELF = """Malta|PROPN|2|nsubj anunță|VERB|0|root|Person=3 un|DET|5|det nou|ADJ|5|amod pachet|NOUN|2|obj de|ADP|7|case
 ajutor|NOUN|5|nmod militar|ADJ|7|amod"""
PARTS = """Ajutorul|ajutor|NOUN|2|nsubj constă|consta|VERB|0|root|Person=3 în|ADP|4|case făină|NOUN|2|obl și|CCONJ|6|cc
 pături|NOUN|4|conj"""
SUM = """ajutor|NOUN|0|root american|ADJ|1|amod în|ADP|4|case valoare|NOUN|1|nmod de|ADP|8|case 3|NUM|8|nummod
 milioane|milion|NOUN|8|compound euro|NOUN|4|nmod"""
PARTICIPLE = """grâul|grâu|NOUN|4|nsubj exportat|exporta|VERB|1|acl|VerbForm=Part Ciprului|PROPN|2|iobj
 ajunge|VERB|0|root|Person=3"""
SERVED = "Malta|PROPN|2|nsubj ajută|ajuta|VERB|0|root|Person=3 Cipru|PROPN|2|obj cu|ADP|5|case combustibil|NOUN|2|obl"
RECEIVED = """Cipru|PROPN|2|nsubj primește|primi|VERB|0|root|Person=3 obuze|NOUN|2|obj de|ADP|6|case la|ADP|4|fixed
 Malta|PROPN|2|obl"""
ASKED = "Cipru|PROPN|2|nsubj cere|VERB|0|root|Person=3 Maltei|PROPN|2|iobj medicamente|NOUN|2|obj"
BOUGHT = "Malta|PROPN|2|nsubj cumpără|cumpăra|VERB|0|root|Person=3 gaz|NOUN|2|obj cu|ADP|5|case Cipru|PROPN|2|obl"


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind", "sides", "expected"),
    [
        (
            LIST,
            "livrează",
            "AID",
            ("malta", "cipru"),
            ("malta", "cipru", ["20 tancuri de luptă", "rachete", "muniții"]),
        ),
        (RESUMED, "trimite", "AID", ("malta", "cipru"), ("malta", "cipru", ["drone", "corturi"])),
        (NOMINAL, "livrarea", "AID", ("", ""), ("", "cipru", ["tractoare"])),
        (ITSELF, "ajutor militar", "AID", ("malta", "cuba"), ("malta", "cuba", ["un nou pachet de ajutor militar"])),
        (PARTS, "Ajutorul", "AID", ("malta", "cuba"), ("malta", "cuba", ["făină", "pături"])),
        (SUM, "ajutor", "AID", ("malta", "cuba"), ("malta", "cuba", ["3 milioane euro"])),
        (PARTICIPLE, "exportat", "COOPERATE", ("malta", "cipru"), ("malta", "cipru", ["grâul"])),
        (SERVED, "ajută", "AID", ("malta", "cipru"), ("malta", "cipru", ["combustibil"])),
        (RECEIVED, "primește", "AID", ("", "malta"), ("malta", "cipru", ["obuze"])),
        (ASKED, "cere", "REQUEST", ("cipru", "malta"), ("malta", "cipru", ["medicamente"])),
        (BOUGHT, "cumpără", "COOPERATE", ("malta cipru", ""), ("cipru", "malta", ["gaz"])),
    ],
)
def test_goods_and_sides(
    sentence: str, trigger: str, kind: str, sides: tuple[str, str], expected: tuple[str, str, list[str]]
) -> None:
    parsed = article(sentence)
    cast = cast_of(parsed)
    assert told(parsed, cast, event(parsed, trigger, kind, *sides)) == [expected]


@pytest.mark.parametrize(
    ("sentence", "trigger", "kind"),
    [
        ("livrare|NOUN|0|root rapidă|ADJ|1|amod", "livrare", "AID"),
        (
            "protest|NOUN|0|root în|ADP|3|case sprijinul|sprijin|NOUN|1|nmod|Definite=Def Maltei|PROPN|3|nmod",
            "sprijinul",
            "AID",
        ),
        (
            "sprijinul|sprijin|NOUN|0|root său|DET|1|det|Poss=Yes pentru|ADP|4|case Malta|PROPN|1|nmod",
            "sprijinul",
            "AID",
        ),
        ("un|DET|2|det angajament|NOUN|0|root", "angajament", "AGREE"),
        (LIST, "livrează", "ASSAULT"),
    ],
    ids=["doing without a thing", "by means of", "pointing back", "noun of agreement", "no type of transfer"],
)
def test_no_transfer(sentence: str, trigger: str, kind: str) -> None:
    parsed = article(sentence)
    cast = cast_of(parsed)
    assert told(parsed, cast, event(parsed, trigger, kind, "malta", "cipru")) == []


def test_sides_that_nothing_tells_make_no_transfer() -> None:
    parsed = article("se|PRON|2|expl livrează|VERB|0|root|Person=3 drone|NOUN|2|obj")
    assert told(parsed, cast_of(parsed), event(parsed, "livrează", "AID")) == []


def test_goods_are_no_party() -> None:
    parsed = article(LIST)
    cast = cast_of(parsed, "rachete")
    assert told(parsed, cast, event(parsed, "livrează", "AID", "malta", "rachete cipru"))[0][1] == "cipru"


def test_a_person_does_not_give_to_their_own_country() -> None:
    parsed = article(NOMINAL)
    cast = cast_of(parsed)
    cast.entities["ministru"] = Figurant("ministru", "person", "Ana Ion", None, "CY")
    assert told(parsed, cast, event(parsed, "livrarea", "AID", "ministru", "cipru"))[0][:2] == ("", "cipru")


def test_the_same_goods_are_told_once() -> None:
    parsed = article(ITSELF)
    cast = cast_of(parsed)
    both = [
        event(parsed, "anunță", "AGREE", "malta", "", 1),
        event(parsed, "ajutor militar", "AID", "malta", "malta", 2),
    ]
    assert len(told(parsed, cast, *both)) == 1


def test_the_usual_receiver_stands_in() -> None:
    give = "Malta|PROPN|2|nsubj livrează|VERB|0|root|Person=3 {}|NOUN|2|obj"
    parsed = article(give.format("drone"), give.format("obuze"), give.format("mine"))
    cast = cast_of(parsed)
    triggers = [t for t in parsed.tokens if t.upos == "VERB"]
    events = [
        event(parsed, "livrează", "AID", "malta", r, n).model_copy(update={"trigger": (t.start, t.end)})
        for n, (t, r) in enumerate(zip(triggers, ("cipru", "", "cipru"), strict=True), 1)
    ]
    assert [receiver for _, receiver, _ in told(parsed, cast, *events)] == ["cipru"] * 3


FIRST = "Malta|PROPN|2|nsubj trimite|VERB|0|root|Person=3 Ciprului|PROPN|2|iobj obuze|NOUN|2|obj"
SECOND = """Malta|PROPN|2|nsubj primește|primi|VERB|0|root|Person=3 în|ADP|4|case schimb|NOUN|2|obl benzină|NOUN|2|obj
 ,|PUNCT|7|punct bani|NOUN|2|conj"""


def test_in_exchange() -> None:
    parsed = article(FIRST, SECOND)
    cast = cast_of(parsed)
    events = [event(parsed, "trimite", "AID", "malta", "cipru", 1), event(parsed, "primește", "AID", "", "malta", 2)]
    found = read_transfers(parsed, Frames(parsed), cast, events)[0]
    assert [t.in_exchange_for for t in found] == [None, "v1"]
    assert _told(parsed, found[1]) == ("cipru", "malta", ["benzină", "bani"])


@pytest.mark.parametrize(
    ("polarity", "actors", "recipients"), [("negative", "malta", "cipru"), ("positive", "cipru", "cuba")]
)
def test_in_exchange_of_nothing(polarity: str, actors: str, recipients: str) -> None:
    """What was not given, or went the same way, is not paid for: there the words mean "on the other hand"."""
    parsed = article(FIRST, SECOND)
    cast = cast_of(parsed)
    events = [
        event(parsed, "trimite", "AID", actors, recipients, 1, polarity),
        event(parsed, "primește", "AID", "", "malta", 2),
    ]
    found = read_transfers(parsed, Frames(parsed), cast, events)[0]
    assert [t.in_exchange_for for t in found] == [None, None]


@pytest.mark.parametrize(
    "price",
    [
        "pentru|ADP|8|case 3|NUM|8|nummod milioane|milion|NOUN|8|compound euro|NOUN|2|obl",
        "în|ADP|8|case schimbul|schimb|NOUN|5|fixed unor|DET|8|det cereale|NOUN|2|obl",
    ],
    ids=["price", "exchange"],
)
def test_a_return_without_a_verb_is_a_second_transfer(price: str) -> None:
    sale = "Malta|PROPN|2|nsubj vinde|VERB|0|root|Person=3 Ciprului|PROPN|2|iobj camioane|NOUN|2|obj " + price
    parsed = article(sale)
    found = read_transfers(
        parsed, Frames(parsed), cast_of(parsed), [event(parsed, "vinde", "COOPERATE", "malta", "cipru")]
    )[0]
    assert [(t.giver, t.receiver, t.in_exchange_for) for t in found] == [
        (("malta",), ("cipru",), None),
        (("cipru",), ("malta",), "v1"),
    ]
