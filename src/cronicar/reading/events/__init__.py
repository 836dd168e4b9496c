"""Frames -> events: PLOVER type, actors, recipients, place, time, modality, and in whose words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cronicar.model import Attribution, Event, Miss, Time
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.events.candidates import Candidates
from cronicar.reading.events.circumstances import Circumstances
from cronicar.reading.events.modality import Modalities
from cronicar.reading.events.returns import returns
from cronicar.reading.events.scorer import Scorer
from cronicar.reading.triggers import find_triggers

__all__ = ["read_events"]


def read_events(
    parsed: Parsed,
    frames: Frames,
    cast: Cast,
    attributions: Sequence[Attribution],
    times: Sequence[Time],
    published: date | None = None,
) -> tuple[list[Event], list[Miss]]:
    """Events in text order, with ids ``v1``, ``v2`` …; a trigger whose participants nobody fills is kept, with a miss
    only where a subject was expected."""
    triggers = sorted(find_triggers(parsed), key=lambda t: t.span)
    candidates = Candidates(parsed, frames, cast, attributions, triggers)
    scorer = Scorer.load()
    circumstances = Circumstances(parsed, frames, cast, times)
    by_id = {t.id: t for t in times}
    own = [by_id.get(circumstances.time(t.predicate) or "") for t in triggers]
    modalities = Modalities(parsed, frames, triggers, own, times, published)
    choices = [scorer.choose(candidates.of(number, trigger)) for number, trigger in enumerate(triggers)]
    returns(parsed, cast, triggers, candidates.ruled, choices)
    events: list[Event] = []
    misses: list[Miss] = []
    for number, trigger in enumerate(triggers):
        frame = frames[trigger.predicate.index]
        time = own[number]
        modality, polarity = modalities.of(trigger, time)
        actors, recipients = choices[number]
        if frame.dropped and not actors and not recipients and not frame.nominal:
            misses.append(
                Miss(span=trigger.span, step="events", reason=f"{trigger.type.value}: nobody found who did it")
            )
        said_in = tuple(
            a.id for a in attributions if any(s <= trigger.span[0] and trigger.span[1] <= e for s, e in a.content)
        )
        events.append(
            Event(
                id=f"v{len(events) + 1}",
                type=trigger.type,
                trigger=trigger.span,
                actors=actors,
                recipients=recipients,
                place=circumstances.place(trigger.predicate, (*actors, *recipients)),
                time=time.id if time else None,
                modality=modality,
                polarity=polarity,
                said_in=said_in,
            )
        )
    return events, misses
