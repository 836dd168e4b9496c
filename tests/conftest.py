"""What tests share: a reading made by hand, and the mark for tests that need the shipped model."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from cronicar import __version__
from cronicar.model import Article, Attribution, Document, Entity, Figure, Mention, Reading, Versions


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    model = resources.files("cronicar.languages").joinpath("_model")
    if not model.is_dir():
        for item in items:
            if item.get_closest_marker("model"):
                item.add_marker(pytest.mark.skip(reason="the model is not in the package yet"))


@pytest.fixture
def read_simply():
    """A reader without a model: the first word is an entity that says all the rest, every number a figure."""
    return simple_reading


def simple_reading(article: Article) -> Reading:
    text = article.text
    first = re.search(r"\w+", text)
    start, end = first.span() if first else (0, 1)
    return Reading(
        document=Document(**article.model_dump(exclude={"language"}), language=article.language or "ro"),
        entities=(
            Entity(
                id="e1",
                kind="person",
                name=text[start:end],
                mentions=(Mention(start=start, end=end, form="name"),),
            ),
        ),
        attributions=(Attribution(id="a1", source=("e1",), kind="indirect", content=((end, len(text)),)),),
        figures=tuple(
            Figure(id=f"f{i}", span=found.span(), low=float(found[0]), high=None)
            for i, found in enumerate(re.finditer(r"\d+", text), 1)
        ),
        cronicar=Versions(version=__version__, model="none", languages={"ro": "0"}),
    )
