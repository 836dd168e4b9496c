from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cronicar.exporting import html, phrases
from cronicar.model import Document, Event, EventType, Reading, Versions


class Page(HTMLParser):
    """What a browser makes of the page: elements with attributes, and the text of article, style and scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: dict[str, list[str]] = {"style": [], "script": []}
        self.article: list[str] = []
        self.spots: list[tuple[str, list[str], list[str]]] = []
        self.lines: dict[str, str] = {}
        self._open: list[str] = []
        self._line: str | None = None
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.elements.append((tag, values))
        if tag in ("meta", "input"):
            return
        self._open.append(tag)
        if tag in self.raw:
            self.raw[tag].append("")
        if tag == "button":
            self._line = values.get("data-n")
        if tag == "p" and "article" in self._open:
            self.article.append("")
        if tag == "span" and "article" in self._open:
            self.spots.append(("", (values["class"] or "").split(), (values["data-i"] or "").split()))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        inner = self._open[-1] if self._open else ""
        if inner in self.raw:
            self.raw[inner][-1] += data
        elif "article" in self._open and self.article:
            if data != "\n" or inner != "article":
                self.article[-1] += data
            if inner == "span":
                words, classes, numbers = self.spots[-1]
                self.spots[-1] = (words + data, classes, numbers)
        if self._line is not None and "button" in self._open:
            self.lines[self._line] = self.lines.get(self._line, "") + data

    def policy(self) -> str:
        return next(
            v["content"] or ""
            for _, v in self.elements
            if v.get("http-equiv") == "Content-Security-Policy" and v["content"]
        )


@pytest.mark.parametrize("name", ["lacuri.ro", "greva.ro", "harbour.en", "scurt.ro"])
def test_the_article_is_whole_and_every_mark_leads_to_a_line(reading: Callable[[str], Reading], name: str) -> None:
    page = Page(html.render(reading(name)))
    assert "\n".join(page.article) == reading(name).document.text
    assert {n for _, _, numbers in page.spots for n in numbers} <= set(page.lines)


def marked(page: Page, containing: str) -> str:
    """The words in the article that belong to the line with this text."""
    number = next(n for n, text in page.lines.items() if containing in text)
    return "|".join(words for words, _, numbers in page.spots if number in numbers)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("Anna JónsdóttirVecinii", "Vecinii nu se lasă singuri|i-a spus"),
        ("Norvegia → Islanda AIDa trimis", "a trimis"),
        ("Norvegia → Islandapompe", "a trimis|pompe|3 milioane| de euro"),
        ("about 3,000,000 EUR", "3 milioane"),
        ("2026-03-10Norvegia", "marți"),
        ("Norda organisation", "agenției Norda"),
        ("primarulorașul ar fi", "a negat|orașul| |ar fi refuzat| ajutorul"),
    ],
)
def test_a_line_owns_exactly_its_words(reading: Callable[[str], Reading], line: str, words: str) -> None:
    assert marked(Page(html.render(reading("lacuri.ro"))), line) == words


def test_overlapping_words_carry_all_their_marks(reading: Callable[[str], Reading]) -> None:
    page = Page(html.render(reading("lacuri.ro")))
    spot = next(spot for spot in page.spots if spot[0] == "ar fi refuzat")
    assert spot[1] == ["s", "a2", "v"], "tinted by the inner content alone, and underlined as an event"
    said = [page.lines[n] for n in spot[2]]
    assert [line[:8] for line in said] == ["Nordapri", "primarul", "Reykjavi"]


def test_each_nesting_is_indented(reading: Callable[[str], Reading]) -> None:
    page = Page(html.render(reading("lacuri.ro")))
    assert [v.get("class") for tag, v in page.elements if tag == "li"].count("d1") == 1


def test_only_layers_that_have_something_can_be_switched(reading: Callable[[str], Reading]) -> None:
    page = Page(html.render(reading("scurt.ro")))
    boxes = [v["value"] for tag, v in page.elements if tag == "input"]
    assert boxes == ["event", "figure", "time", "entity"]


def test_the_policy_allows_the_style_and_script_of_the_page_alone(hostile: Reading) -> None:
    page = Page(html.render(hostile))
    data, script = page.raw["script"]
    for kind, inline in (("style-src", page.raw["style"][0]), ("script-src", script)):
        digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in page.policy()
    assert page.policy().startswith("default-src 'none';")
    assert "unsafe" not in page.policy()
    assert json.loads(data)["document"]["text"] == hostile.document.text


def test_hostile_text_adds_no_element_and_no_attribute(hostile: Reading) -> None:
    page = Page(html.render(hostile))
    assert {tag for tag, _ in page.elements} <= {
        "html", "head", "meta", "title", "style", "body", "header", "h1", "p", "div", "label", "input", "span", "main",
        "article", "aside", "button", "section", "h2", "small", "ol", "li", "b", "script",
    }  # fmt: skip
    names = {name for _, values in page.elements for name in values}
    assert not {name for name in names if name.startswith("on") or name in ("src", "href", "style")}
    assert [tag for tag, _ in page.elements].count("script") == 2
    assert not {"\x00", "\x1b", "\x9b", "\u202e"} & set(html.render(hostile))


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://exemplu.ro/?a=1&b='", "https://exemplu.ro/?a=1&b='"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        (None, None),
    ],
)
def test_links_only_to_the_web(reading: Callable[[str], Reading], url: str | None, link: str | None) -> None:
    one = reading("scurt.ro")
    one = one.model_copy(update={"document": one.document.model_copy(update={"url": url})})
    links = [v.get("href") for tag, v in Page(html.render(one)).elements if tag == "a"]
    assert links == ([link] if link else [])


def test_the_page_loads_nothing(reading: Callable[[str], Reading]) -> None:
    source = html.render(reading("lacuri.ro"))
    assert not re.search(r"<(link|img|iframe|script[^>]+src)|@import|url\(", source)


@given(
    text=st.text(min_size=1, max_size=80),
    spans=st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80), st.sampled_from(list(EventType))), max_size=8),
)
def test_any_text_with_any_spans_comes_out_whole(text: str, spans: list[tuple[int, int, EventType]]) -> None:
    one = Reading(
        document=Document(id="x", language="ro", text=text),
        events=tuple(Event(id=str(n), type=kind, trigger=(a, b)) for n, (a, b, kind) in enumerate(spans)),
        cronicar=Versions(version="0", model="m", languages={}),
    )
    page = Page(html.render(one))
    assert page.article == [line for line in phrases.plain(text).split("\n") if line]
    owned = ["".join(words for words, _, own in page.spots if number in own) for number in page.lines]
    expected = [text[a:b].replace("\n", "") for a, b, _ in spans]
    assert sorted(owned) == sorted(phrases.plain(words) for words in expected)


def test_a_text_that_utf8_cannot_hold_is_still_shown(reading: Callable[[str], Reading]) -> None:
    one = reading("scurt.ro")
    text = one.document.text[:-1] + "\ud800"
    page = html.render(one.model_copy(update={"document": one.document.model_copy(update={"text": text})}))
    assert page.encode("utf-8")


def test_spans_outside_the_text_are_left_out(reading: Callable[[str], Reading]) -> None:
    one = reading("scurt.ro")
    event = one.events[0].model_copy(update={"trigger": (-5, 99999)})
    page = Page(html.render(one.model_copy(update={"events": (event,)})))
    assert "\n".join(page.article) == one.document.text
