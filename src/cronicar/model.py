"""The frozen values of a reading. Their JSON is the format that ``cronicar schema`` publishes.

Offsets are Unicode code points into ``Document.text`` (NFC), end exclusive.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Span = Annotated[tuple[int, int], Field(description="start and end offset, end exclusive")]

EntityKind = Literal["person", "organisation", "country", "place", "group"]
MentionForm = Literal["name", "nominal", "pronoun"]
AttributionKind = Literal["direct", "mixed", "indirect"]
Stance = Literal["neutral", "endorsed", "doubted", "rejected"]
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "planned", "possible", "demanded"]
GoodsCategory = Literal[
    "weapons", "personnel", "money", "technology", "energy", "food", "relief", "goods", "information", "territory",
    "people", "support",
]  # fmt: skip


class EventType(StrEnum):
    """PLOVER event types, and DISASTER, VOTE and APPOINT for news that PLOVER leaves out."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    CONCEDE = "CONCEDE"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    DISASTER = "DISASTER"
    VOTE = "VOTE"
    APPOINT = "APPOINT"


class Value(BaseModel):
    """Base of all values: immutable, no field beyond the declared ones."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Article(Value):
    """What goes in: one text and what is known about it."""

    id: str
    text: str = Field(min_length=1)
    language: str | None = None
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None


class Document(Value):
    """The article as it was read; ``text`` is what all offsets count in."""

    id: str
    language: str
    published: date | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    text: str


class Mention(Value):
    """One place where the text names an entity."""

    start: int
    end: int
    form: MentionForm


class Entity(Value):
    """Someone or something that acts, speaks, is acted on, or is a place."""

    id: str
    kind: EntityKind
    name: str
    wikidata: str | None = None
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2; for a person, the country they act for")
    mentions: tuple[Mention, ...] = ()


class Attribution(Value):
    """Someone is said to have said, thought, claimed, denied, asked or admitted something."""

    id: str
    source: tuple[str, ...] = ()
    addressee: tuple[str, ...] = ()
    kind: AttributionKind
    stance: Stance = "neutral"
    polarity: Polarity = "positive"
    cue: Span | None = None
    content: tuple[Span, ...] = Field(min_length=1)


class Event(Value):
    """Who did what to whom."""

    id: str
    type: EventType
    trigger: Span
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    modality: Modality = "asserted"
    polarity: Polarity = "positive"
    said_in: tuple[str, ...] = ()


class Goods(Value):
    """One thing that changes hands."""

    span: Span
    category: GoodsCategory


class Transfer(Value):
    """Something passes from a giver to a receiver."""

    event: str
    giver: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    goods: tuple[Goods, ...] = ()
    in_exchange_for: str | None = None


class Time(Value):
    """An expression of a date or period: first and last day that it covers."""

    id: str
    span: Span
    start: date
    end: date


class Figure(Value):
    """A number that counts or measures something; ``high`` is null for "at least", ``low`` for "up to"."""

    id: str
    span: Span
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str | None = None
    of: Span | None = None


class Miss(Value):
    """What a step recognised but could not resolve."""

    span: Span
    step: str
    reason: str


class Versions(Value):
    """What made a reading."""

    version: str
    model: str
    languages: dict[str, str]


class Reading(Value):
    """What one article says, each part tied to the characters that say it."""

    document: Document
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[Event, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    times: tuple[Time, ...] = ()
    figures: tuple[Figure, ...] = ()
    misses: tuple[Miss, ...] = ()
    cronicar: Versions
