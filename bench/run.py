"""Speed and memory of a reading, each in a process of its own on one core.

    python -m bench [--check]

Speed is measured against the bare model's parse of the same text in the same process, so that the numbers compare
between machines; ``--check`` ends with exit code 1 when a limit is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.text import article

ROOT = Path(__file__).resolve().parent.parent
SHORT, MIDDLE, LONG = 5_000, 20_000, 100_000
"""Lengths in characters."""


@dataclass(frozen=True, slots=True)
class Result:
    """One number with its limit; ``least``: the limit is the least that will do, else the most."""

    what: str
    value: float
    unit: str
    limit: float | None = None
    least: bool = False

    @property
    def missed(self) -> bool:
        """Whether the number is on the wrong side of its limit."""
        if self.limit is None:
            return False
        return self.value < self.limit if self.least else self.value > self.limit


def main(arguments: list[str] | None = None) -> int:
    """Measure all and print a table; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure speed and memory of a reading.")
    parser.add_argument("--check", action="store_true", help="exit code 1 when a limit is missed")
    parser.add_argument("--probe", choices=sorted(PROBES), help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.probe:
        _one_core()
        print(json.dumps(PROBES[options.probe]()))
        return 0
    speed, memory = _probe("speed"), _probe("memory")
    results = [
        Result("bare parse", speed["parse"], "words/s"),
        Result("reading", speed["read"], "words/s"),
        Result("reading against bare parse", speed["read"] / speed["parse"], "", 0.75, least=True),
        Result("time per word, 100,000 against 5,000 characters", speed["growth"], "", 1.3),
        Result("peak memory, 100,000 characters", memory["peak"], "MB", 600),
        Result("cronicar --help", _command(["--help"], 5), "s", 0.4),
        Result("first reading from cold", _first_reading(), "s", 2.5),
    ]
    _show(results)
    return 1 if options.check and any(result.missed for result in results) else 0


def _show(results: list[Result]) -> None:
    table = Table("", "measured", "limit", "", box=None, pad_edge=False)
    table.columns[1].justify = table.columns[2].justify = "right"
    for result in results:
        limit = "" if result.limit is None else f"{'≥' if result.least else '≤'} {result.limit:g}"
        verdict = "" if result.limit is None else "missed" if result.missed else "ok"
        digits = 0 if result.value >= 10 else 2
        table.add_row(result.what, f"{result.value:,.{digits}f} {result.unit}".strip(), limit, verdict)
    Console().print(table)


def _probe(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench", "--probe", name]
    run = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)
    if run.returncode:
        raise SystemExit(f"bench: the {name} probe failed\n{run.stderr}")
    values: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    return values


def _environment() -> dict[str, str]:
    """One thread for every library that would take more."""
    single = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
    return {**os.environ, **single, "TOKENIZERS_PARALLELISM": "false"}


def _one_core() -> None:
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def _speed() -> dict[str, float]:
    """Words a second of parse and reading on the middle text, and how the time per word grows from short to long.

    Rounds alternate, and the fastest of each counts: what else the machine does only ever adds time.
    """
    from cronicar.model import Article
    from cronicar.reading.pipeline import Kit, read
    from cronicar.settings import Settings

    kit = Kit.load(Settings(threads=1))

    def parse_text(text: str) -> None:
        kit.parser.parse(text, "ro")

    def read_text(text: str) -> None:
        read(Article(id="bench", text=text, language="ro"), kit)

    short, middle, long = article(SHORT), article(MIDDLE), article(LONG)
    read_text(short)
    bare, whole = [], []
    for _ in range(3):
        bare.append(_seconds(parse_text, middle))
        whole.append(_seconds(read_text, middle))
    words = len(middle.split())
    short_word = min(_seconds(read_text, short) for _ in range(5)) / len(short.split())
    long_word = min(_seconds(read_text, long) for _ in range(2)) / len(long.split())
    return {"parse": words / min(bare), "read": words / min(whole), "growth": long_word / short_word}


def _memory() -> dict[str, float]:
    """Peak memory of a process that loads all and reads the long text, in MB."""
    from cronicar.model import Article
    from cronicar.reading.pipeline import Kit, read
    from cronicar.settings import Settings

    read(Article(id="bench", text=article(LONG), language="ro"), Kit.load(Settings(threads=1)))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"peak": peak / (1024 * 1024 if sys.platform == "darwin" else 1024)}


PROBES: dict[str, Callable[[], dict[str, float]]] = {"speed": _speed, "memory": _memory}


def _seconds(work: Callable[[str], None], text: str) -> float:
    start = time.perf_counter()
    work(text)
    return time.perf_counter() - start


def _command(arguments: list[str], rounds: int) -> float:
    """Median seconds of the command line in a new process, after one run that fills the disk's cache."""
    command = [sys.executable, "-c", "from cronicar.cli import main; main()", *arguments]

    def run(_: str) -> None:
        done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"bench: cronicar {' '.join(arguments)} failed\n{done.stderr}")

    return statistics.median([_seconds(run, "") for _ in range(rounds + 1)][1:])


def _first_reading() -> float:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(article(2_000), encoding="utf-8")
        return _command(["read", str(path), "--format", "json"], 3)


if __name__ == "__main__":
    sys.exit(main())
