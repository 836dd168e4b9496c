"""The JSON Schema of a reading."""

from __future__ import annotations

from typing import Any

from cronicar.model import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema that every JSON reading of this version fulfils."""
    return {"$schema": DIALECT, **Reading.model_json_schema(mode="serialization"), "title": "Cronicar reading"}
