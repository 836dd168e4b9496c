"""A reading as lines for people: who or how much, the words, what is known about them, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cronicar.exporting import phrases
from cronicar.model import Attribution, Entity, Event, Reading, Span, Transfer

SHOWN_FORMS = 6


@dataclass(slots=True, frozen=True)
class Item:
    """One line of a reading. All its texts are safe to show but not escaped for any markup."""

    layer: str
    """A key of ``phrases.LAYERS``."""
    who: str
    words: str
    """The words it rests on, or the names of the goods."""
    spans: tuple[tuple[Span, str], ...]
    """Where its words stand, each with what it is there: a key of ``ROLES``."""
    label: str = ""
    before: str = ""
    after: str = ""
    """What stands around the words, where that helps to understand them."""
    about: tuple[str, ...] = ()
    depth: int = 0
    """How many attributions this attribution is said inside of."""


ROLES = ("content", "cue", "trigger", "goods", "time", "figure", "of", "mention", "miss", "act")
"""What words are to an item; ``act`` is the trigger of a transfer's event, which the event itself marks."""


def items(reading: Reading, width: int) -> dict[str, list[Item]]:
    """Layer -> its items in the order of the text, ``width`` characters being a comfortable line for the words."""
    page = _Page(reading, width)
    return {
        "attribution": list(page.attributions()),
        "event": [page.event(x) for x in sorted(reading.events, key=lambda x: x.trigger)],
        "transfer": sorted(
            (page.transfer(x) for x in reading.transfers), key=lambda x: min(x.spans, default=((0, 0), ""))
        ),
        "figure": list(page.figures()),
        "time": list(page.times()),
        "entity": [page.entity(x) for x in sorted(reading.entities, key=_first)],
        "miss": [
            Item(
                "miss",
                phrases.plain(miss.step),
                phrases.excerpt(reading.document.text, [miss.span], width),
                ((miss.span, "miss"),),
                about=(phrases.plain(miss.reason),),
            )
            for miss in reading.misses
        ],
    }


def _first(entity: Entity) -> tuple[int, str]:
    return min((m.start for m in entity.mentions), default=1 << 60), entity.id


class _Page:
    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.width = width
        self.names = phrases.names(reading)
        self.by_id = {x.id: x for x in reading.events}
        self.days = {x.id: x for x in reading.times}
        self.sayings = {x.id: x for x in reading.attributions}

    def attributions(self) -> Iterator[Item]:
        depths = phrases.depths(self.reading)
        for attribution in sorted(self.reading.attributions, key=phrases.position):
            cue = attribution.cue
            yield Item(
                "attribution",
                phrases.speakers(attribution, self.names),
                phrases.excerpt(self.text, attribution.content, self.width * 3),
                (*((span, "content") for span in attribution.content), *([(cue, "cue")] if cue else [])),
                about=(*([phrases.words(self.text, cue)] if cue else []), *phrases.manner(attribution)),
                depth=depths[attribution.id],
            )

    def event(self, event: Event) -> Item:
        said: list[Attribution] = [self.sayings[x] for x in event.said_in if x in self.sayings]
        about = [
            *phrases.mood(event.modality, event.polarity),
            self._when(event.time),
            f"in {phrases.listed([event.place], self.names, '')}" if event.place else "",
            *(f"said by {phrases.listed(x.source, self.names, 'unnamed source')}" for x in said),
        ]
        return Item(
            "event",
            phrases.sides(event, self.names),
            phrases.words(self.text, event.trigger),
            ((event.trigger, "trigger"),),
            label=event.type.value,
            about=tuple(x for x in about if x),
        )

    def _when(self, name: str | None) -> str:
        time = self.days.get(name) if name else None
        return f"{phrases.words(self.text, time.span)} ({phrases.period(time)})" if time else ""

    def transfer(self, transfer: Transfer) -> Item:
        event = self.by_id.get(transfer.event)
        exchange = phrases.given_for(transfer, self.reading)
        about = [
            f"“{phrases.words(self.text, event.trigger)}”" if event else "",
            *(phrases.mood(event.modality, event.polarity) if event else []),
            f"in exchange for {exchange}" if exchange else "",
        ]
        return Item(
            "transfer",
            phrases.hands(transfer, self.names),
            phrases.goods(transfer, self.text) or "something not named",
            (*((good.span, "goods") for good in transfer.goods), *([(event.trigger, "act")] if event else [])),
            about=tuple(x for x in about if x),
        )

    def figures(self) -> Iterator[Item]:
        for figure in sorted(self.reading.figures, key=lambda x: x.span):
            before, inside, after = phrases.context(self.text, figure.span, self.width)
            spans = ((figure.span, "figure"), *([(figure.of, "of")] if figure.of else []))
            yield Item("figure", phrases.amount(figure), inside, spans, before=before, after=after)

    def times(self) -> Iterator[Item]:
        for time in sorted(self.reading.times, key=lambda x: x.span):
            before, inside, after = phrases.context(self.text, time.span, self.width)
            yield Item("time", phrases.period(time), inside, ((time.span, "time"),), before=before, after=after)

    def entity(self, entity: Entity) -> Item:
        spans = [(m.start, m.end) for m in entity.mentions]
        forms = list(dict.fromkeys(phrases.words(self.text, span) for span in spans))
        count = f"{len(spans)} mention{'' if len(spans) == 1 else 's'}"
        about = [phrases.plain(x) for x in (entity.country, entity.wikidata) if x]
        return Item(
            "entity",
            self.names[entity.id],
            ", ".join(forms[:SHOWN_FORMS]) + (" …" if len(forms) > SHOWN_FORMS else ""),
            tuple((span, "mention") for span in spans),
            label=entity.kind,
            about=(*about, count),
        )
