"""Where the readings of one run of the command go: to the terminal as tables, JSON or a page, or into a folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TextIO

from cronicar import __version__
from cronicar.errors import CronicarError
from cronicar.exporting.folder import Folder, write_whole
from cronicar.exporting.json import render
from cronicar.intake.files import Taken
from cronicar.model import Reading


class Outlet(Protocol):
    """Takes the articles of a run in order."""

    def admit(self, taken: Taken | None) -> bool:
        """Say that an article comes next, None for one that failed at the door; False when it need not be read.

        Raises ``InputError`` when there is no place for its reading, ``CronicarError`` when the run has to end.
        """

    def put(self, taken: Taken, reading: Reading) -> None:
        """Give out the reading of an admitted article."""

    def close(self) -> None:
        """Give out what was held back."""


@dataclass(slots=True)
class JsonOutlet:
    """One article: an indented object; several: JSON Lines."""

    stream: TextIO
    _count: int = 0
    _held: Reading | None = None

    def admit(self, taken: Taken | None) -> bool:
        self._count += 1
        if self._held is not None:
            self._line(self._held)
            self._held = None
        return True

    def put(self, taken: Taken, reading: Reading) -> None:
        if self._count == 1:
            self._held = reading
        else:
            self._line(reading)

    def close(self) -> None:
        if self._held is not None:
            self.stream.write(render(self._held, indent=1) + "\n")
            self._held = None

    def _line(self, reading: Reading) -> None:
        self.stream.write(render(reading) + "\n")
        self.stream.flush()


@dataclass(slots=True)
class TableOutlet:
    """One table after the other."""

    show: Callable[[Reading], None]
    blank: Callable[[], None]
    _shown: bool = False

    def admit(self, taken: Taken | None) -> bool:
        return True

    def put(self, taken: Taken, reading: Reading) -> None:
        if self._shown:
            self.blank()
        self.show(reading)
        self._shown = True

    def close(self) -> None:
        pass


@dataclass(slots=True)
class PageOutlet:
    """One self-contained page, so one article."""

    stream: TextIO
    page: Callable[[Reading], str]
    _count: int = 0
    _held: str = ""

    def admit(self, taken: Taken | None) -> bool:
        self._count += 1
        if self._count > 1:
            raise CronicarError("--format html: a page shows one article; add --out DIR to write a page for each")
        return True

    def put(self, taken: Taken, reading: Reading) -> None:
        self._held = self.page(reading)

    def close(self) -> None:
        self.stream.write(self._held)
        self._held = ""


@dataclass(slots=True)
class FolderOutlet:
    """One JSON file an article, and a page beside it when ``page`` is given."""

    folder: Folder
    resume: bool = False
    page: Callable[[Reading], str] | None = None

    def admit(self, taken: Taken | None) -> bool:
        if taken is None:
            return True
        target = self._target(taken)
        done = self.resume and self.folder.holds(target, taken.article, __version__)
        return not (done and (self.page is None or target.with_suffix(".html").exists()))

    def put(self, taken: Taken, reading: Reading) -> None:
        target = self._target(taken)
        if self.page:
            write_whole(target.with_suffix(".html"), self.page(reading))
        self.folder.write(target, reading)

    def close(self) -> None:
        pass

    def _target(self, taken: Taken) -> Path:
        return self.folder.place(taken.name, taken.where, taken.path)
