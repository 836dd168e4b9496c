"""The whole story of a reading in one function."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from cronicar import __version__
from cronicar.errors import InputError
from cronicar.knowledge import KnowledgeBase
from cronicar.languages import available, version
from cronicar.model import Article, Document, Entity, Mention, Reading, Versions
from cronicar.reading.attributions import read_attributions
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.entities import read_entities
from cronicar.reading.events import read_events
from cronicar.reading.figures import read_figures
from cronicar.reading.parse import Parser
from cronicar.reading.times import read_times
from cronicar.reading.transfers import read_transfers
from cronicar.reading.verify import verify
from cronicar.settings import Settings

DEFAULT_LANGUAGE = "ro"


@dataclass(frozen=True, slots=True)
class Kit:
    """What a reading needs and does not change: the parser and the knowledge base."""

    parser: Parser
    knowledge: KnowledgeBase

    @staticmethod
    def load(settings: Settings | None = None) -> Kit:
        """Load the shipped model and data. Raises ``DataError`` when a file is missing or damaged."""
        settings = settings or Settings()
        folder = settings.model or Path(str(resources.files("cronicar.languages").joinpath("_model")))
        return Kit(Parser(folder, settings.threads), KnowledgeBase.load())


def read(article: Article, kit: Kit) -> Reading:
    """Read one article: pure, nothing is stored or fetched.

    Raises ``InputError`` for a language that Cronicar cannot read and ``VerificationError`` when the reading breaks
    its own rules, which is a fault of ours.
    """
    language = article.language or DEFAULT_LANGUAGE
    if language not in available():
        raise InputError(f"{article.id}: language {language!r} cannot be read; use one of {', '.join(available())}")
    text = unicodedata.normalize("NFC", article.text)
    parsed = kit.parser.parse(text, language)
    frames = Frames(parsed)
    times, missed_times = read_times(parsed, article.published)
    figures, missed_figures = read_figures(parsed, times)
    cast, missed_entities = read_entities(parsed, frames, kit.knowledge, article.published)
    attributions, missed_attributions = read_attributions(parsed, frames, cast)
    events, missed_events = read_events(parsed, frames, cast, attributions, times, article.published)
    transfers, missed_transfers = read_transfers(parsed, frames, cast, events)
    misses = [
        *missed_entities, *missed_times, *missed_figures, *missed_attributions, *missed_events, *missed_transfers,
    ]  # fmt: skip
    reading = Reading(
        document=Document(
            id=article.id, language=language, published=article.published, title=article.title,
            source=article.source, url=article.url, text=text,
        ),
        entities=tuple(_entities(cast, text)),
        attributions=tuple(attributions),
        events=tuple(events),
        transfers=tuple(transfers),
        times=tuple(times),
        figures=tuple(figures),
        misses=tuple(sorted(misses, key=lambda m: (m.span, m.step))),
        cronicar=Versions(
            version=__version__,
            model=kit.parser.encoder.version,
            languages={language: version.of(language), "knowledge": kit.knowledge.version},
        ),
    )  # fmt: skip
    verify(reading)
    return reading


def _entities(cast: Cast, text: str) -> list[Entity]:
    out = []
    for figurant in cast.entities.values():
        mentions = tuple(Mention(start=s, end=e, form=f) for s, e, f in sorted(set(figurant.mentions)))
        out.append(
            Entity(
                id=figurant.id, kind=figurant.kind, name=figurant.name, wikidata=figurant.wikidata,
                country=figurant.country, mentions=mentions,
            )
        )  # fmt: skip
    return out
