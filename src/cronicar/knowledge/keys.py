"""How a form of name becomes the key that it is stored and found under."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_APART = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ß": "ss", "ð": "d", "þ": "th", "ə": "a",
    "-": " ", "\N{HYPHEN}": " ", "\N{NON-BREAKING HYPHEN}": " ", "\N{EN DASH}": " ", "\N{NO-BREAK SPACE}": " ",
    ".": None, "'": None, "\N{RIGHT SINGLE QUOTATION MARK}": None, "\N{LEFT SINGLE QUOTATION MARK}": None, "ʼ": None,
    "`": None, '"': None, "„": None, "”": None, "“": None, "«": None, "»": None, ",": None,
})  # fmt: skip


@lru_cache(maxsize=16384)
def key(form: str) -> str:
    """Lower case without diacritics, full stops, commas, quotation marks, apostrophes; a blank for every hyphen."""
    folded = form.lower().translate(_APART)
    if not folded.isascii():
        folded = _bare(folded)
    return " ".join(folded.split())


def _bare(text: str) -> str:
    """Latin letters without their marks. Other scripts keep theirs: Cyrillic й and ї are letters of their own."""
    out = []
    for char in unicodedata.normalize("NFC", text):
        bases = unicodedata.normalize("NFD", char)
        out.append(bases[0] if bases[0].isascii() else char)
    return "".join(c for c in out if not unicodedata.combining(c))


def capitals(form: str) -> int:
    """How many capital letters a form has."""
    return sum(map(str.isupper, form))
