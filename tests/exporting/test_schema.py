"""The published schema and the JSON of readings agree."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, ValidationError

from cronicar.exporting.json import render, to_json
from cronicar.exporting.schema import schema
from cronicar.model import Article


@pytest.fixture
def reading(read_simply):
    return read_simply(Article(id="a", text="Ion are 3 mere.", title="Mere"))


def test_readings_fulfil_the_schema(reading) -> None:
    Draft202012Validator.check_schema(schema())
    Draft202012Validator(schema()).validate(json.loads(render(reading)))


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data.pop("misses"),
        lambda data: data["document"].pop("text"),
        lambda data: data["attributions"][0].update(stance="sure"),
        lambda data: data["attributions"][0].update(content=[[1, 2, 3]]),
        lambda data: data["attributions"][0].update(content=[]),
        lambda data: data["entities"][0].update(colour="red"),
        lambda data: data["figures"][0].update(low="three"),
    ],
)
def test_damaged_readings_do_not(reading, damage) -> None:
    data = to_json(reading)
    damage(data)
    with pytest.raises(ValidationError):
        Draft202012Validator(schema()).validate(data)


def test_whole_figures_are_whole_numbers(reading) -> None:
    assert '"low": 3, "high": null' in render(reading)
