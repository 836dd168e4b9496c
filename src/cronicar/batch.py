"""Articles in, readings out, one after the other: what fails is said and the rest is still read."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cronicar.errors import CronicarError, InputError
from cronicar.exporting.outlets import Outlet
from cronicar.intake.files import Taken
from cronicar.model import Article, Reading

ReadOne = Callable[[Article], Reading]


@dataclass(slots=True)
class Outcome:
    """How a run went."""

    read: int = 0
    skipped: int = 0
    failed: int = 0
    interrupted: bool = False


def run(
    items: Iterable[Taken | InputError],
    load: Callable[[], ReadOne],
    outlet: Outlet,
    complain: Callable[[str], None],
    advance: Callable[[], None] = lambda: None,
) -> Outcome:
    """Read all items into the outlet.

    ``load`` is called once, at the first article that has to be read; a ``DataError`` of it goes to the caller.
    ``complain`` gets one message for each failure, ``advance`` a call after each item. An interruption from the
    keyboard ends the run; what was read is given out.
    """
    outcome = Outcome()
    read: ReadOne | None = None
    try:
        for item in items:
            try:
                if isinstance(item, InputError):
                    outlet.admit(None)
                    raise item
                if outlet.admit(item):
                    read = read or load()
                    outlet.put(item, _read(item, read))
                    outcome.read += 1
                else:
                    outcome.skipped += 1
            except InputError as error:
                outcome.failed += 1
                complain(str(error))
            advance()
    except KeyboardInterrupt:
        outcome.interrupted = True
    outlet.close()
    return outcome


def _read(item: Taken, read: ReadOne) -> Reading:
    try:
        return read(item.article)
    except InputError:
        raise
    except CronicarError as error:
        raise InputError(f"{item.where}: not read: {error}") from error
    except Exception as error:  # one article must not cost a night's batch
        what = f"{type(error).__name__}: {error}"
        raise InputError(f"{item.where}: not read, by a fault of Cronicar ({what}); please report it") from error
