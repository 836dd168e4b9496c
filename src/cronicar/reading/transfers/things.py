"""Event -> goods: the phrases that name what passes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from cronicar.model import Event, Goods
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed, Token
from cronicar.reading.transfers.lexicon import Lexicon, stands, starts
from cronicar.reading.transfers.phrases import OF, Phrase, Phrases

LONGEST = 12
"""Goods of one transfer; what goes on longer is no list of goods."""
_STOPS = frozenset(".;:–-()")
REACH = 24
"""Tokens between an interrupted list and its next part."""


class Things:
    """Finds the goods of the events of one article."""

    def __init__(self, parsed: Parsed, frames: Frames, phrases: Phrases, lexicon: Lexicon) -> None:
        self._parsed, self._frames, self._phrases, self._words = parsed, frames, phrases, lexicon

    def of(self, event: Event) -> list[Phrase]:
        """The phrases of the goods of an event in text order, empty when the text names none."""
        words = self._parsed.between(*event.trigger)
        if not words:
            return []
        inside = {t.index for t in words}
        head = next((t for t in words if t.upos == "VERB"), None)
        head = head or next((t for t in words if t.head not in inside), words[0])
        found = self._found(head, words)
        barred = self._words.never.get(event.type.value, frozenset())
        return [p for p in found if p.kind not in barred and self._suits(p, words)]

    def _found(self, head: Token, words: Sequence[Token]) -> list[Phrase]:
        doing = any(t.upos == "NOUN" and starts(t, self._words.act_stems) for t in words)
        thing = next((t for t in words if self._is_thing(t)), None)
        if thing is not None and not doing:
            return self._itself(thing)
        first = self._named_by(head, words)
        return (self._sum(first) or self._listed(first)) if first else []

    def _suits(self, phrase: Phrase, words: Sequence[Token]) -> bool:
        kinds = [k for stem, k in self._words.only.items() if any(starts(t, (stem,)) for t in words)]
        return all(phrase.kind in k for k in kinds)

    def goods(self, phrases: Sequence[Phrase]) -> list[Goods]:
        """The values of a reading for phrases."""
        return [Goods(span=self._phrases.span(p), category=p.kind) for p in phrases if p.kind is not None]

    # -- an event noun that is itself what is given

    def _is_thing(self, token: Token) -> bool:
        if token.upos not in ("NOUN", "PROPN") or starts(token, self._words.act_stems):
            return False
        phrase = self._phrases.at(token)
        return phrase is not None and phrase.kind is not None

    def _is_idle(self, phrase: Phrase) -> bool:
        """A bare noun that only says by whose means ("cu ajutorul"), or points back ("sprijinul său")."""
        words = self._phrases.tokens(phrase)
        if all(t is phrase.head or "Poss" in t.feats for t in words):
            return len(words) > 1 or (phrase.case in self._words.means and phrase.head.feats.get("Definite") == "Def")
        return False

    def _itself(self, token: Token) -> list[Phrase]:
        phrase = self._phrases.at(token)
        predicative = token.relation == "appos" or self._parsed.kids(token, "cop")
        if phrase is None or predicative or self._is_idle(phrase):
            return []
        return self._parts(phrase) or self._sum(phrase) or [phrase]

    def _parts(self, whole: Phrase) -> list[Phrase]:
        """The parts after the verb that holds them: arms in "ajutorul constă în arme", a sum in "este de un milion"."""
        for token in self._after(whole.last, 6):
            equals = token.relation == "cop"
            if equals or (token.upos == "VERB" and starts(token, self._words.hold_stems)):
                cases = {"", *self._words.holding, *(self._words.of if equals else ())}
                near = (p for p in self._phrases.of(token.sentence) if token.index < p.first <= token.index + 3)
                first = next((p for p in near if p.kind is not None and (p.kind == "money" or not equals)), None)
                return self._listed(first) if first is not None and first.case in cases else []
            if token.upos == "VERB" and "Person" in token.feats:
                return []
        return []

    def _sum(self, whole: Phrase) -> list[Phrase]:
        """The sum that help is worth, where it follows at once: "ajutor în valoare de 5 milioane de euro"."""
        length = stands(self._parsed.tokens, whole.last, self._words.worth)
        if not length:
            return []
        start = whole.last + length
        phrase = self._phrases.at(self._parsed.tokens[start]) if start < len(self._parsed.tokens) else None
        return [replace(phrase, first=start)] if phrase is not None and phrase.kind == "money" else []

    def _after(self, index: int, count: int) -> list[Token]:
        tokens = self._parsed.tokens
        if index >= len(tokens):
            return []
        sentence = tokens[index - 1].sentence
        return [t for t in tokens[index : index + count] if t.sentence == sentence]

    # -- a verb or a noun of doing with its thing

    def _named_by(self, head: Token, words: Sequence[Token]) -> Phrase | None:
        frame = self._frames[head.index]
        if starts(head, self._words.serve_stems):
            return self._carried(head) or self._behind(words[-1], self._words.carrying - self._words.of)
        if frame.nominal:
            return self._behind(words[-1], self._words.of | {"", OF}, nominal=True) or self._of_tree(frame.genitives)
        if starts(head, self._words.arrive_stems):
            return self._of_tree(frame.subjects) or self._before(words[0])
        if self._in_relative(head):
            found = self._antecedent(head)
            if found is not None:
                return found
        if self._is_participle(head):
            return self._adjacent(words[0]) or self._behind(words[-1])
        if frame.voice == "passive":
            return self._of_tree(frame.subjects) or self._behind(words[-1]) or self._before(words[0])
        return self._behind(words[-1]) or self._of_tree(frame.objects) or self._carried(head)

    def _of_tree(self, tokens: Sequence[Token]) -> Phrase | None:
        for token in tokens:
            phrase = self._phrases.at(token)
            if phrase is not None and phrase.kind is not None:
                return phrase
        return None

    def _carried(self, head: Token) -> Phrase | None:
        obliques = self._frames[head.index].obliques
        return self._of_tree([token for case, token in obliques if case in self._words.carrying])

    def _is_participle(self, head: Token) -> bool:
        return (
            head.relation in ("amod", "acl")
            and not self._parsed.kids(head, "aux", "mark", "nsubj")
            and "Person" not in head.feats
            and head.feats.get("VerbForm", "Part") == "Part"
        )

    def _adjacent(self, token: Token) -> Phrase | None:
        """The phrase right before a participle: "ajutorul militar acordat"."""
        at = token.index - 1
        tokens = self._parsed.tokens
        while at >= 0 and tokens[at].sentence == token.sentence and tokens[at].upos in ("PUNCT", "ADV"):
            at -= 1
        phrase = self._phrases.at(tokens[at]) if at >= 0 and tokens[at].sentence == token.sentence else None
        if phrase is not None and phrase.kind is None and token.head >= 0:
            phrase = self._phrases.at(tokens[token.head])
        return phrase if phrase is not None and phrase.kind is not None else None

    def _in_relative(self, head: Token) -> bool:
        return head.relation == "acl" and bool(self._relative(head))

    def _relative(self, head: Token) -> Token | None:
        """The relative pronoun that is the verb's object or passive subject."""
        frame = self._frames[head.index]
        passive = frame.voice == "passive"
        for child in self._parsed.kids(head):
            if child.feats.get("PronType") != "Int,Rel" or child.index > head.index:
                continue
            if child.relation != "nsubj" or passive:
                return child
        return None

    def _antecedent(self, head: Token) -> Phrase | None:
        parent = self._parsed.parent(head)
        return self._of_tree([parent]) if parent is not None else None

    def _before(self, token: Token) -> Phrase | None:
        """The nearest phrase before a passive verb that no preposition leads, in the same clause."""
        low = token.index
        for before in reversed(self._parsed.tokens[: token.index]):
            if before.sentence != token.sentence or (before.upos == "VERB" and "Person" in before.feats):
                break
            low = before.index
        found = [p for p in self._phrases.of(token.sentence) if low <= p.first and p.last <= token.index]
        return next((p for p in reversed(found) if p.kind is not None and not p.case), None)

    def _behind(self, token: Token, cases: frozenset[str] | None = None, nominal: bool = False) -> Phrase | None:
        """The first phrase after the trigger, in the same clause, that names goods and stands as a thing would."""
        limit = self._clause_end(token)
        allowed = frozenset({""}) if cases is None else cases
        for phrase in self._phrases.of(token.sentence):
            if phrase.first <= token.index:
                continue
            if phrase.first >= limit:
                return None
            if self._is_act(phrase):
                allowed = allowed | self._words.of | {OF}
                continue
            if phrase.kind is None or phrase.case not in allowed or self._is_receiver(phrase, nominal):
                if nominal and not phrase.case and not self._phrases.acts(phrase.head):
                    return None
                continue
            return phrase
        return None

    def _is_act(self, phrase: Phrase) -> bool:
        return starts(phrase.head, self._words.act_stems)

    def _is_receiver(self, phrase: Phrase, nominal: bool) -> bool:
        """Whether a phrase is a dative after a verb: "a livrat armatei ucrainene tancuri"."""
        if nominal or phrase.case:
            return False
        head = phrase.head
        parts = (head, *self._parsed.kids(head, "det"))
        dative = any("Dat" in t.feats.get("Case", "") for t in parts if t.upos in ("NOUN", "PROPN", "DET"))
        return dative and head.relation != "obj"

    def _clause_end(self, token: Token) -> int:
        """Index of the first token that opens another clause."""
        tokens = self._parsed.tokens
        last = self._parsed.sentences[token.sentence].last
        for at in range(token.index + 1, last):
            word = tokens[at]
            if word.text in ";:/" or (word.upos == "SCONJ" and word.relation == "mark"):
                return at
            if word.upos == "PRON" and word.feats.get("PronType") == "Int,Rel":
                return at
            finite = "Person" in word.feats or word.feats.get("VerbForm") == "Ger"
            if word.upos in ("VERB", "AUX") and finite and word.relation != "fixed":
                return at
        return last

    # -- lists

    def _listed(self, first: Phrase) -> list[Phrase]:
        """A phrase of goods with those that are listed after it."""
        out = [self._stretched(first)]
        while len(out) < LONGEST:
            following = self._next(out[-1], first)
            if following is None:
                break
            out.append(self._stretched(following))
        return out

    def _stretched(self, phrase: Phrase) -> Phrase:
        """The phrase with a second complement of its head: "tehnică de luptă și de transport"."""
        tokens, at = self._parsed.tokens, phrase.last
        if phrase.case in self._words.of or at + 2 >= len(tokens) or tokens[at].upos != "CCONJ":
            return phrase
        more = self._phrases.at(tokens[at + 2]) if tokens[at + 1].lower in self._words.of else None
        if more is None or more.first != at + 2 or more.head.sentence != phrase.head.sentence:
            return phrase
        return replace(phrase, last=more.last)

    def _next(self, phrase: Phrase, first: Phrase) -> Phrase | None:
        """The next thing of a list: after a comma or "and", or after words that take an interrupted list up again."""
        tokens = self._parsed.tokens
        last = self._parsed.sentences[phrase.head.sentence].last
        at = self._past_brackets(phrase.last, last)
        joined = at
        while joined < last and tokens[joined].upos in ("PUNCT", "CCONJ") and tokens[joined].text not in _STOPS:
            joined += 1
        joined += stands(tokens, joined, self._words.further)
        found = self._follows(joined, last, first) if joined > at else None
        if found is not None:
            return found
        for start in range(at, min(at + REACH, last)):
            length = stands(tokens, start, self._words.further)
            if length:
                return self._follows(start + length, last, first)
        return None

    def _past_brackets(self, at: int, last: int) -> int:
        tokens = self._parsed.tokens
        if at < last and tokens[at].text == "(":
            for end in range(at, min(at + 10, last)):
                if tokens[end].text == ")":
                    return end + 1
        return at

    def _follows(self, at: int, last: int, first: Phrase) -> Phrase | None:
        tokens = self._parsed.tokens
        if at >= last:
            return None
        cases = {"", OF, first.case}
        while at < last and tokens[at].upos != "NOUN" and self._leads(tokens[at], cases):
            at += 1
        if at >= last:
            return None
        phrase = self._phrases.at(tokens[at])
        if phrase is None or phrase.kind is None or (phrase.first != at and phrase.case not in cases):
            return None
        return None if self._is_subject(phrase) else phrase

    def _leads(self, token: Token, cases: set[str]) -> bool:
        """What may stand before the next thing of a list: its preposition, "more than"."""
        return token.upos == "ADV" or token.lower in self._words.of or token.lower in cases

    def _is_subject(self, phrase: Phrase) -> bool:
        """Whether a finite verb right after makes the phrase the subject of a new clause."""
        for token in self._after(phrase.last, 3):
            if token.upos in ("VERB", "AUX"):
                return "Person" in token.feats
            if token.upos not in ("PRON", "PART", "ADV"):
                return False
        return False
