"""The shipped model on text of our own: spellings that must parse alike, and sentences beyond the encoder's reach."""

from __future__ import annotations

import pytest

from cronicar.reading.document import Parsed
from cronicar.reading.parse.parser import MAX_PIECES, _batches
from cronicar.reading.pipeline import Kit

TEXT = (
    "„Nu știm când se întoarce și ce țară îl primește”, a declarat vineri ministra Oana Șerbănțeanu, "
    "potrivit postului „Știri și Țară”. Însoțitorii ei au plecat spre Chișinău, fără să-și ia „bagajele”."
)


def shape(parsed: Parsed) -> list[tuple[str, int, str, str, str]]:
    """All that must not hang on the spelling."""
    return [(t.upos, t.head, t.deprel, t.lemma if t.text.isalnum() else "", t.name) for t in parsed.tokens]


@pytest.mark.model
def test_cedillas_parse_as_commas_below(kit: Kit) -> None:
    old = kit.parser.parse(TEXT.translate(str.maketrans("șțȘȚ", "şţŞŢ")), "ro")
    assert shape(old) == shape(kit.parser.parse(TEXT, "ro"))
    assert "ş" in old.text and any("ş" in t.text for t in old.tokens)


@pytest.mark.model
@pytest.mark.parametrize("marks", ["““", "””", "“”", "„“", '""', "«»", "»«", "‟”"])
def test_double_marks_parse_alike(kit: Kit, marks: str) -> None:
    other = TEXT.translate(str.maketrans("„”", marks))
    assert shape(kit.parser.parse(other, "ro")) == shape(kit.parser.parse(TEXT, "ro"))


@pytest.mark.model
@pytest.mark.parametrize("marks", ["‘’", "‚’", "‚‘", "‹›"])
def test_single_marks_parse_alike(kit: Kit, marks: str) -> None:
    plain = kit.parser.parse(TEXT.translate(str.maketrans("„”", "''")), "ro")
    assert shape(kit.parser.parse(TEXT.translate(str.maketrans("„”", marks)), "ro")) == shape(plain)


@pytest.mark.model
def test_a_sentence_beyond_the_encoder_is_parsed_in_parts(kit: Kit) -> None:
    words = ["Xqzvwkjhgfdxqzvw" * 3] * 120
    parsed = kit.parser.parse(" ".join(words), "ro")
    pieces, _, _ = kit.parser.encoder.pieces.encode(words, [True] * len(words))
    assert len(pieces) > MAX_PIECES
    assert [t.text for t in parsed.tokens] == words
    for token in parsed.tokens:
        assert token.upos and (token.head == -1) == (token.deprel == "root")
        assert token.head < len(words)
    assert sum(t.head == -1 for t in parsed.tokens) == len(kit.parser._encode(parsed.tokens)) > 1


@pytest.mark.model
def test_a_sentence_parses_alike_alone_and_in_a_batch(kit: Kit) -> None:
    one = "Primarul a inaugurat ieri podul."
    alone = kit.parser.parse(one, "ro")
    among = kit.parser.parse(f"{one}\n{TEXT}\nDa.", "ro")
    assert shape(alone)[: len(alone.tokens)] == shape(among)[: len(alone.tokens)]


@pytest.mark.model
@pytest.mark.parametrize("text", ["\n", " ", "a", "!", "\u200b", "\n\n„"])
def test_next_to_nothing_is_parsed_too(kit: Kit, text: str) -> None:
    parsed = kit.parser.parse(text, "ro")
    assert [t.text for t in parsed.tokens] == text.split()


def test_batches_hold_every_sentence_once_within_the_limit() -> None:
    lengths = [3, 500, 20, 20, 450, 450, 450, 1]
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    batches = _batches(order, lengths)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[i] for i in batch) <= 900 for batch in batches)
