from __future__ import annotations

import pytest

from cronicar.reading.attributions.quotes import quotations


def paragraphs_of(text: str) -> list[tuple[int, int]]:
    out, start = [], 0
    for line in text.split("\n"):
        out.append((start, start + len(line)))
        start += len(line) + 1
    return out


def sentence_starts(text: str) -> list[int]:
    starts = [start for start, _ in paragraphs_of(text)]
    starts += [i + 2 for i, c in enumerate(text[:-2]) if c in ".!?" and text[i + 1] == " "]
    return sorted(starts)


def inside(text: str) -> list[list[str]]:
    return [[text[a:b] for a, b in q.spans] for q in quotations(text, paragraphs_of(text), sentence_starts(text))]


@pytest.mark.parametrize(
    "text",
    [
        "„Plouă de luni”, a spus Ana.",
        "„Plouă de luni“, a spus Ana.",
        "“Plouă de luni”, a spus Ana.",
        "”Plouă de luni”, a spus Ana.",
        '"Plouă de luni", a spus Ana.',
        "«Plouă de luni», a spus Ana.",
        "»Plouă de luni«, a spus Ana.",
        "''Plouă de luni'', a spus Ana.",
        ",,Plouă de luni”, a spus Ana.",
        "‘Plouă de luni’, a spus Ana.",
        "‘Plouă de luni”, a spus Ana.",
        '„Plouă de luni", a spus Ana.',
    ],
)
def test_every_style_of_mark(text: str) -> None:
    assert inside(text) == [["Plouă de luni"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("N-am fost acolo în '97, a spus Ana.", []),
        ("L-a văzut pe O'Neill.", []),
        ("„A zis «vin» și a plecat”, spune Ana.", [["A zis «vin» și a plecat"], ["vin"]]),
        ("„Unu”, a spus Ana. „Doi”.", [["Unu"], ["Doi"]]),
        ("Ana: „Unu.\nDoi.\nTrei.” Atât.", [["Unu.", "Doi.", "Trei."]]),
        ("Ana: „Unu.\n„Doi.\n„Trei.”", [["Unu.", "Doi.", "Trei."]]),
    ],
)
def test_nested_and_over_paragraphs(text: str, expected: list[list[str]]) -> None:
    assert inside(text) == expected


def test_closing_mark_alone_takes_its_sentence() -> None:
    assert inside("A plouat. Apa a intrat în case”, a spus Ana.") == [["Apa a intrat în case"]]


def test_opening_mark_alone_takes_its_sentence() -> None:
    assert inside("Ana a vorbit „despre ploaie. Apoi a plecat.\n„Vin”, a spus ea.") == [["despre ploaie."], ["Vin"]]


@pytest.mark.parametrize("mark", list("„”“\"«»‘’'"))
def test_a_stray_mark_costs_at_most_its_paragraph(mark: str) -> None:
    clean = "Primăria a închis podul.\n„Îl reparăm”, a spus Ana.\nPodul are 40 de ani."
    at = clean.index("închis")
    broken = clean[:at] + mark + clean[at:]
    assert ["Îl reparăm"] in inside(broken)


def test_spans_never_leave_the_text() -> None:
    for text in ("„", "”", '""', "„„„”", "«»", "''", "„\n”", "a „b\n\n\nc", ",,"):
        for q in quotations(text, paragraphs_of(text), sentence_starts(text)):
            assert 0 <= q.start <= q.end <= len(text)
            assert all(q.start <= a < b <= len(text) for a, b in q.spans)
