"""What is given in return goes the other way: the sides of an exchange that the clause itself leaves open."""

from __future__ import annotations

from collections.abc import Sequence

from cronicar.model import EventType
from cronicar.reading.cast import Cast
from cronicar.reading.document import Parsed
from cronicar.reading.exchange import is_return
from cronicar.reading.triggers import Trigger

Sides = tuple[tuple[str, ...], tuple[str, ...]]


def returns(
    parsed: Parsed, cast: Cast, triggers: Sequence[Trigger], told: Sequence[Sides], choices: list[Sides]
) -> None:
    """Mend, in place, the sides of each AID that pays for an earlier one.

    ``told``: for each trigger the sides that its clause names by the rules; ``choices``: those chosen so far. Where the
    clause names one side only, the other is the opposite side of the nearest earlier AID that the named one took part
    in on the other end.
    """

    def lands(identifiers: Sequence[str]) -> set[str]:
        return {cast.entities[i].country or i for i in identifiers}

    for number, trigger in enumerate(triggers):
        actors, recipients = told[number]
        if (
            trigger.type != EventType.AID
            or bool(actors) == bool(recipients)
            or not is_return(parsed, trigger.predicate)
        ):
            continue
        for earlier in range(number - 1, -1, -1):
            givers, receivers = choices[earlier]
            if triggers[earlier].type != EventType.AID or not givers or not receivers:
                continue
            if recipients and lands(recipients) & lands(givers):
                choices[number] = (receivers, recipients)
                break
            if actors and lands(actors) & lands(receivers):
                choices[number] = (actors, givers)
                break
