"""JSON objects: what is kept, what is checked."""

from __future__ import annotations

from datetime import date

import pytest

from cronicar.errors import InputError
from cronicar.intake.records import Given, to_article, to_day
from cronicar.model import Article


def take(record: object, given: Given | None = None) -> Article:
    return to_article(record, where="a.json", fallback_id="a", given=given or Given())


def test_text_alone_is_enough() -> None:
    assert take({"text": "Podul e gata."}) == Article(id="a", text="Podul e gata.")


def test_all_fields_are_taken_and_others_passed_over() -> None:
    record = {
        "id": 17, "language": "ro-RO", "published": "2025-09-03T08:30:00Z", "title": "Pod", "source": "Ziar",
        "url": "https://example.org", "text": "Podul.", "views": 3,
    }  # fmt: skip
    assert take(record) == Article(
        id="17", language="ro", published=date(2025, 9, 3), title="Pod", source="Ziar", url="https://example.org",
        text="Podul.",
    )  # fmt: skip


def test_a_reading_stands_for_its_article() -> None:
    assert take({"document": {"id": "d", "text": "Podul."}, "events": []}) == Article(id="d", text="Podul.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Unu.\r\n\r\nDoi. \n", "  Unu.\r\n\r\nDoi. \n"),
        ("Bras\u0326ov", "Brașov"),
        ("Bra\u015fov", "Bra\u015fov"),
        ("a\u0000b\u202e\U0001f600", "a\u0000b\u202e\U0001f600"),
    ],
)
def test_text_stays_as_given_but_for_nfc(text: str, expected: str) -> None:
    assert take({"text": text}).text == expected


@pytest.mark.parametrize("empty", [None, ""])
def test_empty_fields_are_unknown(empty: str | None) -> None:
    record = dict.fromkeys(("id", "language", "published", "title", "source", "url"), empty)
    assert take({**record, "text": "Podul."}) == Article(id="a", text="Podul.")


def test_what_the_user_gives_goes_before_what_the_article_says() -> None:
    record = {"text": "Podul.", "published": "2020-01-01", "language": "xx"}
    article = take(record, Given(date(2025, 9, 3), "ro"))
    assert (article.published, article.language) == (date(2025, 9, 3), "ro")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        (["Podul."], "not a JSON object"),
        ({"title": "Pod"}, "no text"),
        ({"text": 3}, "no text"),
        ({"text": " \n"}, "empty"),
        ({"text": "a\ud800"}, "surrogate pair at character 1"),
        ({"text": "Podul.", "language": "xx"}, "unknown language 'xx'; this version reads .*ro"),
        ({"text": "Podul.", "published": "2025-02-30"}, "'2025-02-30' is not a date; .*YYYY-MM-DD"),
        ({"text": "Podul.", "published": "20250903"}, "not a date"),
        ({"text": "Podul.", "published": 1756857600}, "field published"),
        ({"text": "Podul.", "title": ["Pod"]}, "field title"),
        ({"text": "Podul.", "id": {}}, "field id"),
        ({"text": "Podul.", "id": True}, "field id"),
    ],
)
def test_wrong_fields_are_named(record: object, message: str) -> None:
    with pytest.raises(InputError, match=rf"^a\.json: .*{message}"):
        take(record)


@pytest.mark.parametrize("value", ["2025-13-01", "2025-9-3", "3.9.2025", "ieri", "2025-W01-1", "2025-09-031"])
def test_only_whole_dates_are_dates(value: str) -> None:
    with pytest.raises(InputError):
        to_day(value, "--published")
