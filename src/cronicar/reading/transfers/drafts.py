"""Transfers of one article side by side: what one leaves open another may tell, and what is told twice is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from cronicar.model import Event
from cronicar.reading.transfers.phrases import Phrase

Side = tuple[str, ...]
_UNSPECIFIED = frozenset({"support", "information", "goods", "people"})


@dataclass(frozen=True, slots=True)
class Draft:
    """A transfer while the article is being read."""

    event: Event
    goods: tuple[Phrase, ...]
    giver: Side
    receiver: Side
    link: str | None = None

    @property
    def kinds(self) -> set[str]:
        """The categories of the things."""
        return {str(p.kind) for p in self.goods}


def completed(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with missing receivers filled from others about the same aid. Givers are not: the text that leaves
    them out mostly means to."""
    out = []
    for number, draft in enumerate(drafts):
        if not draft.receiver:
            draft = replace(draft, receiver=_receiver(draft, [*drafts[:number], *drafts[number + 1 :]]))
        out.append(draft)
    return out


def _receiver(draft: Draft, others: Sequence[Draft]) -> Side:
    """The one who receives in most of the article's other transfers."""
    counted = Counter(d.receiver for d in others if d.receiver)
    if not counted:
        return ()
    side, count = counted.most_common(1)[0]
    return side if count >= 2 and 2 * count > sum(counted.values()) and not set(side) & set(draft.giver) else ()


def distinct(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts without goods that another one names by the same words; the fuller one keeps them."""
    taken: dict[int, int] = {}
    order = sorted(range(len(drafts)), key=lambda n: (-_fullness(drafts[n]), n))
    kept: dict[int, tuple[Phrase, ...]] = {}
    for n in order:
        mine = []
        for phrase in drafts[n].goods:
            holder = taken.get(phrase.head.index)
            if holder is not None and not _apart(drafts[holder], drafts[n]):
                continue
            taken.setdefault(phrase.head.index, n)
            mine.append(phrase)
        kept[n] = tuple(mine)
    return [replace(d, goods=kept[n]) for n, d in enumerate(drafts) if kept[n]]


def _fullness(draft: Draft) -> int:
    return bool(draft.giver) + bool(draft.receiver)


def _apart(one: Draft, other: Draft) -> bool:
    """Whether two transfers pass the same things between other hands: sold to one, then given to another."""
    return bool(one.receiver and other.receiver) and not set(one.receiver) & set(other.receiver)


def worth_telling(draft: Draft) -> bool:
    """Whether anything is known of its sides; unspecified help needs a receiver."""
    if not draft.giver and not draft.receiver:
        return False
    return bool(draft.receiver) or draft.event.type.value != "AID" or not draft.kinds <= _UNSPECIFIED
