"""Text -> ``Parsed``: words, tags, features, lemmas, dependencies and names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from cronicar.reading.document import Parsed, Sentence, Token, unify
from cronicar.reading.parse.decode import Floats, Ints, Spans, tree
from cronicar.reading.parse.encoder import Encoded, Encoder
from cronicar.reading.parse.lemmas import apply_script
from cronicar.reading.parse.pieces import EOS
from cronicar.reading.parse.tokens import segment

BATCH_PIECES = 900
MAX_PIECES = 500
"""The encoder has 512 positions; a sentence with more pieces is parsed in parts."""


class Parser:
    """The model with its decoding. Not thread-safe; give each thread its own."""

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.encoder = Encoder(folder, threads)
        labels = self.encoder.labels
        self._upos: list[str] = labels["upos"]
        self._relations: list[str] = labels["relations"]
        self._scripts: list[str] = labels["lemmas"]
        self._feats: dict[str, list[str]] = labels["feats"]
        self._names = {scheme: Spans(tags) for scheme, tags in labels["names"].items()}
        self._lexicon: dict[str, str] = labels.get("lexicon", {})
        u = self.encoder.relation_weights
        self._relation_left = np.ascontiguousarray(u.transpose(1, 0, 2).reshape(u.shape[1], -1))
        self._relation_shape = (u.shape[0], u.shape[2])

    def parse(self, text: str, language: str) -> Parsed:
        """Parse an article. ``text``: NFC, paragraphs parted by one line break."""
        cut = segment(text, language)
        tokens: list[Token] = []
        sentences: list[Sentence] = []
        for index, (spans, paragraph) in enumerate(zip(cut.sentences, cut.sentence_paragraphs, strict=True)):
            first = len(tokens)
            for start, end in spans:
                tokens.append(Token(len(tokens), index, start, end, text[start:end]))
            sentences.append(Sentence(index, paragraph, first, len(tokens)))
        parsed = Parsed(text, language, tokens, sentences, cut.paragraphs)
        self.annotate([parsed.of(s) for s in sentences], self.scheme(language))
        parsed.link()
        return parsed

    def scheme(self, language: str) -> str:
        """The name scheme that serves a language best."""
        return str(self.encoder.labels["scheme_of"].get(language, next(iter(self._names))))

    def annotate(self, sentences: Sequence[Sequence[Token]], scheme: str) -> None:
        """Fill tags, features, lemmas, heads and names of the tokens of each sentence, in place."""
        parts: list[tuple[Sequence[Token], Encoded]] = []
        for sentence in sentences:
            parts.extend(self._encode(sentence))
        order = sorted(range(len(parts)), key=lambda i: len(parts[i][1].ids))
        for batch in _batches(order, [len(p[1].ids) for p in parts]):
            chosen = [parts[i] for i in batch]
            scores = self.encoder.run([encoded for _, encoded in chosen])
            for row, (tokens, _) in enumerate(chosen):
                self._decode(tokens, {k: v[row] for k, v in scores.items()}, scheme)

    def _encode(self, tokens: Sequence[Token]) -> list[tuple[Sequence[Token], Encoded]]:
        spaces = [i == 0 or tokens[i - 1].end < t.start for i, t in enumerate(tokens)]
        ids, first, last = self.encoder.pieces.encode([t.text for t in tokens], spaces)
        if len(ids) <= MAX_PIECES:
            return [(tokens, Encoded(ids, first, last))]
        out, start = [], 0
        while start < len(tokens):
            offset, stop = first[start] - 1, start
            while stop < len(tokens) and last[stop] - offset < MAX_PIECES - 1:
                stop += 1
            part = [ids[0], *ids[first[start] : last[stop - 1] + 1], EOS]
            out.append(
                (
                    tokens[start:stop],
                    Encoded(part, [f - offset for f in first[start:stop]], [e - offset for e in last[start:stop]]),
                )
            )
            start = stop
        return out

    def _decode(self, tokens: Sequence[Token], scores: dict[str, npt.NDArray[Any]], scheme: str) -> None:
        n = len(tokens)
        heads = tree(scores["arc"][:n, : n + 1])
        relations = self._label(scores["dep"][:n], scores["head"][: n + 1], heads)
        upos, scripts = scores["upos"][:n].argmax(1), scores["lemma"][:n].argmax(1)
        names = self._names[scheme].decode(scores[f"names_{scheme}"][:n])
        column, base = 0, tokens[0].index
        for name, values in self._feats.items():
            best = scores["feats"][:n, column : column + len(values)].argmax(1)
            column += len(values)
            for i in np.flatnonzero(best).tolist():
                tokens[i].feats[name] = values[best[i]]
        for i, token in enumerate(tokens):
            token.upos = self._upos[upos[i]]
            token.head = -1 if heads[i] == 0 else base + int(heads[i]) - 1
            token.deprel = "root" if heads[i] == 0 else self._relations[relations[i]]
            token.name = names[i]
            known = self._lexicon.get(f"{token.upos} {token.lower}")
            token.lemma = known if known is not None else apply_script(unify(token.text), self._scripts[scripts[i]])

    def _label(self, dep: Floats, head: Floats, heads: Ints) -> Ints:
        """Relation of each arc: dep [n, d], head [n + 1, d], heads [n] -> label index [n]."""
        n = len(dep)
        with_bias = np.concatenate([dep, np.ones((n, 1), dtype=np.float32)], 1)
        left = (with_bias @ self._relation_left).reshape(n, *self._relation_shape)
        scores = np.matmul(left, head[heads][:, :, None])[:, :, 0]
        best: Ints = scores.argmax(1)
        return best


def _batches(order: Iterable[int], lengths: list[int]) -> list[list[int]]:
    """Groups of about equal length whose padded size stays within ``BATCH_PIECES``."""
    out: list[list[int]] = []
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * lengths[index] > BATCH_PIECES:
            out.append(batch)
            batch = []
        batch.append(index)
    if batch:
        out.append(batch)
    return out
