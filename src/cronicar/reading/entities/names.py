"""Proper names and demonyms: what the knowledge base knows, and what the name recogniser and the tagger found."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.knowledge import Entry, KnowledgeBase
from cronicar.model import EntityKind
from cronicar.reading.document import Parsed, Token
from cronicar.reading.entities.lexicon import kind_of_noun, lexicon
from cronicar.reading.entities.mention import Mention, capital

KIND_OF_NAME: dict[str, EntityKind] = {
    "PERSON": "person", "PER": "person", "ORG": "organisation", "GPE": "country", "LOC": "place", "FACILITY": "place",
}  # fmt: skip
LONGEST_NAME = 7
_SMALL = ("PRON", "DET", "ADP", "AUX", "ADV", "CCONJ", "SCONJ", "PART", "INTJ")
_PEOPLE = ("nsubj", "obj", "iobj", "obl", "root", "xcomp")


class Names:
    """Finds the names of one article."""

    def __init__(self, parsed: Parsed, base: KnowledgeBase) -> None:
        self._parsed, self._base = parsed, base
        self._language = parsed.language
        self._particles = lexicon(parsed.language).particles
        self.taken: set[int] = set()
        """Tokens that are part of a name."""

    def find(self) -> list[Mention]:
        """All names in text order."""
        out: list[Mention] = []
        tokens, i = self._parsed.tokens, 0
        while i < len(tokens):
            mention = self._known_name(i) or self._tagged_name(i)
            if mention is None:
                i += 1
                continue
            last = max(t.index for t in mention.words)
            self.taken.update(range(mention.words[0].index, last + 1))
            out.append(mention)
            i = last + 1
        return out

    def _known_name(self, i: int) -> Mention | None:
        """The longest run of tokens from ``i`` that the knowledge base knows as a name."""
        tokens, text = self._parsed.tokens, self._parsed.text
        if not capital(tokens[i]) or tokens[i].upos == "PUNCT":
            return None
        small = tokens[i].upos in _SMALL or (len(tokens[i].text) == 1 and tokens[i].upos not in ("PROPN", "NOUN", "X"))
        run_end = self._name_run(i)
        for j in range(min(i + LONGEST_NAME, len(tokens)), i, -1):
            if tokens[j - 1].sentence != tokens[i].sentence or tokens[j - 1].upos == "PUNCT":
                continue
            form = text[tokens[i].start : tokens[j - 1].end]
            if "\n" in form:
                continue
            entries = self._base.lookup(form, self._language)
            seat = self._base.metonym(form, self._language)
            if (not entries and seat is None) or (small and j == i + 1):
                continue  # "O", "Mă" at the head of a sentence are no names
            if j < run_end and (entries[0].kind if entries else "country") in ("person", "place"):
                return None  # "Ion Popescu-Cluj", "Paris Hilton": a longer name that we do not know
            if self._base.demonym(form, self._language) and tokens[i].upos == "ADJ":
                return None
            kind = entries[0].kind if entries else "country"
            return self._mention(tokens[i:j], kind, entries or ((seat,) if seat else ()))
        return None

    def _name_run(self, i: int) -> int:
        """End of the run of capitalised words that the name recogniser or the tagger takes as one person's name."""
        tokens = self._parsed.tokens
        j = i + 1
        while (
            j < len(tokens)
            and tokens[j].sentence == tokens[i].sentence
            and tokens[j].upos == "PROPN"
            and capital(tokens[j])
            and (tokens[j].name.startswith("I-PERSON") or tokens[j].deprel == "flat")
        ):
            j += 1
        return j

    def _tagged_name(self, i: int) -> Mention | None:
        """A name that the recogniser or the tagger found and the knowledge base does not know."""
        tokens = self._parsed.tokens
        token = tokens[i]
        tag = token.name[2:] if token.name[2:] in KIND_OF_NAME else ""
        if not (capital(token) or (tag == "ORG" and _address(token))) or not self._may_begin(token, tag):
            return None
        j = i + 1
        while j < len(tokens) and tokens[j].sentence == token.sentence and self._continues(tokens[i:j], tokens[j], tag):
            j += 1
        while j > i + 1 and (not tokens[j - 1].text[0].isalnum() or tokens[j - 1].upos in ("ADP", "CCONJ", "DET")):
            j -= 1
        words = tokens[i:j]
        noun = kind_of_noun(token, self._language) if token.upos == "NOUN" else None
        if noun is not None and not any(capital(w) for w in words[1:]):
            return None  # "Guvernul german": a noun at the head of a sentence, found as a nominal
        kind: EntityKind = KIND_OF_NAME.get(tag, "organisation")
        parent = self._parsed.parent(token)
        if tag == "" and parent is not None and parent.upos == "NOUN" and token.deprel in ("nmod", "flat", "appos"):
            kind = kind_of_noun(parent, self._language) or kind
        if noun in ("organisation", "place") and kind in ("organisation", "place", "country"):
            kind = noun
        if kind == "country":
            kind = "place"  # a country that the knowledge base does not know is a town or a region
        if kind == "group":
            kind = "organisation"
        return self._mention(words, kind, ())

    def _may_begin(self, token: Token, tag: str) -> bool:
        if not tag:
            return token.upos == "PROPN"
        if token.upos in ("PUNCT", "DET", "PRON", "ADP") or not token.text[0].isalpha():
            return False
        if tag == "PERSON" and token.upos in ("NUM", "NOUN"):
            return token.upos == "NUM" and not token.text.isupper()
        if token.upos == "NOUN" and kind_of_noun(token, self._language) in ("person", "group"):
            return False  # "Secretarul de Stat", "Preşedintele": a title, not a name
        return token.upos in ("PROPN", "X", "NOUN", "ADJ")

    def _continues(self, words: Sequence[Token], nxt: Token, tag: str) -> bool:
        if nxt.text in '()[]„”“"«»:;/':
            return False
        if tag and nxt.name == f"I-{tag}":
            # Stop where the tagged span goes on with common words after a person's name.
            return tag != "PERSON" or capital(nxt) or nxt.text in self._particles
        if nxt.upos == "PROPN" and capital(nxt) and nxt.name[:2] != "B-":
            return nxt.deprel in ("flat", "compound") and nxt.head in {w.index for w in words}
        return False

    def _mention(self, words: list[Token], kind: EntityKind, entries: tuple[Entry, ...]) -> Mention:
        start, end = words[0].start, words[-1].end
        inside = {w.index for w in words}
        head = next((w for w in words if w.head not in inside), words[0])
        return Mention(
            start, end, head, kind, True, list(words), [(start, end)], self._parsed.text[start:end],
            entries=entries, plural=head.feats.get("Number") == "Plur", definite=True,
        )  # fmt: skip

    def is_origin(self, token: Token) -> bool:
        """Whether a token is an adjective or noun of origin."""
        return token.upos in ("ADJ", "NOUN") and self._base.demonym(token.text, self._language) is not None

    def demonym(self, token: Token) -> Mention | None:
        """A token that is an adjective or noun of origin: "rusesc", "rușii"."""
        if token.upos not in ("ADJ", "NOUN", "PROPN"):
            return None
        country = self._base.demonym(token.text, self._language)
        if country is None:
            return None
        people = token.upos != "ADJ" or token.relation in _PEOPLE
        if token.relation in ("amod", "conj") and token.upos == "NOUN" and not capital(token):
            people = token.relation == "conj" or token.feats.get("Definite") == "Def"
        plural = token.feats.get("Number") == "Plur"
        kind: EntityKind = ("group" if plural else "person") if people else "country"
        return Mention(
            token.start, token.end, token, kind, True, [token], [(token.start, token.end)],
            demonym=country, plural=plural, gender=token.feats.get("Gender"), title=token.lower if people else "",
            definite=token.feats.get("Definite") == "Def",
        )  # fmt: skip


def _address(token: Token) -> bool:
    """A web address, which needs no capital letter: "exemplu.ro"."""
    return "." in token.text[1:-1] and token.text[0].isalpha()
