"""Exact or absent: the last step proves every span and every id of a reading before it leaves."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

from cronicar.errors import VerificationError
from cronicar.model import Attribution, Event, Figure, Reading, Span, Transfer


def verify(reading: Reading) -> None:
    """Raise VerificationError that lists all faults of the reading, one a line; do nothing when it has none."""
    found = list(faults(reading))
    if found:
        lines = "\n".join(f"- {fault}" for fault in found)
        raise VerificationError(
            f"reading of {reading.document.id!r} breaks its own rules, {len(found)} times:\n{lines}"
        )


def faults(reading: Reading) -> Iterator[str]:
    """What is wrong with the reading: where, and which rule it breaks."""
    text = reading.document.text
    if not unicodedata.is_normalized("NFC", text):
        yield "text: not in Unicode form NFC, so its offsets hold for no other reader"
    yield from _ids(reading)
    for place, span in _spans(reading):
        yield from _span(place, span, text)
    entities = {entity.id for entity in reading.entities}
    for place, references in _entity_references(reading):
        yield from _unknown(place, references, entities)
    attributions = {attribution.id: attribution for attribution in reading.attributions}
    for attribution in reading.attributions:
        yield from _attribution(attribution)
    times = {time.id for time in reading.times}
    for event in reading.events:
        yield from _event(event, attributions, times)
    events = {event.id for event in reading.events}
    for index, transfer in enumerate(reading.transfers):
        yield from _transfer(f"transfer {index}", transfer, events)
    for time in reading.times:
        if time.start > time.end:
            yield f"time {time.id}: starts on {time.start}, after its end on {time.end}"
    for figure in reading.figures:
        yield from _figure(figure)


def _ids(reading: Reading) -> Iterator[str]:
    layers: dict[str, Iterable[str]] = {
        "entity": (x.id for x in reading.entities),
        "attribution": (x.id for x in reading.attributions),
        "event": (x.id for x in reading.events),
        "time": (x.id for x in reading.times),
        "figure": (x.id for x in reading.figures),
    }
    for layer, ids in layers.items():
        for name, count in Counter(ids).items():
            if count > 1:
                yield f"{layer} {name}: {count} of them have this id"
            if not name:
                yield f"{layer}: an id is empty"


def _spans(reading: Reading) -> Iterator[tuple[str, Span]]:
    for entity in reading.entities:
        for index, mention in enumerate(entity.mentions):
            yield f"entity {entity.id}: mention {index}", (mention.start, mention.end)
    for attribution in reading.attributions:
        if attribution.cue:
            yield f"attribution {attribution.id}: cue", attribution.cue
        for index, span in enumerate(attribution.content):
            yield f"attribution {attribution.id}: content {index}", span
    for event in reading.events:
        yield f"event {event.id}: trigger", event.trigger
    for number, transfer in enumerate(reading.transfers):
        for index, good in enumerate(transfer.goods):
            yield f"transfer {number}: goods {index}", good.span
    for time in reading.times:
        yield f"time {time.id}: span", time.span
    for figure in reading.figures:
        yield f"figure {figure.id}: span", figure.span
        if figure.of:
            yield f"figure {figure.id}: of", figure.of
    for index, miss in enumerate(reading.misses):
        yield f"miss {index}: span", miss.span


def _span(place: str, span: Span, text: str) -> Iterator[str]:
    start, end = span
    if start >= end:
        yield f"{place} [{start}, {end}): empty"
    elif start < 0 or end > len(text):
        yield f"{place} [{start}, {end}): outside the text of {len(text)} characters"
    elif text[start:end].isspace():
        yield f"{place} [{start}, {end}): blank"


def _entity_references(reading: Reading) -> Iterator[tuple[str, tuple[str, ...]]]:
    for attribution in reading.attributions:
        yield f"attribution {attribution.id}: source", attribution.source
        yield f"attribution {attribution.id}: addressee", attribution.addressee
    for event in reading.events:
        yield f"event {event.id}: actors", event.actors
        yield f"event {event.id}: recipients", event.recipients
        yield f"event {event.id}: place", () if event.place is None else (event.place,)
    for index, transfer in enumerate(reading.transfers):
        yield f"transfer {index}: giver", transfer.giver
        yield f"transfer {index}: receiver", transfer.receiver


def _unknown(place: str, references: Iterable[str], known: set[str]) -> Iterator[str]:
    for reference in references:
        if reference not in known:
            yield f"{place}: nothing has the id {reference!r}"


def _attribution(attribution: Attribution) -> Iterator[str]:
    content = attribution.content
    for (_, end), (start, _) in pairwise(content):
        if start < end:
            yield f"attribution {attribution.id}: content overlaps or is out of order at {start}"
    cue = attribution.cue
    if cue and any(start < cue[1] and cue[0] < end for start, end in content):
        yield f"attribution {attribution.id}: cue [{cue[0]}, {cue[1]}) lies in the content"


def _event(event: Event, attributions: dict[str, Attribution], times: set[str]) -> Iterator[str]:
    if event.time is not None:
        yield from _unknown(f"event {event.id}: time", [event.time], times)
    yield from _unknown(f"event {event.id}: said_in", event.said_in, set(attributions))
    first, last = event.trigger
    for name in event.said_in:
        content = attributions[name].content if name in attributions else ()
        if content and not any(start <= first and last <= end for start, end in content):
            yield f"event {event.id}: said_in {name}, but its trigger is not in the content of {name}"


def _transfer(place: str, transfer: Transfer, events: set[str]) -> Iterator[str]:
    yield from _unknown(f"{place}: event", [transfer.event], events)
    if transfer.in_exchange_for is not None:
        yield from _unknown(f"{place}: in_exchange_for", [transfer.in_exchange_for], events)


def _figure(figure: Figure) -> Iterator[str]:
    low, high = figure.low, figure.high
    if low is None and high is None:
        yield f"figure {figure.id}: has neither low nor high"
    if any(bound is not None and not math.isfinite(bound) for bound in (low, high)):
        yield f"figure {figure.id}: {low} to {high} is not finite"
    elif low is not None and high is not None and low > high:
        yield f"figure {figure.id}: low {low} is above high {high}"
