"""Files, folders and standard input -> articles, one at a time; what cannot be taken in is said and passed over."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from cronicar.errors import InputError
from cronicar.intake.records import NOTHING_GIVEN, Given, to_article
from cronicar.intake.text import to_record
from cronicar.model import Article

SUFFIXES = (".txt", ".json", ".jsonl")
"""What is read of a folder."""

STDIN = "-"

_SAMPLE = 8192
_MARKUP = (".html", ".htm", ".xhtml", ".xml")


@dataclass(frozen=True, slots=True)
class Taken:
    """An article and where it came from."""

    article: Article
    where: str
    """The file, and the line of a JSONL file, as messages name it."""
    name: str
    """What its reading is called: the stem of the file; the id where a file holds several articles."""
    path: Path | None
    """The file; None for standard input."""


def take(
    paths: Iterable[str], given: Given = NOTHING_GIVEN, *, stdin: BinaryIO | None = None, leave_out: Path | None = None
) -> Iterator[Taken | InputError]:
    """The articles of all paths in order, ``-`` being standard input; an ``InputError`` in place of each that fails.

    Folders give their ``SUFFIXES`` in sorted order, subfolders included, hidden ones and ``leave_out`` not. A file
    that is named twice is read once.
    """
    seen = set()
    for path in files(paths, leave_out):
        if isinstance(path, InputError):
            yield path
        elif path == STDIN:
            yield from _guarded(_of_bytes((stdin or sys.stdin.buffer).read(), "standard input", "stdin", given))
        elif (real := Path(path).resolve()) not in seen:
            seen.add(real)
            yield from _guarded(_of_file(Path(path), given))


def files(paths: Iterable[str], leave_out: Path | None = None) -> Iterator[str | InputError]:
    """The files of paths and folders, in the order of ``take``, not yet opened."""
    for path in paths:
        if path == STDIN or not Path(path).is_dir():
            yield path
            continue
        found = False
        for item in _walk(Path(path), leave_out.resolve() if leave_out else None):
            found = True
            yield item
        if not found:
            yield InputError(f"{path}: nothing to read in this folder; it needs {', '.join('*' + s for s in SUFFIXES)}")


def expected(paths: Iterable[str], leave_out: Path | None = None) -> int | None:
    """How many articles ``take`` will come to, failures included; None when only reading would tell."""
    total = 0
    for path in files(paths, leave_out):
        if path == STDIN:
            return None
        total += _lines(Path(path)) if isinstance(path, str) and path.endswith(".jsonl") else 1
    return total


def _lines(path: Path) -> int:
    try:
        with path.open("rb") as lines:
            return sum(1 for line in lines if line.strip())
    except OSError:
        return 1


def _walk(folder: Path, leave_out: Path | None) -> Iterator[str | InputError]:
    failures: list[OSError] = []
    for root, folders, names in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(
            f for f in folders if not f.startswith(".") and (leave_out is None or Path(root, f).resolve() != leave_out)
        )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                yield str(Path(root, name))
        while failures:
            yield _unopened(failures[0].filename, failures.pop(0))
    for failure in failures:
        yield _unopened(failure.filename, failure)


def _guarded(items: Iterator[Taken | InputError]) -> Iterator[Taken | InputError]:
    try:
        yield from items
    except InputError as error:
        yield error


def _of_file(path: Path, given: Given) -> Iterator[Taken | InputError]:
    where, kind = str(path), path.suffix.lower()
    if kind in _MARKUP:
        raise InputError(f"{where}: markup is not read; save the article as text (.txt) or JSON")
    try:
        with path.open("rb") as stream:
            if kind in (".jsonl", ".ndjson"):
                yield from _of_lines(stream, where, path.stem, path, given)
            else:
                yield from _of_bytes(stream.read(), where, path.stem, given, path)
    except OSError as error:
        raise _unopened(where, error) from error


def _of_bytes(
    content: bytes, where: str, stem: str, given: Given, path: Path | None = None
) -> Iterator[Taken | InputError]:
    """The articles of one file that is held in memory: JSON by its name, or by its look where the name says nothing."""
    kind = path.suffix.lower() if path else ""
    text = decode(content, where)
    looks_like_json = kind != ".txt" and text.lstrip()[:1] in ("{", "[")
    if kind == ".json":
        record = _json(text, where)
    elif looks_like_json and isinstance(guessed := _guess(text), dict | list):
        record = guessed
    elif looks_like_json and isinstance(_guess(text.lstrip().partition("\n")[0]), dict):
        yield from _of_lines(content.split(b"\n"), where, stem, path, given)
        return
    else:
        record = to_record(text, where)
    if not isinstance(record, list):
        yield Taken(to_article(record, where=where, fallback_id=stem, given=given), where, stem, path)
        return
    for number, entry in enumerate(record, 1):
        yield _entry(entry, f"{where}, entry {number}", f"{stem}-{number}", path, given)
    if not record:
        raise InputError(f"{where}: empty; the list holds no article")


def _of_lines(
    lines: Iterable[bytes], where: str, stem: str, path: Path | None, given: Given
) -> Iterator[Taken | InputError]:
    stream = iter(lines)
    first = next(stream, b"")
    _refuse_binary(first, where)
    found = False
    for number, line in enumerate(chain([first], stream), 1):
        if not line.strip(b"\xef\xbb\xbf \t\r\n"):
            continue
        found = True
        place = f"{where}, line {number}"
        try:
            record = _json(decode(line, place), place)
        except InputError as error:
            yield error
            continue
        yield _entry(record, place, f"{stem}-{number}", path, given)
    if not found:
        raise InputError(f"{where}: empty; it needs one JSON object a line")


def _entry(record: object, where: str, fallback_id: str, path: Path | None, given: Given) -> Taken | InputError:
    try:
        article = to_article(record, where=where, fallback_id=fallback_id, given=given)
    except InputError as error:
        return error
    return Taken(article, where, article.id, path)


def decode(content: bytes, where: str) -> str:
    """The text of UTF-8 bytes, a byte order mark dropped. Raises ``InputError`` for anything else."""
    _refuse_binary(content, where)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError(
            f"{where}: not UTF-8 (byte 0x{content[error.start]:02x} in line {line}); save it as UTF-8"
        ) from error


def _refuse_binary(content: bytes, where: str) -> None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError(f"{where}: not UTF-8 but UTF-16; save it as UTF-8")
    sample = content[:_SAMPLE]
    controls = sum(byte < 32 and byte not in b"\t\n\v\f\r\x1b" for byte in sample)
    if b"\0" in content or controls * 10 > len(sample):
        raise InputError(f"{where}: binary, not text; give text, JSON or JSONL in UTF-8")


def _json(text: str, where: str) -> object:
    try:
        return json.loads(text) if text.strip() else {"text": ""}
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}" if "\n" in text.strip() else f"column {error.colno}"
        several = error.msg == "Extra data" and "\n" in text.strip()
        remedy = "name it .jsonl if it holds one object a line" if several else "mend it there"
        raise InputError(f"{where}: broken JSON at {place} ({error.msg}); {remedy}") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"{where}: JSON that cannot be read ({error}); give one object with the field text") from error


def _guess(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _unopened(where: str, error: OSError) -> InputError:
    if isinstance(error, FileNotFoundError):
        return InputError(f"{where}: no such file; check the path")
    return InputError(f"{where}: cannot be opened ({error.strerror or error}); check the file and its permissions")
