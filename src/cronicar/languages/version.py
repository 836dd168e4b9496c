"""What versions a reading was made with: the package's, and that of each language's data."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources

from cronicar.errors import DataError


@cache
def of(language: str) -> str:
    """Twelve hexadecimal digits that change with any table of the language.

    Raises ``DataError`` for a language that the package has no data for.
    """
    folder = resources.files("cronicar.languages").joinpath(language)
    if not folder.is_dir():
        raise DataError(f"no data for the language {language!r}; reinstall cronicar")
    digest = hashlib.sha256()
    for entry in sorted(folder.iterdir(), key=lambda e: e.name):
        if entry.name.endswith(".toml"):
            digest.update(entry.name.encode())
            digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
