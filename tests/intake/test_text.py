"""Text files: the head with the date, and the paragraphs."""

from __future__ import annotations

import pytest

from cronicar.errors import InputError
from cronicar.intake.text import WRAPPED, paragraphs, to_record

LONG = "cuvânt " * (WRAPPED // 6) + "final."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Unu.", "Unu."),
        ("Unu.\nDoi.", "Unu.\nDoi."),
        ("Unu.\n\nDoi.", "Unu.\nDoi."),
        ("Unu.\n \t\n\n\u00a0\nDoi.\n\n", "Unu.\nDoi."),
        ("\n\n  Unu.  \n\n  Doi.", "Unu.\nDoi."),
        ("O frază ruptă\nde mână.\n\nAlta.", "O frază ruptă de mână.\nAlta."),
        (f"Titlu\n{LONG}\n\nAlta.", f"Titlu\n{LONG}\nAlta."),
        ("Un  blanc dublu rămâne.", "Un  blanc dublu rămâne."),
    ],
)
def test_blank_lines_part_paragraphs(body: str, expected: str) -> None:
    assert paragraphs(body) == expected


@pytest.mark.parametrize(
    ("content", "published", "text"),
    [
        ("date 2025-09-03 Podul e gata.", "2025-09-03", "Podul e gata."),
        (" date 2025-09-03 Podul e gata.\n\nNoapte bună.", "2025-09-03", "Podul e gata.\nNoapte bună."),
        ("date 2025-09-03\n\nPodul e gata.\nToți trec.", "2025-09-03", "Podul e gata.\nToți trec."),
        ("\n\ndate: 2025-09-03\nPodul e gata.", "2025-09-03", "Podul e gata."),
        ("Date: 2025-09-03\r\n\r\nPodul e gata.", "2025-09-03", "Podul e gata."),
        ("date 2025-09-03, Podul e gata.", "2025-09-03", "Podul e gata."),
        ("date ieri\nPodul e gata.", "ieri", "Podul e gata."),
        ("date 3.09.2025 Podul e gata.", "3.09.2025", "Podul e gata."),
        ("Date noi despre pod.", None, "Date noi despre pod."),
        ("date fiind ploile, podul s-a surpat.", None, "date fiind ploile, podul s-a surpat."),
        ("Podul.\ndate 2025-09-03", None, "Podul.\ndate 2025-09-03"),
    ],
)
def test_first_line_gives_the_date(content: str, published: str | None, text: str) -> None:
    record = to_record(content, "x.txt")
    assert (record.get("published"), record["text"]) == (published, text)


def test_front_matter_gives_the_fields() -> None:
    content = (
        '---\ntitle: "Podul: gata"\ndate: 2025-09-03\nlang: ro\nid: pod-1\nurl: https://example.org/a\n'
        "tags:\n  - poduri\ntext: nu de aici\n---\n\nPodul e gata.\n"
    )
    assert to_record(content, "x.txt") == {
        "title": "Podul: gata",
        "published": "2025-09-03",
        "language": "ro",
        "id": "pod-1",
        "url": "https://example.org/a",
        "tags": "",
        "text": "Podul e gata.",
    }


def test_front_matter_without_end_is_refused() -> None:
    with pytest.raises(InputError, match=r"x\.txt: .*close it"):
        to_record("---\ntitle: Podul\n\nPodul e gata.", "x.txt")


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028", "\n"])
def test_all_line_ends_are_one(end: str) -> None:
    assert to_record(f"Unu.{end}Doi.", "x.txt")["text"] == "Unu.\nDoi."
