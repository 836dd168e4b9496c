"""Cronicar reads news articles and recovers who did, gave or said what to whom, with the exact characters that say so.

>>> import cronicar
>>> reading = cronicar.read("Ministra a declarat că podul va fi gata în mai.")  # doctest: +SKIP

Everything heavy is imported at first use, so that ``import cronicar`` takes no time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cronicar.api import articles, read
    from cronicar.errors import CronicarError, InputError
    from cronicar.model import Article, Reading
    from cronicar.reading.pipeline import Kit
    from cronicar.settings import Settings

__version__ = "0.1.0"

__all__ = [
    "Article",
    "CronicarError",
    "InputError",
    "Kit",
    "Reading",
    "Settings",
    "__version__",
    "articles",
    "read",
]

_HOME = {
    "Article": "cronicar.model",
    "CronicarError": "cronicar.errors",
    "InputError": "cronicar.errors",
    "Kit": "cronicar.reading.pipeline",
    "Reading": "cronicar.model",
    "Settings": "cronicar.settings",
    "articles": "cronicar.api",
    "read": "cronicar.api",
}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'cronicar' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
