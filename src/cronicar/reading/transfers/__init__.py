"""Events -> transfers: what passes from whom to whom, and in exchange for what."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.model import Event, Miss, Transfer
from cronicar.reading.cast import Cast
from cronicar.reading.clauses import Frames
from cronicar.reading.document import Parsed
from cronicar.reading.transfers.drafts import Draft, completed, distinct, worth_telling
from cronicar.reading.transfers.exchange import Exchange
from cronicar.reading.transfers.lexicon import Lexicon, lexicon, starts
from cronicar.reading.transfers.phrases import Phrases
from cronicar.reading.transfers.sides import Sides
from cronicar.reading.transfers.things import Things

__all__ = ["read_transfers"]


def read_transfers(
    parsed: Parsed, frames: Frames, cast: Cast, events: Sequence[Event]
) -> tuple[list[Transfer], list[Miss]]:
    """The transfers of the events, in their order; a return without a verb of its own follows the one it pays for.

    Giver and receiver are the event's actors and recipients where nothing nearer to the goods says otherwise.
    """
    words = lexicon(parsed.language)
    phrases = Phrases(parsed, cast, words)
    things, sides = Things(parsed, frames, phrases, words), Sides(parsed, frames, cast, phrases, words)
    drafts = []
    for event in events:
        goods = things.of(event) if _may_pass(parsed, event, words) else []
        if goods:
            drafts.append(Draft(event, tuple(goods), *sides.of(event, goods)))
    drafts = [d for d in distinct(completed(drafts)) if worth_telling(d)]
    drafts = Exchange(parsed, cast, phrases, words).linked(drafts)
    return [_transfer(draft, things) for draft in drafts], []


def _transfer(draft: Draft, things: Things) -> Transfer:
    return Transfer(
        event=draft.event.id,
        giver=draft.giver,
        receiver=draft.receiver,
        goods=tuple(things.goods(draft.goods)),
        in_exchange_for=draft.link,
    )


def _may_pass(parsed: Parsed, event: Event, words: Lexicon) -> bool:
    """Whether something can change hands in an event of this type and wording."""
    kind = event.type.value
    if kind in words.always:
        return True
    stems = words.sometimes.get(kind, ())
    tokens = parsed.between(*event.trigger)
    if kind in words.verbal and not any(t.upos in ("VERB", "AUX") for t in tokens):
        return False
    return any(starts(t, stems) for t in tokens)
