"""The command ``cronicar``. Whatever takes time to import is imported inside the commands."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cronicar import __version__
from cronicar.errors import CronicarError, InputError

if TYPE_CHECKING:
    from cronicar.batch import Outcome, ReadOne
    from cronicar.exporting.outlets import Outlet
    from cronicar.intake.records import Given
    from cronicar.model import Reading

INTERRUPTED = 130
"""Exit code after Ctrl-C, as shells have it."""

app = typer.Typer(
    name="cronicar",
    help="Read news articles: who did, gave or said what to whom, when, where, how much, and on whose word.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How a reading is shown."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


def main() -> None:
    """Entry point: UTF-8 in and out whatever the locale says."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else None)
    app()


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cronicar {__version__}")
        raise typer.Exit


@app.callback()
def _cronicar(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    pass


@app.command()
def read(
    paths: Annotated[
        list[str],
        typer.Argument(metavar="PATH…", help="Text, JSON or JSONL files, folders of them, or - for standard input."),
    ],
    format: Annotated[
        Format | None, typer.Option("--format", help="How to show a reading; table unless --out is given.")
    ] = None,
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="Day of publication, whatever the articles say."),
    ] = None,
    lang: Annotated[
        str | None, typer.Option(metavar="CODE", help="Language, whatever the articles say; ro when neither does.")
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write one JSON reading an article into this folder, with --format html also a page beside it.",
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="With --out: pass over articles that this version has read into it.")
    ] = False,
) -> None:
    """Read articles and show what they say, each item with its words.

    A text file may open with "date YYYY-MM-DD" or front matter; blank lines part its paragraphs. JSON and JSONL
    articles have the fields text and, as known, id, language, published, title, source, url. What cannot be read gets
    one line on standard error, the others are still read, and the exit code is 1.
    """
    with _mended():
        from cronicar.batch import run
        from cronicar.intake.files import take

        if resume and out is None:
            raise InputError("--resume: only with --out; name the folder that holds the readings")
        if out and any(Path(path).is_dir() and Path(path).resolve() == out.resolve() for path in paths):
            raise InputError(f"--out {out}: is the folder that is read; name another, so that no article is replaced")
        outlet, given = _outlet(format, out, resume), _given(published, lang)
        with _progress(paths, out) as (complain, advance):
            outcome = run(take(paths, given, leave_out=out), load_reader, outlet, complain, advance)
        if outcome.interrupted or (out and sys.stderr.isatty()):
            _complain(_summary(outcome, out))
    if outcome.interrupted:
        raise typer.Exit(INTERRUPTED)
    if outcome.failed:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a reading."""
    import json

    from cronicar.exporting.schema import schema as describe

    typer.echo(json.dumps(describe(), indent=2, ensure_ascii=False))


@app.command("eval")
def evaluate(
    gold_dir: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold readings, one JSON each.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print all numbers as JSON.")] = False,
    by_document: Annotated[bool, typer.Option("--by-document", help="Score each document by itself too.")] = False,
    errors: Annotated[
        str | None,
        typer.Option(metavar="LAYER", help="List what was missed, spurious or wrong in this layer instead."),
    ] = None,
) -> None:
    """Read the articles of gold readings and score what was read against them."""
    with _mended():
        from cronicar.evaluation import LAYERS
        from cronicar.evaluation import evaluate as score
        from cronicar.exporting.json import to_json
        from cronicar.intake.records import to_article

        if errors is not None and errors not in LAYERS:
            raise InputError(f"--errors: no layer {errors!r}; use one of {', '.join(LAYERS)}")
        if not gold_dir.is_dir():
            raise InputError(f"{gold_dir}: no such folder; name one of gold readings")
        read_one = load_reader()

        def read_document(document: dict[str, object]) -> dict[str, object]:
            return to_json(read_one(to_article(document, where=str(document.get("id")), fallback_id="gold")))

        typer.echo(score(gold_dir, read_document, as_json=as_json, by_document=by_document, errors=errors))


def load_reader() -> ReadOne:
    """The reading of one article, with the shipped model loaded. Raises ``DataError``."""
    from cronicar.reading.pipeline import Kit
    from cronicar.reading.pipeline import read as read_article
    from cronicar.settings import Settings

    kit = Kit.load(Settings())
    return lambda article: read_article(article, kit)


def _given(published: str | None, language: str | None) -> Given:
    from cronicar.intake.records import Given, known_language, to_day

    return Given(
        published=to_day(published, "--published") if published else None,
        language=known_language(language, "--lang") if language else None,
    )


def _outlet(format: Format | None, out: Path | None, resume: bool) -> Outlet:
    from cronicar.exporting import outlets

    if out:
        from cronicar.exporting.folder import Folder

        return outlets.FolderOutlet(Folder.open(out), resume, _page if format is Format.HTML else None)
    if format is Format.JSON:
        return outlets.JsonOutlet(sys.stdout)
    if format is Format.HTML:
        return outlets.PageOutlet(sys.stdout, _page)
    from rich.console import Console

    from cronicar.exporting import table

    console = Console()
    return outlets.TableOutlet(lambda reading: table.render(reading, console), console.print)


def _page(reading: Reading) -> str:
    from cronicar.exporting import html

    return html.render(reading)


@contextmanager
def _progress(paths: list[str], out: Path | None) -> Iterator[tuple[Callable[[str], None], Callable[[], None]]]:
    """What to call with a message and after each article: a bar on standard error where someone looks on."""
    if not sys.stderr.isatty() or not (out or not sys.stdout.isatty()):
        yield _complain, lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

    from cronicar.intake.files import expected

    total = expected(paths, out)
    if total == 1:
        yield _complain, lambda: None
        return
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as bar:
        task = bar.add_task("read", total=total)
        yield (
            lambda message: console.print(_line(message), markup=False, highlight=False, soft_wrap=True),
            lambda: bar.advance(task),
        )


def _summary(outcome: Outcome, out: Path | None) -> str:
    parts = [
        f"{outcome.read} read" + (f" into {out}" if out else ""),
        f"{outcome.skipped} there already" if outcome.skipped else "",
        f"{outcome.failed} not read" if outcome.failed else "",
    ]
    return ("interrupted; " if outcome.interrupted else "") + ", ".join(filter(None, parts))


@contextmanager
def _mended() -> Iterator[None]:
    """Errors that a user can mend are one line and exit code 1."""
    try:
        yield
    except CronicarError as error:
        _complain(str(error))
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        _complain("interrupted")
        raise typer.Exit(INTERRUPTED) from None


def _complain(message: str) -> None:
    typer.echo(_line(message), err=True)


def _line(message: str) -> str:
    """One line that begins with the program's name, whatever a file's name or content puts into the message."""
    shown = (c if c.isprintable() else c.encode("unicode_escape").decode() for c in message)
    return f"cronicar: {''.join(shown)}"


if __name__ == "__main__":
    main()
