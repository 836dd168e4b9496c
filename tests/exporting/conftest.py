"""Readings to render: the invented articles of ``tests/data/evaluation``, and one with a hostile text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cronicar.model import Reading

READINGS = Path(__file__).parents[1] / "data" / "evaluation" / "faithful"

HOSTILE = (
    "</script><script>alert(1)</script> [bold red]a spus[/] \x1b[31m<b>&amp;\u202e „x” \x00\x9b $title ]]> -->\n"
    "<img src=x onerror=alert(2)> [link=file:///etc]rău[/link] \\[ \u2028 \"' onclick='x'"
)


@pytest.fixture
def reading() -> Callable[[str], Reading]:
    """Loads one of the readings by the stem of its file."""
    return lambda name: Reading.model_validate_json((READINGS / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def hostile() -> Reading:
    """Every text that comes from outside tries to be markup, control or code, and every layer covers all of it."""
    whole = (0, len(HOSTILE))
    values: dict[str, Any] = {
        "document": {
            "id": HOSTILE, "language": '"><script>', "published": "2026-01-02", "title": HOSTILE, "source": HOSTILE,
            "url": "javascript:alert(3)", "text": HOSTILE,
        },
        "entities": [
            {"id": HOSTILE, "kind": "person", "name": HOSTILE, "wikidata": HOSTILE, "country": HOSTILE,
             "mentions": [{"start": 0, "end": whole[1], "form": "name"}]},
        ],
        "attributions": [{"id": "a", "source": [HOSTILE], "kind": "direct", "cue": [39, 45], "content": [whole]}],
        "events": [{"id": "v", "type": "AID", "trigger": whole, "actors": [HOSTILE], "place": HOSTILE, "time": "t"}],
        "transfers": [{"event": "v", "giver": [HOSTILE], "goods": [{"span": whole, "category": "money"}]}],
        "times": [{"id": "t", "span": whole, "start": "2026-01-01", "end": "2026-01-02"}],
        "figures": [{"id": "f", "span": whole, "low": 1, "high": None, "unit": HOSTILE}],
        "misses": [{"span": whole, "step": HOSTILE, "reason": HOSTILE}],
        "cronicar": {"version": HOSTILE, "model": "m", "languages": {}},
    }  # fmt: skip
    return Reading.model_validate(values)
