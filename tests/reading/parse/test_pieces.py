"""Words -> pieces, with a piece model of a dozen entries."""

from __future__ import annotations

import pytest

from cronicar.reading.parse.pieces import BOS, EOS, MAX_PIECES_OF_A_WORD, UNK, Pieces

VOCABULARY = [
    ("<s>", 0.0), ("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0),
    ("▁", -2.0), ("▁și", -1.0), ("și", -1.5), ("▁pod", -1.0), ("ul", -1.5), ("pod", -2.0),
    ('"', -1.0), ("'", -1.0), ("–", -1.0), ("-", -1.0),
    ("a", -5.0), ("ț", -3.0),
]  # fmt: skip
NUMBER = {piece: i for i, (piece, _) in enumerate(VOCABULARY)}


@pytest.fixture
def pieces() -> Pieces:
    # The base model's table turns the begin mark itself into a blank, which must not reach the words.
    return Pieces(VOCABULARY, {"Ａ": "a", "▁": " "})


def test_positions_of_first_and_last_piece(pieces: Pieces) -> None:
    ids, first, last = pieces.encode(["podul", "și", "pod"], [True, True, True])
    assert ids == [BOS, NUMBER["▁pod"], NUMBER["ul"], NUMBER["▁și"], NUMBER["▁pod"], EOS]
    assert (first, last) == ([1, 3, 4], [2, 3, 4])


def test_a_word_without_a_blank_before_it_has_no_begin_mark(pieces: Pieces) -> None:
    assert pieces.encode(["pod", "ul"], [True, False])[0] == [BOS, NUMBER["▁pod"], NUMBER["ul"], EOS]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("şi", "și"),
        ("ţ", "ț"),
        *((mark, '"') for mark in "„“”«»"),
        *((mark, "'") for mark in "‘’‚‹›"),
        ("—", "–"),
        ("‑", "-"),
    ],
)
def test_spellings_that_must_parse_alike_have_equal_pieces(pieces: Pieces, one: str, other: str) -> None:
    for space in (True, False):
        assert pieces.encode([one], [space]) == pieces.encode([other], [space])


def test_characters_are_unified_by_the_table_of_the_base_model(pieces: Pieces) -> None:
    assert pieces.encode(["Ａ"], [True]) == pieces.encode(["a"], [True])


@pytest.mark.parametrize("word", ["漢", "\u200b", "\x00", "🙂", "\u3000"])
def test_every_word_has_a_piece(pieces: Pieces, word: str) -> None:
    for space in (True, False):
        ids, first, last = pieces.encode(["pod", word, "pod"], [True, space, True])
        assert 2 == first[1] <= last[1] < first[2] == len(ids) - 2


def test_an_unknown_word_without_begin_mark_is_the_unknown_piece(pieces: Pieces) -> None:
    assert pieces.encode(["漢"], [False])[0] == [BOS, UNK, EOS]


def test_no_word_has_more_pieces_than_the_limit(pieces: Pieces) -> None:
    ids, first, last = pieces.encode(["a" * 200, "pod"], [True, True])
    assert last[0] - first[0] + 1 == MAX_PIECES_OF_A_WORD
    assert ids[first[1]] == NUMBER["▁pod"]
