"""The few things that can be set, in one frozen value that is passed on and never global."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """How readings are made; the defaults serve nearly everyone."""

    model: Path | None = None
    """Folder of a model made by ``training``; None for the one that ships with the package."""
    threads: int = 0
    """Threads for the model; 0 leaves it to onnxruntime, which takes all cores."""
