"""Parsed articles written down by hand, one word a line."""

from __future__ import annotations

from cronicar.reading.document import Parsed, Sentence, Token


def parse(rows: str) -> Parsed:
    """One sentence a block, one word a line: form, lemma, UPOS, head (1-based), relation, features or name tag.

    A form that ends in "+" is written together with the next one.
    """
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    text = ""
    for number, block in enumerate(rows.strip().split("\n\n")):
        first = len(tokens)
        for line in block.strip().splitlines():
            form, lemma, upos, head, deprel, *rest = line.split()
            feats = dict(f.split("=", 1) for f in "|".join(r for r in rest if "=" in r).split("|") if f)
            name = next((r for r in rest if "=" not in r), "O")
            word = form.rstrip("+")
            governor = first + int(head) - 1 if int(head) else -1
            place = (len(tokens), number, len(text), len(text) + len(word))
            tokens.append(Token(*place, word, lemma, upos, feats, governor, deprel, name))
            text += word if form.endswith("+") else word + " "
        sentences.append(Sentence(number, 0, first, len(tokens)))
    out = Parsed(text.rstrip(), "ro", tokens, sentences, [(0, len(text.rstrip()))])
    out.link()
    return out
