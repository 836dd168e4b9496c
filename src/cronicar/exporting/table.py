"""A reading in the terminal: what a person wants to see of an article, each line with its words."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cronicar.exporting import phrases
from cronicar.exporting.items import Item, items
from cronicar.model import Reading

SECTIONS = ("attribution", "event", "transfer", "figure", "time", "miss")
"""Entities are left out: the terminal shows them where they act; the other formats list them."""

BARE = ("transfer", "figure", "time")
"""Layers whose words are no quotation but a list, or stand in their context."""


def render(reading: Reading, console: Console) -> None:
    """Print the reading. Nothing of the article's text is taken for markup or for control of the terminal."""
    left = min(36, max(18, console.width * 3 // 10))
    right = max(20, console.width - left - 4)
    console.print(_head(reading))
    layers = items(reading, right - 2)
    for layer in SECTIONS:
        if not layers[layer]:
            continue
        title = Text(f"\n{phrases.LAYERS[layer]}", style="bold underline")
        console.print(title.append(f"  {len(layers[layer])}", style="not bold not underline dim"))
        grid = Table.grid(padding=(0, 2, 0, 0))
        grid.add_column(width=left, overflow="fold")
        grid.add_column(width=right, overflow="fold")
        for item in layers[layer]:
            grid.add_row(_left(item), _right(item))
        console.print(grid)
    if not any(layers[layer] for layer in SECTIONS):
        console.print(Text("\nNothing was recognised in this article.", style="dim"))


def _head(reading: Reading) -> Text:
    document = reading.document
    known = (
        document.source,
        document.published and document.published.isoformat(),
        document.language,
        f"{len(document.text.split()):,} words",
        f"{len(reading.entities):,} entities",
    )
    title = " ".join(phrases.plain(document.title or document.id).split())
    line = " · ".join(phrases.plain(x) for x in known if x)
    return Text.assemble((title, "bold"), "\n", (line, "dim"))


def _left(item: Item) -> Text:
    who = Text("  " * (item.depth - 1) + "↳ " if item.depth else "", style="dim")
    return who.append(item.who, style="not dim bold" if item.layer == "attribution" else "not dim")


def _right(item: Item) -> Text:
    """The words, and below them in a quieter voice all that is known about them."""
    text = Text.assemble((f"{item.label} " if item.label else "", "cyan"), (item.before, "dim"))
    text.append(item.words if item.layer in BARE else phrases.quoted(item.words))
    text.append(item.after, style="dim")
    if item.about:
        text.append(f"\n{' · '.join(item.about)}", style="dim")
    return text
