"""The JSON Schema of a reading."""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import GenerateJsonSchema

from cronicar.model import Reading

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _AllFields(GenerateJsonSchema):
    """A reading is written with all its fields, those at their default too, so all are required."""

    def field_is_required(self, *_: object, **__: object) -> bool:
        return True


def schema() -> dict[str, Any]:
    """The schema that every JSON reading of this version fulfils."""
    described = Reading.model_json_schema(mode="serialization", schema_generator=_AllFields)
    return {"$schema": DIALECT, **described, "title": "Cronicar reading"}
