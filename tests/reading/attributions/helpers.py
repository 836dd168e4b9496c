"""Small parsed articles made by hand, without a model."""

from __future__ import annotations

import re

from cronicar.model import EntityKind
from cronicar.reading.cast import Cast, Figurant
from cronicar.reading.document import Parsed, Sentence, Token

_WORD = re.compile(r"[\wăâîșțĂÂÎȘȚ]+-?|\d+|[^\w\s]")
_TAGS = {
    "că": "SCONJ", "să": "SCONJ", "dacă": "SCONJ", "și": "CCONJ", "dar": "CCONJ", "a": "AUX", "au": "AUX", "ar": "AUX",
    "va": "AUX", "este": "AUX", "lui": "DET", "o": "DET", "un": "DET", "de": "ADP", "din": "ADP", "pentru": "ADP",
    "la": "ADP", "potrivit": "ADP", "conform": "ADP", "privind": "ADP", "el": "PRON", "ea": "PRON", "care": "PRON",
    "nu": "PART", "i-": "PRON", "se": "PRON", "s-": "PRON", "mai": "ADV", "luni": "NOUN",
}  # fmt: skip


def article(text: str, verbs: str = "", arcs: tuple[tuple[str, str, str], ...] = ()) -> Parsed:
    """A parsed article. ``verbs``: words that are verbs; ``arcs``: (dependant, relation, head), first such words.

    Every other token hangs on the first verb of its sentence. A sentence ends with ". ", "! ", "? " or its paragraph.
    """
    tagged = set(verbs.split())
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    paragraphs: list[tuple[int, int]] = []
    start = 0
    for number, line in enumerate(text.split("\n")):
        paragraphs.append((start, start + len(line)))
        first = len(tokens)
        for match in _WORD.finditer(line):
            word = match.group()
            tokens.append(Token(len(tokens), len(sentences), start + match.start(), start + match.end(), word))
            stopped = word in ".!?" or (word in '”"' and len(tokens) > 1 and tokens[-2].text in ".!?")
            if (stopped and line[match.end() : match.end() + 1] in ("", " ")) or match.end() == len(line.rstrip()):
                sentences.append(Sentence(len(sentences), number, first, len(tokens)))
                first = len(tokens)
        start += len(line) + 1
    for token in tokens:
        token.upos = _upos(token.text, tagged)
        token.lemma = token.lower
    parsed = Parsed(text, "ro", tokens, sentences, paragraphs)
    for sentence in sentences:
        _attach(parsed.of(sentence))
    for child, relation, head in arcs:
        dependant = next(t for t in tokens if t.text == child)
        dependant.head = next(t.index for t in tokens if t.text == head)
        dependant.deprel = relation
    parsed.link()
    return parsed


def _upos(word: str, verbs: set[str]) -> str:
    if word in verbs:
        return "VERB"
    if not word[0].isalnum():
        return "PUNCT"
    return _TAGS.get(word.lower(), "PROPN" if word[0].isupper() else "NOUN")


def _attach(tokens: list[Token]) -> None:
    root = next((t for t in tokens if t.upos == "VERB"), tokens[0])
    for token in tokens:
        if token is root:
            token.head, token.deprel = -1, "root"
            token.feats = {"VerbForm": "Fin"} if token.upos == "VERB" else {}
            continue
        token.head, token.deprel = root.index, {"AUX": "aux", "ADP": "case", "SCONJ": "mark"}.get(token.upos, "dep")
        if token.upos == "VERB":
            token.feats = {"VerbForm": "Fin"}
        if token.upos == "AUX" and token.index + 1 < tokens[-1].index:
            token.head = token.index + 1


def cast_of(parsed: Parsed, **people: str) -> Cast:
    """A cast in which each id stands for every token with the given word; ids in ``o…`` are organisations."""
    cast = Cast()
    for name, word in people.items():
        kind: EntityKind = "organisation" if name.startswith("o") else "person"
        figurant = cast.entities[name] = Figurant(name, kind, word)
        for token in parsed.tokens:
            if token.text == word:
                cast.by_token[token.index] = (name,)
                figurant.mentions.append((token.start, token.end, "name"))
    return cast
