"""The shipped model, loaded once for all tests that need it."""

from __future__ import annotations

import pytest

from cronicar.reading.pipeline import Kit


@pytest.fixture(scope="session")
def kit() -> Kit:
    return Kit.load()
