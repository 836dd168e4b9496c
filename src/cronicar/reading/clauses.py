"""Clauses -> frames, from dependency trees alone; what is particular to a language is in its ``grammar.toml``.

Trees are not enough for four things, which are settled by pattern first: the hearsay conditional ("ar fi trimis", which
parsers take for a passive), clitic doubling, relative pronouns, and subjects handed down by coordination and control.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cronicar.model import Modality, Polarity
from cronicar.reading.document import Parsed, Token
from cronicar.reading.frames import Frame
from cronicar.reading.grammar import grammar

VERBAL = ("VERB", "AUX")
_COMPLEX = ("aux", "expl", "mark", "advmod", "obj", "iobj", "discourse")


class Frames(Mapping[int, Frame]):
    """Frames of an article by index of the predicate, each made when first asked for."""

    def __init__(self, parsed: Parsed) -> None:
        self._parsed = parsed
        self._grammar = grammar(parsed.language)
        self._known: dict[int, Frame] = {}
        self._busy: set[int] = set()

    def __getitem__(self, index: int) -> Frame:
        frame = self._known.get(index)
        if frame is None:
            frame = self._known[index] = self._read(self._parsed.tokens[index])
        return frame

    def __iter__(self) -> Iterator[int]:
        return (t.index for t in self._parsed.tokens if is_predicate(t))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __contains__(self, index: object) -> bool:
        return isinstance(index, int) and 0 <= index < len(self._parsed.tokens)

    def _read(self, token: Token) -> Frame:
        nominal = token.upos not in VERBAL and not (
            token.feats.get("VerbForm") == "Part" and self._parsed.kids(token, "aux")
        )
        if nominal and self._parsed.kids(token, "cop", "aux"):
            nominal = token.upos in ("NOUN", "PROPN")
        voice = self._voice(token)
        polarity, modality, hearsay = self._mood(token)
        frame = Frame(token, nominal, self._span(token, nominal), voice, polarity, modality, hearsay)
        self._arguments(frame)
        if not nominal:
            self._busy.add(token.index)
            self._hand_down(frame)
            self._busy.discard(token.index)
        return frame

    # -- the verbal complex

    def _span(self, token: Token, nominal: bool) -> tuple[int, int]:
        if nominal:
            return token.start, token.end
        tokens, first, last = self._parsed.tokens, token.index, token.index
        while first and self._in_complex(tokens[first - 1], token):
            first -= 1
        while first < token.index and tokens[first].relation == "advmod" and not self._negates(tokens[first]):
            first += 1
        nxt = last + 1
        if nxt < len(tokens) and tokens[nxt].text.startswith("-") and self._in_complex(tokens[nxt], token):
            last = nxt
        return tokens[first].start, tokens[last].end

    def _in_complex(self, part: Token, predicate: Token) -> bool:
        if part.sentence != predicate.sentence or part.head != predicate.index:
            return False
        if part.relation in ("aux", "expl"):
            return True
        if part.upos == "PRON":
            return part.feats.get("Strength") == "Weak"
        if part.relation == "advmod":
            return part.end - part.start <= 4 or self._negates(part)
        return part.relation == "mark" and part.lower in self._grammar.subjunctive | self._grammar.infinitive

    def _negates(self, token: Token) -> bool:
        return token.lower in self._grammar.negations

    def _voice(self, token: Token) -> str:
        parsed = self._parsed
        if self._is_hearsay(token):
            return "active"
        if parsed.kids(token, "aux:pass", "expl:pass"):
            return "passive"
        if self._is_bare_participle(token):
            return "passive"
        clitics = parsed.kids(token, "expl")
        return "reflexive" if any(c.feats.get("Reflex") == "Yes" for c in clitics) else "active"

    def _is_bare_participle(self, token: Token) -> bool:
        """A participle that qualifies a noun: "ajutorul acordat"."""
        return (
            token.relation in ("amod", "acl")
            and token.upos in ("VERB", "ADJ")
            and token.feats.get("VerbForm", "Part") == "Part"
            and "Person" not in token.feats
            and not self._parsed.kids(token, "aux", "mark")
        )

    def _is_hearsay(self, token: Token) -> bool:
        """Conditional auxiliary + "be" + an uninflected participle: "ar fi trimis", not "ar fi fost trimisă"."""
        words = [k.lower for k in self._parsed.kids(token, "aux")]
        g = self._grammar
        return (
            any(w in g.conditional for w in words)
            and any(w in g.be for w in words)
            and not any(w in g.been for w in words)
            and token.feats.get("Number", "Sing") == "Sing"
            and token.feats.get("Gender", "Masc") == "Masc"
        )

    def _mood(self, token: Token) -> tuple[Polarity, Modality, bool]:
        g, parsed = self._grammar, self._parsed
        kids = parsed.kids(token)
        aux = [k.lower for k in kids if k.relation == "aux"]
        marks = [k.lower for k in kids if k.relation == "mark"]
        negative = any(self._negates(k) and k.relation in ("advmod", "cc", "det") for k in kids)
        negative ^= any(m in g.negative_marks for m in marks)
        conditional = any(w in g.conditional for w in aux) and token.feats.get("VerbForm") != "Part"
        hearsay = any(w in g.conditional for w in aux) and any(w in g.be for w in aux)
        modality: Modality = "asserted"
        if any(w in g.future for w in aux):
            modality = "planned"
        elif conditional or any(m in g.conditions for m in marks):
            modality = "possible"
        elif self._is_subordinate_mood(token, marks) or token.upos in ("NOUN", "PROPN"):
            inherited, flips = self._governed(token)
            modality = inherited
            negative ^= flips
        return ("negative" if negative else "positive"), modality, hearsay

    def _is_subordinate_mood(self, token: Token, marks: list[str]) -> bool:
        g = self._grammar
        return (
            token.feats.get("VerbForm") == "Inf"
            or token.feats.get("Mood") == "Sub"
            or any(m in g.subjunctive | g.infinitive for m in marks)
        )

    def _governed(self, token: Token) -> tuple[Modality, bool]:
        """Modality that the governing word gives a subjunctive, an infinitive or an event noun, and whether it negates.

        A subjunctive or infinitive with no telling governor is an intention ("pentru a respinge"); a noun is a fact.
        """
        g, parsed = self._grammar, self._parsed
        is_noun = token.upos in ("NOUN", "PROPN")
        default: Modality = "asserted" if is_noun else "planned"
        node = token
        while node.relation == "conj" and node.head >= 0:
            node = parsed.tokens[node.head]
        parent = parsed.parent(node)
        if parent is None or (is_noun and node.relation not in ("obj", "ccomp", "nmod", "obl", "nsubj")):
            return default, False
        if is_noun and node.relation == "nsubj" and self._voice(parent) != "passive":
            return default, False
        kind = g.governors.get(parent.lemma.lower())
        if kind is None or (is_noun and node.relation in ("nmod", "obl") and parent.upos not in ("NOUN", "ADJ")):
            return default, False
        if kind == "negative":
            return "asserted", True
        if kind == "asserted":
            above = self._mood(parent) if parent.upos in VERBAL else ("positive", "asserted", False)
            return above[1], above[0] == "negative"
        negated = any(self._negates(k) for k in parsed.kids(parent, "advmod"))
        if kind == "possible":
            return "possible", negated
        return ("demanded" if kind == "demanded" else "planned"), False

    # -- arguments

    def expand(self, token: Token) -> list[Token]:
        """A head and its conjuncts, relative pronouns replaced by what they stand for."""
        out = [self._antecedent(token)]
        for child in self._parsed.kids(token, "conj"):
            if child.upos not in VERBAL:
                out.extend(self.expand(child))
        return out

    def _antecedent(self, token: Token) -> Token:
        if token.upos not in ("PRON", "DET") or token.lemma.lower() not in self._grammar.relative:
            return token
        for above in self._parsed.ancestors(token):
            if above.relation == "acl" and above.head >= 0:
                return self._parsed.tokens[above.head]
        return token

    def preposition(self, token: Token) -> str:
        """The preposition of a phrase with its fixed parts: "de către", "împreună cu"; empty when it has none."""
        words: list[str] = []
        for case in self._parsed.kids(token, "case"):
            words.append(case.lower)
            words.extend(k.lower for k in self._parsed.kids(case, "fixed"))
        return " ".join(words)

    def _arguments(self, frame: Frame) -> None:
        parsed, token, g = self._parsed, frame.predicate, self._grammar
        weak: dict[str, list[Token]] = {"obj": [], "iobj": []}
        for child in parsed.kids(token):
            relation = child.relation
            if relation == "nsubj":
                frame.subjects.extend(self.expand(child))
            elif relation in ("obj", "iobj"):
                if child.feats.get("Strength") == "Weak":
                    weak[relation].append(child)
                else:
                    (frame.objects if relation == "obj" else frame.indirect).extend(self.expand(child))
            elif relation in ("ccomp", "xcomp", "csubj"):
                frame.clauses.append(child)
            elif relation in ("obl", "nmod"):
                self._oblique(frame, child)
            elif relation == "amod" and frame.nominal:
                frame.adjectives.append(child)
                frame.adjectives.extend(parsed.kids(child, "conj"))
            elif relation == "det" and frame.nominal and child.feats.get("Poss") == "Yes":
                frame.genitives.append(child)
        if not frame.nominal:
            self._mend_datives(frame, bool(weak["iobj"] or any(_is_dative(c) for c in parsed.kids(token, "expl"))))
        frame.objects = frame.objects or weak["obj"]
        frame.indirect = frame.indirect or weak["iobj"]
        if frame.voice == "passive" and not frame.agents:
            for preposition, head in list(frame.obliques):
                if preposition in g.passive_agent_cases and head.upos in ("PROPN", "PRON", "NOUN"):
                    if head.feats.get("Definite") == "Ind" and head.upos == "NOUN":
                        continue
                    frame.agents.append(head)
                    frame.obliques.remove((preposition, head))

    def _mend_datives(self, frame: Frame, doubled: bool) -> None:
        """Let case decide between recipient and thing where parsers do not: "Polonia va livra Ucrainei arme",
        "i-a mulțumit lui X" with X hung on the subject, "sprijinul acordat Rusiei" with Rusiei hung on the noun."""
        for token in list(frame.indirect):
            if token.upos in ("NOUN", "PROPN", "ADJ") and not _is_dative(token) and _is_direct(token):
                frame.indirect.remove(token)
                frame.objects.append(token)
        for token in list(frame.objects):
            if self._is_marked_dative(token):
                frame.objects.remove(token)
                frame.indirect.append(token)
        for token in list(frame.indirect):
            if token.upos == "PROPN" and token.feats.get("Number") != "Plur":
                plural = (c for c in self._parsed.kids(token, "amod") if c.feats.get("Number") == "Plur")
                frame.objects.extend(plural)
        if frame.indirect:
            return
        stray = self._stray_dative(frame.predicate, doubled)
        if stray is not None:
            frame.indirect.extend(self.expand(stray))
            frame.subjects = [t for t in frame.subjects if t not in frame.indirect]

    def _is_marked_dative(self, token: Token) -> bool:
        """A name with a dative article and no preposition: "lui Kim"."""
        articles = self._parsed.kids(token, "det")
        return token.upos == "PROPN" and not self.preposition(token) and any(_is_dative(a) for a in articles)

    def _stray_dative(self, predicate: Token, doubled: bool) -> Token | None:
        """A dative that follows the predicate but hangs on a noun before it."""
        tokens = self._parsed.tokens
        reach = 6 if doubled else 2
        for token in tokens[predicate.index + 1 : predicate.index + 1 + reach]:
            if token.sentence != predicate.sentence or token.upos in ("VERB", "PUNCT", "SCONJ", "ADP"):
                return None
            if token.upos not in ("NOUN", "PROPN", "PRON") or token.head >= predicate.index:
                continue
            if token.relation == "nmod" and _is_dative(token, self._parsed.kids(token, "det")):
                return token
        return None

    def _oblique(self, frame: Frame, child: Token) -> None:
        preposition = self.preposition(child)
        heads = self.expand(child)
        if child.deprel == "obl:agent" or preposition in self._grammar.agent_cases:
            frame.agents.extend(heads)
        elif not preposition and "Gen" in child.feats.get("Case", "Gen" if frame.nominal else ""):
            (frame.genitives if frame.nominal else frame.indirect).extend(heads)
        else:
            frame.obliques.extend((preposition, head) for head in heads)

    # -- subjects from elsewhere

    def _hand_down(self, frame: Frame) -> None:
        """Give a predicate without a subject the one that coordination, control or a relative clause hands down."""
        token, parsed = frame.predicate, self._parsed
        if frame.subjects:
            return
        parent = parsed.parent(token)
        finite = token.feats.get("VerbForm") == "Fin" or bool(parsed.kids(token, "aux"))
        if parent is None or parent.index in self._busy:
            frame.dropped = finite or parent is None
            return
        if token.relation == "conj" and parent.upos in (*VERBAL, "ADJ", "NOUN"):
            above = self[parent.index]
            if self._agrees(token, parent):
                frame.subjects, frame.dropped = list(above.subjects), above.dropped
                return
        if token.relation in ("amod", "acl") and parent.upos in ("NOUN", "PROPN", "PRON"):
            if frame.voice == "passive" or token.feats.get("VerbForm") == "Ger":
                frame.subjects = [parent]
            elif not finite:
                frame.subjects = list(self[parent.index].genitives)
            frame.dropped = finite and not frame.subjects
            return
        if not finite or self._is_subordinate_mood(token, [k.lower for k in parsed.kids(token, "mark")]):
            self._control(frame, parent)
            return
        frame.dropped = finite

    def _control(self, frame: Frame, parent: Token) -> None:
        above = self[parent.index]
        if parent.lemma.lower() in self._grammar.object_control and parent.upos in VERBAL:
            frame.subjects = list(above.indirect or above.objects)
            if above.voice == "passive":
                frame.subjects = list(above.subjects)
        if not frame.subjects and (parent.upos in VERBAL or above.subjects):
            frame.subjects, frame.dropped = list(above.subjects), above.dropped
        elif not frame.subjects:
            frame.dropped = True

    def _agrees(self, token: Token, other: Token) -> bool:
        """Whether two coordinated predicates may share a subject: person and number of verb or auxiliary."""
        a, b = self._number(token), self._number(other)
        return a is None or b is None or a == b

    def _number(self, token: Token) -> tuple[str, str] | None:
        for part in (*self._parsed.kids(token, "aux"), token):
            if part.feats.get("VerbForm", "Fin") == "Fin" and "Person" in part.feats and "Number" in part.feats:
                return part.feats["Person"], part.feats["Number"]
        return None


def _is_dative(token: Token, determiners: list[Token] | None = None) -> bool:
    return any("Dat" in t.feats.get("Case", "") for t in (token, *(determiners or ())))


def _is_direct(token: Token) -> bool:
    """A bare form that is no dative: nouns without article show no case at all."""
    return "Acc" in token.feats.get("Case", "Acc")


def is_predicate(token: Token) -> bool:
    """Whether a token heads a clause of its own: a verb, not an auxiliary of one."""
    return token.upos == "VERB" or (token.upos == "AUX" and token.relation not in ("aux", "cop"))
