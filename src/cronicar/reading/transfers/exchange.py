"""Which transfer pays for which: "in exchange", and what is bought for a price."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed, Token
from cronicar.reading.transfers.drafts import Draft, Side
from cronicar.reading.transfers.lexicon import Lexicon, stands, starts
from cronicar.reading.transfers.phrases import Phrases

NEAR = 12
"""Tokens between a mark of exchange and the trigger of its clause."""
PRICE = 30
"""Tokens between what is sold and its price, in one sentence."""


class Exchange:
    """Links the transfers of one article."""

    def __init__(self, parsed: Parsed, cast: Cast, phrases: Phrases, lexicon: Lexicon) -> None:
        self._parsed, self._cast, self._phrases, self._words = parsed, cast, phrases, lexicon

    def linked(self, drafts: Sequence[Draft]) -> list[Draft]:
        """The drafts with their links, and with those returns added that share another's verb."""
        out: list[Draft] = []
        for draft in drafts:
            answered = self._answered(draft, [d for d in drafts if d.event.id != draft.event.id])
            out.append(self._paid_back(draft, answered) if answered is not None else draft)
            returned = self._return(draft)
            if returned is not None:
                out.append(returned)
        return out

    # -- a clause with a mark of exchange

    def _answered(self, draft: Draft, others: Sequence[Draft]) -> Draft | None:
        """The transfer before this one that went the other way: in the same sentence, else the first that is a fact."""
        if not self._marked(draft):
            return None
        able = [
            d
            for d in others
            if d.event.trigger[0] < draft.event.trigger[0]
            and d.event.polarity == "positive"
            and d.event.type.value not in self._words.swapped
            and self._opposite(draft, d)
        ]
        here = self._sentence(draft)
        return min(able, key=lambda d: (self._sentence(d) != here, d.event.modality != "asserted"), default=None)

    def _paid_back(self, draft: Draft, answered: Draft) -> Draft:
        """The link, and the giver that the first half tells."""
        giver = draft.giver or answered.receiver
        return replace(draft, link=answered.event.id, giver=giver, receiver=draft.receiver or answered.giver)

    def _opposite(self, draft: Draft, other: Draft) -> bool:
        gave, got = self._nations(draft.giver), self._nations(draft.receiver)
        other_gave, other_got = self._nations(other.giver), self._nations(other.receiver)
        if gave & other_gave or got & other_got:
            return False
        if not got:
            return bool(gave & other_got)
        # A town of a country that is not known may well be the giver's own.
        homeless = any(self._cast.entities[i].kind == "place" and i in other_got for i in other.receiver)
        return bool(got & other_gave) and bool(gave & other_got or not gave or not other_got or homeless)

    def _nations(self, side: Side) -> set[str]:
        """Countries (or, without one, entities): Kim's shipment is North Korea's."""
        return {self._cast.entities[i].country or i for i in side}

    def _sentence(self, draft: Draft) -> int:
        words = self._parsed.between(*draft.event.trigger)
        return words[0].sentence if words else -1

    def _marked(self, draft: Draft) -> bool:
        """Whether the clause of the transfer holds a mark of exchange, with no other verb between."""
        words = self._parsed.between(*draft.event.trigger)
        if not words:
            return False
        sentence = self._parsed.sentences[words[0].sentence]
        for at in range(sentence.first, sentence.last):
            if stands(self._parsed.tokens, at, self._words.marks) and abs(at - words[0].index) <= NEAR:
                low, high = sorted((at, words[0].index))
                if not any(self._finite(t) for t in self._parsed.tokens[low + 1 : high] if t not in words):
                    return True
        return False

    def _finite(self, token: Token) -> bool:
        return token.upos == "VERB" and "Person" in token.feats

    # -- a return without a verb of its own

    def _return(self, draft: Draft) -> Draft | None:
        """A second transfer of the event: "în schimbul unor hărți", "a vândut … pentru 5 milioane"."""
        words = self._parsed.between(*draft.event.trigger)
        end = max(p.last for p in draft.goods)
        sale = any(starts(t, self._words.sale_stems) for t in words)
        for phrase in self._phrases.of(words[0].sentence):
            if phrase.kind is None or not end <= phrase.first <= end + (PRICE if sale else NEAR):
                continue
            priced = sale and phrase.kind == "money" and phrase.case in self._words.price
            if priced or any(" ".join(m) == self._lead(phrase.first, len(m)) for m in self._words.nominal_marks):
                return replace(draft, goods=(phrase,), giver=draft.receiver, receiver=draft.giver, link=draft.event.id)
        return None

    def _lead(self, first: int, count: int) -> str:
        return " ".join(t.lower for t in self._parsed.tokens[max(0, first - count) : first])
