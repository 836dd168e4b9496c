"""A text file -> its fields: the date or front matter it opens with, and its paragraphs."""

from __future__ import annotations

import re

from cronicar.errors import InputError

WRAPPED = 120
"""Characters of the longest line that one takes for a line wrapped by hand."""

_LINE_BREAKS = re.compile(r"\r\n?|[\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_DATED = re.compile(r"\s*(?:date:?|Date:)[^\S\n]+(?P<day>\S*\d\S*|\S+(?=[^\S\n]*(?:\n|$)))[^\S\n]*")
_FIELDS = {"date": "published", "lang": "language"}


def to_record(content: str, where: str) -> dict[str, str]:
    """The fields of an article file; ``text`` is always there, ``published`` and others when the file has them.

    The file may open with ``date YYYY-MM-DD``, the text following on the same line or below, or with front matter
    (lines ``field: value`` between two lines ``---``). Raises ``InputError`` for front matter without an end.
    """
    content = _LINE_BREAKS.sub("\n", content)
    fields, body = _front_matter(content, where) or _dated(content)
    return {**fields, "text": paragraphs(body)}


def paragraphs(body: str) -> str:
    """The body with one line break between paragraphs and no blank at their ends.

    Blank lines part paragraphs. A single line break parts them too, unless the file uses blank lines and the lines
    of the paragraph are wrapped by hand (none is longer than ``WRAPPED``): then it becomes a blank.
    """
    blocks = [[line.strip() for line in block.split("\n")] for block in _BLANK_LINES.split(body.strip())]
    return "\n".join((" " if len(blocks) > 1 and _wrapped(lines) else "\n").join(lines) for lines in blocks)


def _wrapped(lines: list[str]) -> bool:
    return max(map(len, lines)) <= WRAPPED


def _dated(content: str) -> tuple[dict[str, str], str]:
    found = _DATED.match(content)
    return ({"published": found["day"].rstrip(",.;:")}, content[found.end() :]) if found else ({}, content)


def _front_matter(content: str, where: str) -> tuple[dict[str, str], str] | None:
    lines = content.lstrip("\n").split("\n")
    if lines[0].rstrip() != "---":
        return None
    end = next((i for i, line in enumerate(lines) if i and line.rstrip() in ("---", "...")), None)
    if end is None:
        raise InputError(f"{where}: the front matter has no end; close it with a line of three hyphens")
    fields = {}
    for line in lines[1:end]:
        name, colon, value = line.partition(":")
        if colon and not name.startswith((" ", "\t", "#", "-")):
            name = name.strip().lower()
            fields[_FIELDS.get(name, name)] = _unquoted(value.strip())
    fields.pop("text", None)
    return fields, "\n".join(lines[end + 1 :])


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value
