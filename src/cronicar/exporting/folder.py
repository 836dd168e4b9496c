"""A folder of readings: one JSON file an article, each there as a whole or not at all."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from cronicar.errors import InputError
from cronicar.exporting.json import render
from cronicar.model import Article, Reading

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 200


def file_name(name: str, where: str) -> str:
    """A name that is safe as a file name anywhere: separators and controls become ``_``.

    Raises ``InputError`` for one that points out of the folder or has nothing left to name a file by.
    """
    if ".." in re.split(r"[/\\]", name) or name.startswith(("/", "\\")):
        raise InputError(f"{where}: the id {name!r} points out of the folder; give the article another id")
    safe = _UNFIT.sub("_", name).strip(" .")
    if not safe.strip("_"):
        raise InputError(f"{where}: the id {name!r} cannot name a file; give the article an id of letters or digits")
    while len(safe.encode()) > _LONGEST:
        safe = safe[:-1]
    return safe


@dataclass(slots=True)
class Folder:
    """Where the readings of one run go. A later run writes over them; within a run no two may meet."""

    path: Path
    _owners: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def open(path: Path) -> Folder:
        """The folder, made where it is missing. Raises ``InputError`` when it cannot be."""
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise InputError(
                f"{path}: cannot be made a folder ({error.strerror or error}); name another for --out"
            ) from error
        return Folder(path)

    def place(self, name: str, where: str, source: Path | None) -> Path:
        """The JSON file for the reading of ``name``, kept for ``where`` from now on.

        Raises ``InputError`` when another article of this run has it, or when it is the file that is read.
        """
        target = self.path / f"{file_name(name, where)}.json"
        owner = self._owners.setdefault(target.name, where)
        if owner != where:
            raise InputError(
                f"{where}: its reading would replace that of {owner} ({target}); rename one or use another --out"
            )
        if source and target.exists() and target.samefile(source):
            raise InputError(f"{where}: its reading would replace the article itself; name another folder for --out")
        return target

    @staticmethod
    def holds(target: Path, article: Article, version: str) -> bool:
        """Whether ``target`` is a reading of just this article by this version."""
        try:
            reading = json.loads(target.read_text(encoding="utf-8"))
            document = reading["document"]
            published = article.published.isoformat() if article.published else None
            return (
                reading["cronicar"]["version"] == version
                and (document["text"], document["published"]) == (article.text, published)
                and article.language in (None, document["language"])
            )
        except (OSError, ValueError, KeyError, TypeError):
            return False

    @staticmethod
    def write(target: Path, reading: Reading) -> None:
        """Write the reading to ``target``; whoever looks sees the old file or the whole new one."""
        write_whole(target, render(reading, indent=1) + "\n")


def write_whole(target: Path, content: str) -> None:
    """Write a file by way of a temporary one beside it. Raises ``InputError`` when the folder cannot take it."""
    draft = target.with_name(f".{target.name[:_LONGEST]}.{os.getpid()}.part")
    try:
        try:
            draft.write_text(content, encoding="utf-8", newline="\n")
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(
            f"{target}: cannot be written ({error.strerror or error}); free the place or name another --out"
        ) from error
