"""The shipped model from nothing, with one command.

    python -m training --shared ../shared

Fetches the pinned base weights, trains, exports, learns the small models that stand on the parse, measures, and
writes the model card. A step that was interrupted goes on where it was; ``--from`` passes over steps that are done.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from training.base import fetch

OUT = Path("src/cronicar/languages/_model")
WORK = Path("build/model")
MINUTES = 45
"""CPU minutes that the shipped model was trained for."""


def steps(shared: Path, work: Path, out: Path, minutes: float, threads: int) -> dict[str, Callable[[], None]]:
    """What to do, in order, by name."""
    scores = work / "scores.json"

    def module(name: str, *arguments: object, to: Path | None = None) -> Callable[[], None]:
        return lambda: _run(name, [str(a) for a in arguments], threads, to)

    return {
        "fetch": lambda: print(fetch(work)),
        "train": module("train", "--shared", shared, "--out", work, "--minutes", minutes, "--threads", threads),
        "export": module("export", "--shared", shared, "--run", work, "--out", out),
        "participants": module("participants", "--shared", shared, "--model", out),
        "modality": module("modality", "--shared", shared, "--model", out, "--out", out),
        "evaluate": module("evaluate", "--shared", shared, "--model", out, to=scores),
        "card": module("card", "--model", out, "--scores", scores, "--minutes", minutes),
    }


def _run(name: str, arguments: list[str], threads: int, to: Path | None) -> None:
    """Run a module of this package in a process of its own; ``to``: keep what it prints in this file."""
    command = [sys.executable, "-m", f"training.{name}", *arguments]
    # Threads that wait must not burn the budget, which counts the processor's time.
    environment = os.environ | {"OMP_WAIT_POLICY": "passive", "OMP_NUM_THREADS": str(threads)}
    done = subprocess.run(command, check=True, env=environment, stdout=subprocess.PIPE if to else None, text=True)
    if to:
        to.write_text(done.stdout, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--shared", type=Path, default=Path("../shared"), help="folder that holds corpora/, gold/, news/"
    )
    parser.add_argument("--work", type=Path, default=WORK, help="folder of the run's state")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the model")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="CPU minutes of training, all threads together")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--from", dest="first", default="fetch", help="the first step to do")
    args = parser.parse_args()
    plan = steps(args.shared, args.work, args.out, args.minutes, args.threads)
    if args.first not in plan:
        parser.error(f"--from: no step {args.first!r}; there are {', '.join(plan)}")
    names = list(plan)
    for name in names[names.index(args.first) :]:
        print(f"== {name}", flush=True)
        plan[name]()


if __name__ == "__main__":
    main()
