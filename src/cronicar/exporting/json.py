"""A reading as JSON, the format that ``schema`` describes and the measure reads."""

from __future__ import annotations

import json
from typing import Any

from cronicar.model import Reading


def to_json(reading: Reading) -> dict[str, Any]:
    """The reading as plain values; a figure without a fraction is a whole number."""
    data = reading.model_dump(mode="json")
    for figure in data["figures"]:
        for bound in ("low", "high"):
            if figure[bound] is not None and figure[bound] == int(figure[bound]):
                figure[bound] = int(figure[bound])
    return data


def render(reading: Reading, *, indent: int | None = None) -> str:
    """The reading as JSON text, on one line unless ``indent`` is given; no line break at the end."""
    return json.dumps(to_json(reading), ensure_ascii=False, indent=indent)
