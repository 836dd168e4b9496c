from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from rich.console import Console

from cronicar.exporting import table
from cronicar.model import Document, Reading, Versions


def printed(reading: Reading, width: int = 100, *, colour: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=colour, legacy_windows=False)
    table.render(reading, console)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize(
    "line",
    [
        "Pompe norvegiene pentru Reykjavik exemplu.ro · 2026-03-12 · ro · 60 words · 7 entities",
        "Eirik Solberg → Anna “Vecinii nu se lasă singuri” Jónsdóttir i-a spus · direct",
        "Norda “primarul capitalei islandeze a negat că orașul ar fi refuzat ajutorul” Potrivit · indirect",
        "↳ primarul “orașul ar fi refuzat ajutorul” a negat · indirect · denied",
        "Norvegia → Islanda AID “a trimis” marți (2026-03-10)",
        "unnamed DISASTER “inundațiile” in Reykjavik",
        "Reykjavik REJECT “ar fi refuzat” possible · said by Norda · said by primarul",
        "Islanda → Norvegia pește congelat (food) “va livra” · planned · in exchange for pompe (goods),",
        "about 3,000,000 EUR",
        "2026-03-10 Norvegia a trimis marți Islandei",
    ],
)
def test_shows_what_the_article_says(reading: Callable[[str], Reading], line: str) -> None:
    assert line in squeezed(printed(reading("lacuri.ro")))


def test_sections_in_order_with_their_counts(reading: Callable[[str], Reading]) -> None:
    text = squeezed(printed(reading("lacuri.ro")))
    heads = ["Who said what 4", "Who did what to whom 5", "Who gave what to whom 3", "Figures 2", "Times 1"]
    assert [text.find(head) for head in heads] == sorted(text.find(head) for head in heads)
    assert all(head in text for head in heads)
    assert "Seen but not understood" not in text


@pytest.mark.parametrize("width", [40, 80, 140])
def test_keeps_to_the_width(reading: Callable[[str], Reading], hostile: Reading, width: int) -> None:
    for one in (reading("greva.ro"), hostile):
        assert max(len(line) for line in printed(one, width).splitlines()) <= width


@pytest.mark.parametrize("colour", [False, True])
def test_no_text_of_the_article_steers_the_terminal(hostile: Reading, colour: bool) -> None:
    out = printed(hostile, 140, colour=colour)
    assert "\x1b[31m" not in out and "\x1b]8" not in out
    assert not {"\x00", "\x9b", "\u202e"} & set(out)
    assert "[bold red]a spus[/]" in squeezed(out)
    assert colour or "\x1b" not in out


def test_lists_misses_with_their_reasons(hostile: Reading) -> None:
    assert "Seen but not understood 1" in squeezed(printed(hostile))


def test_says_so_when_there_is_nothing() -> None:
    nothing = Reading(
        document=Document(id="gol", language="ro", text="Bună."),
        cronicar=Versions(version="0", model="m", languages={}),
    )
    assert squeezed(printed(nothing)) == "gol ro · 1 words · 0 entities Nothing was recognised in this article."
