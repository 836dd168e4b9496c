"""Reading CoNLL-U files, gzipped or not."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO, cast


def open_text(path: Path) -> TextIO:
    """A text file in UTF-8, gzipped or not."""
    if path.suffix == ".gz":
        return cast(TextIO, gzip.open(path, "rt", encoding="utf-8"))
    return path.open(encoding="utf-8")


def read_conllu(path: Path) -> Iterable[tuple[list[list[str]], list[bool]]]:
    """Sentences as rows of ten columns, and for each word whether a blank stands before it."""
    rows: list[list[str]] = []
    spaces: list[bool] = []
    space, span_end, span_space = True, 0, True
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if not line:
                if rows:
                    yield rows, spaces
                rows, spaces, space, span_end = [], [], True, 0
                continue
            if line[0] == "#":
                continue
            row = line.split("\t")
            after = "SpaceAfter=No" not in row[9]
            if "-" in row[0]:
                span_end, span_space = int(row[0].split("-")[1]), after
                continue
            if "." in row[0]:
                continue
            rows.append(row)
            spaces.append(space)
            index = int(row[0])
            space = (span_space if index == span_end else False) if index <= span_end else after
    if rows:
        yield rows, spaces
