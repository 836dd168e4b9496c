"""A reading in the terminal: what a person wants to see of an article, each line with its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cronicar.exporting import phrases
from cronicar.model import Attribution, Event, Reading, Span, Time, Transfer

Row = tuple[Text, Text]
"""What stands on the left (who, how much) and on the right (the words and all about them)."""


def render(reading: Reading, console: Console) -> None:
    """Print the reading. Nothing of the article's text is taken for markup or for control of the terminal."""
    left = min(36, max(18, console.width * 3 // 10))
    right = max(20, console.width - left - 4)
    page = _Page(reading, right)
    console.print(page.head())
    empty = True
    for heading, rows in page.sections():
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=left, overflow="fold")
        grid.add_column(width=right, overflow="fold")
        for row in rows:
            grid.add_row(*row)
        if grid.row_count:
            empty = False
            title = Text(f"\n{phrases.LAYERS[heading]}", style="bold underline")
            console.print(title.append(f"  {grid.row_count}", style="not bold not underline dim"))
            console.print(grid)
    if empty:
        console.print(Text("\nNothing was recognised in this article.", style="dim"))


class _Page:
    """One reading on its way to the terminal; ``width`` is that of the right column in characters."""

    def __init__(self, reading: Reading, width: int) -> None:
        self.reading = reading
        self.text = reading.document.text
        self.width = width
        self.names = phrases.names(reading)
        self.events = {event.id: event for event in reading.events}
        self.times = {time.id: time for time in reading.times}
        self.attributions = {attribution.id: attribution for attribution in reading.attributions}

    def head(self) -> Text:
        document = self.reading.document
        known = [
            document.source,
            document.published and document.published.isoformat(),
            document.language,
            f"{len(self.text.split()):,} words",
            f"{len(self.reading.entities)} names and groups",
        ]
        title = " ".join(phrases.plain(document.title or document.id).split())
        line = " · ".join(phrases.plain(x) for x in known if x)
        return Text.assemble((title, "bold"), "\n", (line, "dim"))

    def sections(self) -> Iterator[tuple[str, Iterable[Row]]]:
        """Sections in reading order; inside each, items in the order of the text."""
        reading = self.reading
        yield "attribution", self._attributions()
        yield "event", (self._event(x) for x in sorted(reading.events, key=lambda x: x.trigger))
        yield "transfer", (self._transfer(x) for x in sorted(reading.transfers, key=self._place))
        yield (
            "figure",
            ((Text(phrases.amount(x)), self._in_context(x.span)) for x in sorted(reading.figures, key=lambda x: x.span)),
        )
        yield (
            "time",
            ((Text(phrases.period(x)), self._in_context(x.span)) for x in sorted(reading.times, key=lambda x: x.span)),
        )
        yield "miss", ((Text(phrases.plain(x.step)), self._quoted(x.span, x.reason)) for x in reading.misses)

    def _attributions(self) -> Iterator[Row]:
        depths = phrases.depths(self.reading)
        for attribution in sorted(self.reading.attributions, key=phrases.position):
            depth = depths[attribution.id]
            who = Text("  " * (depth - 1) + "↳ " if depth else "", style="dim")
            who.append(phrases.speakers(attribution, self.names), style="not dim bold")
            yield who, self._said(attribution)

    def _said(self, attribution: Attribution) -> Text:
        marks = phrases.manner(attribution)
        if attribution.cue:
            marks.insert(0, phrases.words(self.text, attribution.cue))
        content = phrases.excerpt(self.text, attribution.content, self.width * 3 - 4)
        return _details(Text(f"“{content}”"), marks)

    def _event(self, event: Event) -> Row:
        about = [
            *phrases.mood(event.modality, event.polarity),
            self._when(event.time),
            f"in {phrases.listed([event.place], self.names, '')}" if event.place else "",
            *(f"said by {phrases.listed(x.source, self.names, 'unnamed source')}" for x in self._sayings(event)),
        ]
        what = Text.assemble((event.type.value, "cyan"), f" “{phrases.words(self.text, event.trigger)}”")
        return Text(phrases.sides(event, self.names)), _details(what, about)

    def _sayings(self, event: Event) -> list[Attribution]:
        return [self.attributions[x] for x in event.said_in if x in self.attributions]

    def _when(self, name: str | None) -> str:
        time: Time | None = self.times.get(name) if name else None
        return f"{phrases.words(self.text, time.span)} ({phrases.period(time)})" if time else ""

    def _place(self, transfer: Transfer) -> Span:
        spans = [good.span for good in transfer.goods]
        if transfer.event in self.events:
            spans.append(self.events[transfer.event].trigger)
        return min(spans, default=(0, 0))

    def _transfer(self, transfer: Transfer) -> Row:
        event = self.events.get(transfer.event)
        exchange = phrases.given_for(transfer, self.reading)
        about = [
            f"“{phrases.words(self.text, event.trigger)}”" if event else "",
            *(phrases.mood(event.modality, event.polarity) if event else []),
            f"in exchange for {exchange}" if exchange else "",
        ]
        things = phrases.goods(transfer, self.text) or "something not named"
        return Text(phrases.hands(transfer, self.names)), _details(Text(things), about)

    def _in_context(self, span: Span) -> Text:
        before, inside, after = phrases.context(self.text, span, self.width - 2)
        return Text.assemble((before, "dim"), inside, (after, "dim"))

    def _quoted(self, span: Span, reason: str) -> Text:
        return _details(Text(f"“{phrases.excerpt(self.text, [span], self.width)}”"), [phrases.plain(reason)])


def _details(what: Text, about: Iterable[str]) -> Text:
    """The words, and below them in a quieter voice all that is known about them."""
    line = " · ".join(x for x in about if x)
    return what.append(f"\n{line}", style="dim") if line else what
