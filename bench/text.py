"""Long articles to measure with, made of the bundled examples: no two copies of a paragraph are the same."""

from __future__ import annotations

import re
from importlib import resources
from itertools import count

NUMBER = re.compile(r"\d+")
NAME = re.compile(r"(?<=\w )([A-ZȘȚÎÂĂ][a-zșțîâă]{4,})(?=\W)")
SYLLABLES = ("ac", "en", "ir", "ol", "um", "ar", "es", "in", "or", "ul")


def paragraphs() -> list[str]:
    """The paragraphs of all bundled articles, without the lines that give their dates. Raises when there are none."""
    root = resources.files("cronicar").joinpath("examples")
    found = []
    for entry in sorted(root.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".txt"):
            text = entry.read_text(encoding="utf-8")
            if text.startswith("---\n"):
                text = text.split("\n---\n", 1)[-1]
            elif text.startswith("date "):
                text = text.partition("\n")[2]
            found += [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    if not found:
        raise FileNotFoundError("the package has no bundled example article to measure with")
    return found


def article(length: int) -> str:
    """A text of at most ``length`` characters, and at least nine tenths of it, that ends with a sentence."""
    parts = paragraphs()
    out: list[str] = []
    size = 0
    for copy in count():
        turn = copy % len(parts)
        for part in parts[turn:] + parts[:turn]:
            varied = _vary(part, copy)
            if size + len(varied) + 1 > length:
                last = _cut(varied, length - size - 1)
                return "\n".join([*out, last] if last else out)
            out.append(varied)
            size += len(varied) + 1
    raise AssertionError("unreachable")


def _vary(part: str, copy: int) -> str:
    """Other numbers in every copy, and other names in every second one, so that long texts have many entities."""
    if not copy:
        return part
    part = NUMBER.sub(lambda m: str(int(m[0]) + copy % 9) if len(m[0]) < 3 else m[0], part)
    if copy % 2:
        return part
    middle = "".join(SYLLABLES[int(digit)] for digit in str(copy // 2))
    return NAME.sub(lambda m: f"{m[1][:-1]}{middle}{m[1][-1]}", part)


def _cut(text: str, length: int) -> str:
    return text[: max(text.rfind(". ", 0, length), text.rfind("” ", 0, length)) + 1] if length > 0 else ""
