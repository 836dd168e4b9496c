"""Scores of the shipped model on the test sets, with the shipped code: onnxruntime and numpy only.

    python -m training.evaluate --shared ../shared [--model DIR] [--sentences N]

Gold tokens: UPOS, features, lemmas, UAS, LAS on UD_Romanian-RRT test, strict names on RONEC v2 test (all in per cent,
punctuation included). Raw text: token and sentence F1 on the sentences of RRT test joined by a space.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

from cronicar.reading.document import Token
from cronicar.reading.parse import Parser
from cronicar.reading.parse.tokens import segment
from training.conllu import read_conllu


def place(words: list[str], spaces: list[bool], index: int = 0) -> list[Token]:
    """Tokens as if the words stood in running text."""
    tokens, at = [], 0
    for i, (word, space) in enumerate(zip(words, spaces, strict=True)):
        at += bool(space and i)
        tokens.append(Token(index + i, 0, at, at + len(word), word))
        at += len(word)
    return tokens


def percent(part: float, whole: float) -> float:
    return round(100 * part / whole, 2) if whole else 0.0


def f1(gold: set[Any], found: set[Any]) -> float:
    return percent(2 * len(gold & found), len(gold) + len(found))


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """BIO tags -> (first, last + 1, class)."""
    out, start = set(), 0
    for i, tag in enumerate([*tags, "O"]):
        if i and tags[i - 1] != "O" and (tag == "O" or tag[0] == "B"):
            out.add((start, i, tags[start][2:]))
        if tag[0] == "B":
            start = i
    return out


def trees(parser: Parser, path: Path, language: str, limit: int | None = None) -> dict[str, float]:
    """Scores on a treebank with gold words and sentences."""
    gold, sentences, at = [], [], 0
    for rows, spaces in read_conllu(path):
        tokens = place([r[1] for r in rows], spaces, at)
        at += len(tokens)
        gold.append(rows)
        sentences.append(tokens)
        if limit and len(gold) == limit:
            break
    parser.annotate(sentences, parser.scheme(language))
    right: Counter[str] = Counter()
    for rows, tokens in zip(gold, sentences, strict=True):
        for row, token in zip(rows, tokens, strict=True):
            head = 0 if token.head < 0 else token.head - tokens[0].index + 1
            feats = "|".join(f"{k}={v}" for k, v in sorted(token.feats.items(), key=lambda x: x[0].lower())) or "_"
            right["upos"] += token.upos == row[3]
            right["feats"] += feats == row[5]
            right["lemmas"] += token.lemma == row[2]
            right["uas"] += head == int(row[6])
            right["las"] += head == int(row[6]) and token.deprel == row[7]
    return {k: percent(v, at) for k, v in right.items()} | {"words": at}


def names(parser: Parser, path: Path, scheme: str, limit: int | None = None) -> dict[str, float]:
    """Strict F1 of name spans with gold words."""
    rows = [json.loads(line) for line in path.open(encoding="utf-8")][:limit]
    sentences, at = [], 0
    for row in rows:
        sentences.append(place(row["tokens"], [True, *map(bool, row["space_after"][:-1])], at))
        at += len(row["tokens"])
    parser.annotate(sentences, scheme)
    hit = found = gold = 0
    for row, tokens in zip(rows, sentences, strict=True):
        a, b = spans_of(row["ner_tags"]), spans_of([t.name for t in tokens])
        hit, found, gold = hit + len(a & b), found + len(b), gold + len(a)
    return {"p": percent(hit, found), "r": percent(hit, gold), "names_f1": percent(2 * hit, found + gold)}


def raw(path: Path, language: str) -> dict[str, float]:
    """Word and sentence boundaries found in the running text of a treebank."""
    text, words, bounds = "", set(), set()
    for rows, spaces in read_conllu(path):
        if text:
            text += " "
        tokens = place([r[1] for r in rows], spaces)
        base = len(text)
        words |= {(base + t.start, base + t.end) for t in tokens}
        bounds.add((base, base + tokens[-1].end))
        for token in tokens:
            text += " " * (base + token.start - len(text)) + token.text
    cut = segment(text, language)
    found = {span for sentence in cut.sentences for span in sentence}
    return {
        "token_f1": f1(words, found),
        "sentence_f1": f1(bounds, {(s[0][0], s[-1][1]) for s in cut.sentences}),
    }


def measure(shared: Path, model: Path, limit: int | None = None) -> dict[str, float]:
    """All figures of the model card."""
    corpora = shared / "corpora/ro"
    parser = Parser(model, threads=2)
    return (
        trees(parser, corpora / "rrt-test.conllu", "ro", limit)
        | names(parser, corpora / "ronec-test.jsonl", "ronec", limit)
        | raw(corpora / "rrt-test.conllu", "ro")
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--model", type=Path, default=Path("src/cronicar/languages/_model"))
    parser.add_argument("--sentences", type=int, help="only the first N of each set")
    args = parser.parse_args()
    print(json.dumps(measure(args.shared, args.model, args.sentences), indent=1))


if __name__ == "__main__":
    main()
