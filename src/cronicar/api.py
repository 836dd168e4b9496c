"""What a program calls: the reading of one article, and the articles of files and folders."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from cronicar.errors import InputError
from cronicar.intake.files import take
from cronicar.intake.records import to_article
from cronicar.model import Article, Reading
from cronicar.reading import pipeline
from cronicar.settings import Settings


def read(article: Article | str, kit: pipeline.Kit | None = None) -> Reading:
    """Read one article, or a bare text of unknown date.

    ``kit`` is what ``Kit.load(settings)`` gives; without it the shipped model is loaded once and kept.
    Raises ``InputError`` for an empty text or a language that cannot be read, ``DataError`` for a damaged installation.
    """
    if isinstance(article, str):
        article = to_article({"text": article}, where="text", fallback_id="text")
    return pipeline.read(article, kit or _shipped())


def articles(*paths: str | Path) -> Iterator[Article]:
    """The articles of text, JSON and JSONL files and of folders of them, in order.

    Raises ``InputError`` at the first that cannot be taken in.
    """
    for item in take([str(path) for path in paths]):
        if isinstance(item, InputError):
            raise item
        yield item.article


@cache
def _shipped() -> pipeline.Kit:
    return pipeline.Kit.load(Settings())
