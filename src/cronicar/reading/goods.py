"""Which category of goods the words of a phrase name: data of ``goods.toml``, matched on stems."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from cronicar.errors import DataError
from cronicar.languages import table
from cronicar.model import GoodsCategory
from cronicar.reading.document import Token, fold

_NO_THINGS = frozenset({"ADJ", "ADV", "DET", "PRON", "ADP", "AUX", "CCONJ", "SCONJ", "PART"})
_LONGEST = 4
"""Words of the longest entry that is looked for."""
_MARKS = re.compile(r"[̀-ͯ]")


def category(tokens: Sequence[Token], language: str) -> GoodsCategory | None:
    """The category of the goods that a phrase names, None when none of its words tells.

    ``tokens``: the phrase in text order, its head first or not; what it is made of and what qualifies it included
    ("14 tancuri de luptă", "un ajutor de 5 milioane de euro").
    Raises ``DataError`` when the language has no goods data.
    """
    return _goods(language).category(_words(tokens))


@dataclass(slots=True)
class _Word:
    text: str
    lemma: str
    thing: bool
    """It may name a thing: no adjective, article, preposition, name of a person or place."""
    quality: bool
    """An adjective or adverb, which names a thing only in a phrase without a noun."""


def _words(tokens: Sequence[Token]) -> list[_Word]:
    """The words of a phrase. Those that the parse cuts at a hyphen are made whole again."""
    out: list[_Word] = []
    end = -1
    for token in tokens:
        glued = token.start == end and out
        if glued and (token.text[0] in "-/" or (out[-1].text[-1] in "-/" and token.text[0].isalnum())):
            out[-1] = _Word(out[-1].text + token.text, "", out[-1].thing, out[-1].quality)
        elif token.text[0].isalnum():
            named = token.upos == "PROPN" and token.text.istitle()
            thing, quality = not named and token.upos not in _NO_THINGS, token.upos in ("ADJ", "ADV")
            out.append(_Word(token.text, token.lemma, thing, quality))
        end = token.end
    for word in out:
        word.text = word.text.rstrip("-/")
    return out


def _plain(text: str) -> str:
    """Lower case without diacritics."""
    return _MARKS.sub("", unicodedata.normalize("NFD", fold(text)))


class _Goods:
    def __init__(self, data: Mapping[str, Any]) -> None:
        matching, helping = data["matching"], data["help"]
        self._endings = sorted(map(_plain, matching["endings"]), key=len, reverse=True)
        self._least: int = matching["least"]
        self._questions = frozenset(map(_plain, matching["questions"]))
        self._purpose = frozenset(map(_plain, matching["purpose"]))
        self._known: dict[str, str] = {}
        self._strong = self._entries(data["categories"])
        self._weak = self._entries(data["weak"])
        self._names = {_plain(name): _checked(c) for c, names in data["names"].items() for name in names}
        self._designations = [(_checked(c), re.compile(pattern)) for c, pattern in data["designations"].items()]
        self._help = frozenset(map(self._stem, helping["words"]))
        self._kinds = [(_checked(k["category"]), frozenset(map(self._stem, k["words"]))) for k in helping["kinds"]]
        self._default, self._of_money = _checked(helping["default"]), _checked(helping["of_money"])

    def category(self, words: Sequence[_Word]) -> GoodsCategory | None:
        if not words:
            return None
        if _plain(words[0].text) in self._questions:
            return "information"
        for_whom = next((i for i, word in enumerate(words) if i and _plain(word.text) in self._purpose), None)
        return (self._of(words[:for_whom]) if for_whom else None) or self._of(words)

    def _of(self, words: Sequence[_Word]) -> GoodsCategory | None:
        stems = [(self._stem(word.text), self._stem(word.lemma) if word.lemma else "") for word in words]
        things = [word.thing for word in words]
        strong = self._first(stems, things, self._strong)
        named = self._named(words)
        help_at = next((i for i, both in enumerate(stems) if things[i] and not self._help.isdisjoint(both)), None)
        if help_at is not None and (strong is None or strong[0] >= help_at) and (named is None or named[0] > help_at):
            return self._kind_of_help(stems, strong[1] if strong and strong[0] == help_at else self._default)
        found = [hit for hit in (strong, named) if hit]
        if found:
            return min(found, key=lambda hit: hit[0])[1]
        weak = self._first(stems, things, self._weak)
        if weak is None and not any(things):
            weak = self._first(stems, [word.quality for word in words], self._strong)
        if weak:
            return weak[1]
        if any(not self._help.isdisjoint(both) for both in stems):
            return self._kind_of_help(stems, self._default)
        return next((c for word in words for c, shape in self._designations if shape.fullmatch(word.text)), None)

    def _kind_of_help(self, stems: Sequence[tuple[str, str]], default: GoodsCategory) -> GoodsCategory:
        said = {s for both in stems for s in both}
        for kind, words in self._kinds:
            if words & said:
                return kind
        money = any(self._weak.get((s,)) == self._of_money for s in said)
        return self._of_money if money else default

    def _named(self, words: Sequence[_Word]) -> tuple[int, GoodsCategory] | None:
        plain = [_plain(word.text) for word in words]
        for at in range(len(plain)):
            for length in (2, 1):
                name = " ".join(plain[at : at + length])
                known = self._names.get(name) or self._names.get(re.split(r"[-/]?\d", name)[0])
                # a name is written with a capital, or it is the word that it was made of
                if known and any(c.isupper() for c in words[at].text):
                    return at, known
        return None

    def _first(
        self, stems: Sequence[tuple[str, str]], things: Sequence[bool], entries: Mapping[tuple[str, ...], GoodsCategory]
    ) -> tuple[int, GoodsCategory] | None:
        """The first place where an entry stands, the longest one there. One word alone must name a thing."""
        for at in range(len(stems)):
            for length in range(min(_LONGEST, len(stems) - at), 0, -1):
                if length == 1 and not things[at]:
                    continue
                for side in (0, 1):
                    known = entries.get(tuple(both[side] or both[0] for both in stems[at : at + length]))
                    if known:
                        return at, known
        return None

    def _entries(self, categories: Mapping[str, Sequence[str]]) -> dict[tuple[str, ...], GoodsCategory]:
        out: dict[tuple[str, ...], GoodsCategory] = {}
        for name, phrases in categories.items():
            for phrase in phrases:
                out.setdefault(tuple(map(self._stem, phrase.split())), _checked(name))
        return out

    def _stem(self, word: str) -> str:
        known = self._known.get(word)
        if known is None:
            plain = _plain(word)
            cut = next((e for e in self._endings if plain.endswith(e) and len(plain) - len(e) >= self._least), "")
            stem = plain[: len(plain) - len(cut)]
            known = stem[:-1] if stem.endswith("i") and len(stem) > self._least else stem
            if len(self._known) < 100_000:
                self._known[word] = known
        return known


def _checked(name: str) -> GoodsCategory:
    known: tuple[GoodsCategory, ...] = get_args(GoodsCategory)
    for category_name in known:
        if category_name == name:
            return category_name
    raise DataError(f"goods.toml: {name!r} is no category of goods; reinstall cronicar")


@cache
def _goods(language: str) -> _Goods:
    return _Goods(table(language, "goods"))
