"""Sentences -> noun phrases, read off the surface, because trees are least to be trusted in long lists of goods."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cronicar.model import GoodsCategory
from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed, Token
from cronicar.reading.goods import category
from cronicar.reading.transfers.lexicon import Lexicon, stands, starts

OF = "of"
"""The case of a phrase behind a possessive article."""
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X"})
_NOMINAL = frozenset({"NOUN", "PROPN", "X"})
_NAMED = frozenset({"country", "organisation", "person", "group"})


@dataclass(slots=True)
class Phrase:
    """Tokens ``first`` to ``last`` (exclusive) of the article: "circa 14 tancuri de luptă Leopard"."""

    first: int
    last: int
    head: Token
    """The first noun that neither counts nor wraps."""
    case: str
    """The preposition before it, lower case; empty when none."""
    kind: GoodsCategory | None


class Phrases:
    """The noun phrases of an article by the index of their tokens."""

    def __init__(self, parsed: Parsed, cast: Cast, lexicon: Lexicon) -> None:
        self._parsed, self._cast, self._words = parsed, cast, lexicon
        self._known: dict[int, list[Phrase]] = {}

    def of(self, sentence: int) -> list[Phrase]:
        """The phrases of a sentence in text order."""
        if sentence not in self._known:
            self._known[sentence] = self._merged(list(self._read(sentence)))
        return self._known[sentence]

    def at(self, token: Token) -> Phrase | None:
        """The phrase that holds a token."""
        return next((p for p in self.of(token.sentence) if p.first <= token.index < p.last), None)

    def tokens(self, phrase: Phrase) -> list[Token]:
        """The words of a phrase."""
        return self._parsed.tokens[phrase.first : phrase.last]

    def span(self, phrase: Phrase) -> tuple[int, int]:
        """Start and end offset of a phrase without the articles and marks around it."""
        words = self.tokens(phrase)
        while len(words) > 1 and self._bare(words[0]):
            words = words[1:]
        return words[0].start, words[-1].end

    def _bare(self, token: Token) -> bool:
        return token.upos == "DET" and token.feats.get("PronType") == "Art" and token.feats.get("Case") == "Dat,Gen"

    def acts(self, token: Token) -> bool:
        """Whether a token stands for a country, body or person that is known by name: no thing to be given."""
        if token.upos == "PROPN" and category([token], self._parsed.language) is not None:
            return False
        for identifier in self._cast.who(token):
            figurant = self._cast.entities[identifier]
            if figurant.wikidata or (figurant.kind in _NAMED and token.upos == "PROPN") or figurant.kind == "country":
                return True
        return False

    # -- cutting a sentence

    def _read(self, sentence: int) -> Iterator[Phrase]:
        tokens = self._parsed.tokens
        place = self._parsed.sentences[sentence]
        at = place.first
        while at < place.last:
            if not self._opens(tokens[at]):
                at += 1
                continue
            last = self._end(at, place.last)
            yield self._phrase(at, last, place.first)
            at = last

    def _merged(self, phrases: list[Phrase]) -> list[Phrase]:
        """A sum and the bare noun that says what it is make one phrase: "5 milioane de euro ajutor financiar"."""
        out: list[Phrase] = []
        for phrase in phrases:
            before = out[-1] if out else None
            bare = self._parsed.tokens[phrase.first].upos == "NOUN" and not phrase.case and phrase.kind is not None
            if before is not None and bare and before.kind == "money" and before.last == phrase.first:
                before.last = phrase.last
                continue
            out.append(phrase)
        return out

    def _opens(self, token: Token) -> bool:
        if self._joins(token):
            return False
        return token.upos in _INSIDE or token.lower in self._words.approximate

    def _joins(self, token: Token) -> bool:
        """A possessive article, which ties a genitive: "a Ucrainei"; parsers take some for auxiliaries."""
        return token.lower in self._words.articles and token.upos in ("DET", "ADP", "AUX", "PART")

    def _end(self, at: int, limit: int) -> int:
        """The index after the last token of the phrase that opens here."""
        tokens = self._parsed.tokens
        named = self._names(tokens[at])
        end = at + 1
        if named and self.acts(tokens[at]):
            while end < limit and self._same_name(tokens[end], tokens[at]):
                end += 1
            return end
        while end < limit:
            token = tokens[end]
            length = self._leads_on(end, limit, at)
            if length:
                end += length
                named = self._names(tokens[end - 1])
                continue
            if not self._goes_on(token, tokens[end - 1], named):
                break
            named = named or self._names(token)
            end += 1
        return end

    def _names(self, token: Token) -> bool:
        """Whether a token can name the thing; one that counts leaves room for the noun."""
        return token.upos in _NOMINAL and token.lower not in self._words.quantities

    def _same_name(self, token: Token, head: Token) -> bool:
        """Whether a token goes on with the name of one who acts: "Republica Cehă", not "Rusiei arme"."""
        return token.name.startswith("I-") or (token.head == head.index and token.relation == "flat")

    def _leads_on(self, at: int, limit: int, first: int) -> int:
        """How many tokens a preposition brings to the phrase before it: 2 for "tancuri de luptă", 0 for none."""
        tokens = self._parsed.tokens
        case, beyond = tokens[at], at + 1
        if case.upos != "ADP" or stands(tokens, at, self._words.worth):
            return 0
        while beyond < limit and tokens[beyond].lower in self._words.approximate:
            beyond += 1
        if beyond >= limit or tokens[beyond].upos not in _INSIDE or self.acts(tokens[beyond]):
            return 0
        after = tokens[beyond]
        if case.lower in self._words.of:
            return 0 if starts(tokens[at - 1], self._words.act_stems) else beyond + 1 - at
        linked = first <= after.head < at or case.lower in self._words.bare
        plain = after.upos in _NOMINAL and after.feats.get("Definite") != "Def"
        return beyond + 1 - at if case.lower in self._words.qualifying and linked and plain else 0

    def _goes_on(self, token: Token, before: Token, named: bool) -> bool:
        if self._joins(token) or (token.upos in _NOMINAL and self.acts(token)):
            return False
        if token.upos == "AUX" and token.relation == "amod":
            return True
        if token.upos in ("ADJ", "NUM", "X"):
            return token.upos != "NUM" or before.upos in ("NUM", "DET", "PROPN", "ADV") or token.relation == "flat"
        if token.upos == "DET":
            return not named or "Poss" in token.feats or (token.head < token.index and token.relation == "det")
        if token.upos == "NOUN":
            return not named or (token.text[0].isupper() and token.head < token.index)
        if token.upos == "PROPN":
            return True
        return token.upos == "VERB" and named and self._qualifies(token)

    def _qualifies(self, token: Token) -> bool:
        """A participle without anything of its own: "tancuri reechipate"."""
        return (
            token.relation in ("amod", "acl")
            and token.feats.get("VerbForm", "Part") == "Part"
            and "Person" not in token.feats
            and not self._parsed.kids(token)
        )

    def _phrase(self, first: int, last: int, floor: int) -> Phrase:
        words = self._parsed.tokens[first:last]
        skip = self._words.quantities | self._words.wrappers
        nouns = [t for t in words if t.upos in _NOMINAL] or [t for t in words if t.upos == "ADJ"] or words
        head = next((t for t in nouns if t.lemma.lower() not in skip and t.lower not in skip), nouns[0])
        return Phrase(first, last, head, self._case(first, floor), self._kind(words, nouns[0], head))

    def _case(self, first: int, floor: int) -> str:
        tokens, at = self._parsed.tokens, first - 1
        while at > floor and tokens[at].text in "„“”\"'«»" and tokens[at].upos == "PUNCT":
            at -= 1
        if at < floor:
            return ""
        if self._joins(tokens[at]):
            return OF
        if tokens[at].upos != "ADP" and tokens[at].relation not in ("case", "fixed"):
            return ""
        words = [tokens[at].lower]
        while at - 1 >= floor and (tokens[at - 1].upos == "ADP" or tokens[at].relation == "fixed") and len(words) < 3:
            at -= 1
            words.insert(0, tokens[at].lower)
        return " ".join(words)

    def _kind(self, words: list[Token], noun: Token, head: Token) -> GoodsCategory | None:
        if self.acts(head) or (head.upos == "ADJ" and self._follows_noun(words[0])):
            return None
        if starts(noun, self._words.act_stems) or (noun.lemma.lower() in self._words.vague and len(words) == 1):
            return None
        return category(words, self._parsed.language)

    def _follows_noun(self, token: Token) -> bool:
        """An adjective that parsers left alone behind its noun; one after a verb may be a noun that they mistook."""
        before = self._parsed.tokens[token.index - 1] if token.index else token
        return not self.acts(before) and before.upos in ("NOUN", "ADV", "DET")
