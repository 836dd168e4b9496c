"""Words -> pieces of the encoder's vocabulary (a unigram model), one word at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tokenizers import Tokenizer
from tokenizers.models import Unigram

BOS, PAD, EOS, UNK = range(4)
BEGIN = "▁"
"""Stands before a piece that begins a word."""
MAX_PIECES_OF_A_WORD = 12
"""A word's vector is made of its first and last piece; what a longer word adds would only cost time."""

FOLD = str.maketrans(
    {"ş": "ș", "ţ": "ț", "Ş": "Ș", "Ţ": "Ț"}
    | dict.fromkeys("„“”«»‟〝〞″", '"')
    | dict.fromkeys("‘’‚‛‹›`´ʼ′", "'")
    | {"—": "–", "―": "–", "−": "-", "‑": "-", "‐": "-"}
)
"""Spellings that must parse alike are made one before the model sees them; the article's own text is never changed."""


class Pieces:
    """The piece model. ``vocabulary``: (piece, log probability) in order of id, the four specials first."""

    def __init__(self, vocabulary: Sequence[tuple[str, float]], characters: Mapping[str, str]) -> None:
        named = [(f"\0{i}" if i <= UNK else piece, score) for i, (piece, score) in enumerate(vocabulary)]
        self._tokenizer = Tokenizer(Unigram(named, UNK, False))
        self._characters = str.maketrans(dict(characters))
        self._known: dict[str, list[int]] = {}

    def encode(self, words: Sequence[str], spaces: Sequence[bool]) -> tuple[list[int], list[int], list[int]]:
        """Ids of a sentence with its begin and end marks, and the index of each word's first and last piece.

        ``spaces``: for each word whether a blank stands before it; a word glued to the one before it takes pieces
        without the begin mark, as in running text.
        """
        keys = [(BEGIN if space else "") + word for word, space in zip(words, spaces, strict=True)]
        new = list({key for key in keys if key not in self._known})
        if new:
            if len(self._known) > 200_000:
                self._known.clear()
                new = list(set(keys))
            for key, encoding in zip(new, self._tokenizer.encode_batch(list(map(self._spell, new))), strict=True):
                self._known[key] = encoding.ids[:MAX_PIECES_OF_A_WORD] or [UNK]
        ids, first, last = [BOS], [], []
        for key in keys:
            pieces = self._known[key]
            first.append(len(ids))
            ids += pieces
            last.append(len(ids) - 1)
        return [*ids, EOS], first, last

    def _spell(self, key: str) -> str:
        """A word as the vocabulary spells it. The begin mark is set aside: the table would turn it into a blank."""
        mark = BEGIN if key.startswith(BEGIN) else ""
        return mark + "".join(key.removeprefix(mark).translate(FOLD).translate(self._characters).split())
