"""A reading as one web page that needs nothing else: no network, no other file, and no trust in the article's text."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from html import escape
from importlib import resources
from itertools import pairwise
from string import Template

from cronicar.exporting import phrases
from cronicar.exporting.items import Item, items
from cronicar.model import Reading

WIDTH = 90
"""Characters of a comfortable line of words in the list of items."""

CLASSES = {
    "cue": "q", "trigger": "v", "goods": "g", "figure": "f", "time": "t", "mention": "e", "miss": "m",
    "of": "", "act": "",
}  # fmt: skip
"""What words are to an item -> the class of the style sheet that marks them; contents are marked by depth."""

QUIET = ("miss",)
"""Layers that are not marked until a reader asks for them."""

_UNSAFE = (*b"<>&", *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
_JSON = {code: f"\\u{code:04x}" for code in _UNSAFE}
"""What could end the element, steer a terminal or turn the direction of the source, as escapes of JSON."""


def render(reading: Reading) -> str:
    """The page: the article with all layers marked, and all that was read from it, each leading to the other.

    A policy in the page allows its own style and script by hash and nothing else, so that no text of the article
    could load or run anything even if it escaped the escaping.
    """
    document = reading.document
    layers = items(reading, WIDTH)
    numbered = [(str(n), item) for n, item in enumerate(item for layer in layers.values() for item in layer)]
    style, script = _asset("reading.css"), _asset("reading.js")
    return Template(_asset("reading.html")).substitute(
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        version=_safe(reading.cronicar.version),
        language=_safe(document.language),
        title=_safe(document.title or document.id),
        known=_known(reading),
        toggles="".join(_toggle(layer, heading) for layer, heading in phrases.LAYERS.items() if layers[layer]),
        article=_article(document.text, numbered),
        sections=_sections(numbered),
        reading=_json(reading),
    )


def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(inline: str) -> str:
    """What a Content-Security-Policy names an inline style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()


def _safe(text: str) -> str:
    return escape(phrases.plain(text))


def _json(reading: Reading) -> str:
    """JSON that no parser of HTML can take for the end of its element; null where UTF-8 cannot hold the text."""
    try:
        return reading.model_dump_json().translate(_JSON)
    except ValueError:
        return "null"


def _known(reading: Reading) -> str:
    document = reading.document
    parts = [
        document.source,
        document.published and document.published.isoformat(),
        document.language,
        f"{len(document.text.split()):,} words",
    ]
    known = [_safe(part) for part in parts if part]
    if document.url and document.url.startswith(("https://", "http://")):
        known.append(f'<a href="{_safe(document.url)}" rel="noopener noreferrer nofollow">original</a>')
    return " · ".join(known)


def _toggle(layer: str, heading: str) -> str:
    checked = "" if layer in QUIET else " checked"
    box = f'<input type="checkbox" value="{layer}"{checked} autocomplete="off">'
    return f'<label>{box}<span class="swatch {layer}"></span>{heading}</label>'


def _article(text: str, numbered: list[tuple[str, Item]]) -> str:
    """The paragraphs, cut wherever an item's words start or end, each piece with the items that it belongs to."""
    opening: defaultdict[int, list[_Mark]] = defaultdict(list)
    closing: defaultdict[int, list[_Mark]] = defaultdict(list)
    for number, item in numbered:
        for (first, last), role in item.spans:
            start, end = max(0, first), min(len(text), last)
            if start < end:
                opening[start].append((number, _class(item, role)))
                closing[end].append((number, _class(item, role)))
    breaks = [i for i, char in enumerate(text) if char == "\n"]
    cuts = sorted({0, len(text), *opening, *closing, *breaks, *(i + 1 for i in breaks)})
    shown = phrases.plain(text)
    active: Counter[_Mark] = Counter()
    paragraphs = [""]
    for start, end in pairwise(cuts):
        active.subtract(closing[start])
        active.update(opening[start])
        active += Counter()  # drops what has ended
        if text[start] == "\n":
            paragraphs.append("")
        else:
            paragraphs[-1] += _piece(shown[start:end], active)
    return "\n".join(f'<p dir="auto">{paragraph}</p>' for paragraph in paragraphs if paragraph)


_Mark = tuple[str, str]
"""Number of an item, and the class that marks its words."""


def _class(item: Item, role: str) -> str:
    return f"a{min(item.depth, 2) + 1}" if role == "content" else CLASSES[role]


def _piece(text: str, active: Iterable[_Mark]) -> str:
    marks = list(active)
    if not marks:
        return escape(text)
    classes = sorted({kind for _, kind in marks if kind})
    depths = [kind for kind in classes if kind.startswith("a")]
    # Of nested contents only the innermost tints, and the words that say so go over any content.
    unwanted = set(depths if "q" in classes else depths[:-1])
    shown = " ".join(["s", *(kind for kind in classes if kind not in unwanted)])
    numbers = " ".join(sorted({number for number, _ in marks}, key=int))
    return f'<span class="{shown}" data-i="{numbers}">{escape(text)}</span>'


def _sections(numbered: list[tuple[str, Item]]) -> str:
    sections = []
    for layer, heading in phrases.LAYERS.items():
        lines = [_line(number, item) for number, item in numbered if item.layer == layer]
        if not lines:
            continue
        tinted = ' class="tinted"' if layer == "attribution" else ""
        sections.append(
            f'<section class="{layer}"><h2{tinted}>{heading} <small>{len(lines)}</small></h2>\n'
            f"<ol>\n{''.join(lines)}</ol></section>"
        )
    return "\n".join(sections) or "<p>Nothing was recognised in this article.</p>"


def _line(number: str, item: Item) -> str:
    depth = f' class="d{min(item.depth, 3)}"' if item.depth else ""
    label = f' <span class="label">{escape(item.label)}</span>' if item.label else ""
    around = [f'<span class="around">{escape(x)}</span>' if x else "" for x in (item.before, item.after)]
    words = f'<span class="words">{around[0]}{escape(item.words)}{around[1]}</span>' if item.words else ""
    about = f"<small>{escape(' · '.join(item.about))}</small>" if item.about else ""
    button = f'<button type="button" data-n="{number}" data-layer="{item.layer}">'
    return f"<li{depth}>{button}<b>{escape(item.who)}</b>{label}{words}{about}</button></li>\n"
