"""Language data: one folder a language, TOML tables that the rules of ``reading`` are driven by."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from cronicar.errors import DataError


@cache
def table(language: str, name: str) -> dict[str, Any]:
    """The table ``languages/<language>/<name>.toml``.

    Raises ``DataError`` when the package lacks it or it is not valid TOML. Treat the result as read-only.
    """
    path = resources.files(__name__).joinpath(language, f"{name}.toml")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DataError(f"language data missing: languages/{language}/{name}.toml; reinstall cronicar") from error
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"languages/{language}/{name}.toml is damaged: {error}; reinstall cronicar") from error


def available() -> list[str]:
    """Codes of the languages that the package can read, sorted."""
    root = resources.files(__name__)
    return sorted(entry.name for entry in root.iterdir() if entry.is_dir() and not entry.name.startswith("_"))
