"""What all formats for people say alike: names, excerpts, amounts and periods, safe to show.

An article is somebody else's text. ``plain`` takes out what could steer a terminal or turn the direction of a page;
escaping for markup is the business of each format.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from unicodedata import category

from cronicar.model import Attribution, Event, Figure, Modality, Polarity, Reading, Span, Time, Transfer

QUOTES = ("„", "“", "”", "«", "»", '"', "'")

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

LAYERS = {
    "attribution": "Who said what",
    "event": "Who did what to whom",
    "transfer": "Who gave what to whom",
    "figure": "Figures",
    "time": "Times",
    "entity": "Who is who",
    "miss": "Seen but not understood",
}
"""Layer -> its heading, in the order in which a person wants to see them."""


def plain(text: str) -> str:
    """The text with every control character but blank, tab and line break, every direction override and every lone
    surrogate replaced by U+FFFD: one for one, so that offsets still hold."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(REPLACEMENT if _steers(c) else c for c in text)


def _steers(char: str) -> bool:
    if char in "\t\n":
        return False
    kind = category(char)
    return kind in ("Cc", "Cs") or "\u202a" <= char <= "\u202e" or "\u2066" <= char <= "\u2069"


def words(text: str, span: Span) -> str:
    """What the span covers, on one line."""
    return " ".join(plain(text[span[0] : span[1]]).split())


def quoted(shown: str) -> str:
    """In quotation marks, unless it starts with one of its own."""
    return shown if shown[:1] in QUOTES else f"“{shown}”"


def excerpt(text: str, spans: Sequence[Span], width: int) -> str:
    """What the spans cover, joined by " […] ", on one line; cut in the middle, at blanks, to ``width`` characters."""
    whole = " […] ".join(words(text, span) for span in spans)
    if len(whole) <= width:
        return whole
    cut = (width * 2) // 3
    head, tail = whole[:cut], whole[len(whole) - (width - cut - 3) :]
    head = head.rpartition(" ")[0] or head
    tail = tail.partition(" ")[2] or tail
    return f"{head} … {tail}"


def names(reading: Reading) -> dict[str, str]:
    """Entity id -> the name to show; the id itself where the name is blank."""
    return {entity.id: " ".join(plain(entity.name).split()) or plain(entity.id) for entity in reading.entities}


def listed(ids: Iterable[str], known: Mapping[str, str], nobody: str) -> str:
    """Names of the entities, "a, b and c"; ``nobody`` where there are none."""
    all_names = [known.get(name, plain(name)) for name in ids]
    if len(all_names) < 2:
        return "".join(all_names) or nobody
    return f"{', '.join(all_names[:-1])} and {all_names[-1]}"


def speakers(attribution: Attribution, known: Mapping[str, str]) -> str:
    """Who says it, and to whom where that is said."""
    source = listed(attribution.source, known, "unnamed source")
    return f"{source} → {listed(attribution.addressee, known, '')}" if attribution.addressee else source


def manner(attribution: Attribution) -> list[str]:
    """How it is said: the kind, and what is not neutral."""
    marks: list[str] = [attribution.kind]
    if attribution.polarity == "negative":
        marks.append("denied")
    if attribution.stance != "neutral":
        marks.append(f"{attribution.stance} by the narrator")
    return marks


def sides(event: Event, known: Mapping[str, str]) -> str:
    """Who does it, to whom."""
    actors = listed(event.actors, known, "unnamed")
    return f"{actors} → {listed(event.recipients, known, '')}" if event.recipients else actors


def mood(modality: Modality, polarity: Polarity) -> list[str]:
    """What is not plainly asserted."""
    return [*([] if modality == "asserted" else [modality]), *(["negated"] if polarity == "negative" else [])]


def hands(transfer: Transfer, known: Mapping[str, str]) -> str:
    """Who gives, who receives."""
    return f"{listed(transfer.giver, known, 'unnamed')} → {listed(transfer.receiver, known, 'unnamed')}"


def goods(transfer: Transfer, text: str) -> str:
    """What passes, each thing with its category; empty where no thing is named."""
    return ", ".join(f"{words(text, good.span)} ({good.category})" for good in transfer.goods)


def given_for(transfer: Transfer, reading: Reading) -> str:
    """What it is given in exchange for, in the words of the article; empty where it is for nothing."""
    if transfer.in_exchange_for is None:
        return ""
    paid = [t for t in reading.transfers if t.event == transfer.in_exchange_for and t is not transfer and t.goods]
    things = "; ".join(goods(t, reading.document.text) for t in paid)
    if things:
        return things
    return next(
        (words(reading.document.text, v.trigger) for v in reading.events if v.id == transfer.in_exchange_for), ""
    )


def period(time: Time) -> str:
    """The days: "2026-03-10", or "2026-03-01 to 2026-03-31"."""
    return _day(time.start) if time.start == time.end else f"{_day(time.start)} to {_day(time.end)}"


def _day(day: date) -> str:
    return day.isoformat()


def amount(figure: Figure) -> str:
    """The number with what is counted: "about 11,000 to 12,000 soldați", "40 or more tone"."""
    low, high = (None if bound is None else number(bound) for bound in (figure.low, figure.high))
    if low is not None and high is not None:
        value = low if low == high else f"{low} to {high}"
    else:
        value = f"{low} or more" if high is None else f"up to {high}"
    about = "about " if figure.approximate else ""
    return f"{about}{value} {plain(figure.unit or '')}".strip()


def number(value: float) -> str:
    """With thousands commas, no trailing zeros: "1,200", "4.5"."""
    if abs(value) < 1e15 and value == int(value):
        return f"{int(value):,}"
    return f"{value:,.6f}".rstrip("0").rstrip(".") if 1e-6 <= abs(value) < 1e15 else f"{value:g}"


def depths(reading: Reading) -> dict[str, int]:
    """Attribution id -> how many others it is said inside of: those whose content holds all that this one covers."""
    extents = {x.id: _extent(x) for x in reading.attributions}
    return {
        inner.id: sum(
            outer.id != inner.id and _holds(outer, extents[inner.id], extents[outer.id])
            for outer in reading.attributions
        )
        for inner in reading.attributions
    }


def _extent(attribution: Attribution) -> Span:
    spans = [*attribution.content, *([attribution.cue] if attribution.cue else [])]
    return min(start for start, _ in spans), max(end for _, end in spans)


def _holds(outer: Attribution, inner: Span, extent: Span) -> bool:
    if inner == extent:
        return False
    return any(start <= inner[0] and inner[1] <= end for start, end in outer.content)


def position(attribution: Attribution) -> Span:
    """Where to list an attribution: by the text, the outer one before the inner."""
    start, end = _extent(attribution)
    return start, -end


def context(text: str, span: Span, width: int) -> tuple[str, str, str]:
    """The words before, in and after the span, from the same paragraph, ``width`` characters in all at most.

    Cut at blanks where there are any, with an ellipsis where something was cut.
    """
    start, end = span
    inside = words(text, span)
    before = text[text.rfind("\n", 0, start) + 1 : start]
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end >= 0 else len(text)]
    room = max(0, width - len(inside))
    left = max(room // 2, room - len(after))
    right = max(room // 2, room - len(before))
    if len(before) > left:
        before = "…" + before[len(before) - left :].partition(" ")[2]
    if len(after) > right:
        after = after[:right].rpartition(" ")[0] + "…"
    return plain(before), inside, plain(after)
