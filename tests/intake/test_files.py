"""Files, folders and standard input: one item for each article, good or bad."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from cronicar.errors import InputError
from cronicar.intake.files import Taken, expected, take


def taken(*paths: Path | str, **options) -> list[tuple[str, str] | str]:
    """Name and text of each article, the message of each failure."""
    items = take([str(path) for path in paths], **options)
    return [(item.name, item.article.text) if isinstance(item, Taken) else str(item) for item in items]


@pytest.mark.parametrize(
    ("name", "content", "expected_items"),
    [
        ("a.txt", b"Podul.", [("a", "Podul.")]),
        ("a.txt", b"\xef\xbb\xbfdate 2025-09-03 Podul.", [("a", "Podul.")]),
        ("a.txt", b'{"text": "e text"}', [("a", '{"text": "e text"}')]),
        ("a.md", b"Podul.", [("a", "Podul.")]),
        ("articol", b"[Foto] Podul.", [("articol", "[Foto] Podul.")]),
        ("articol", b'{"text": "Podul."}', [("articol", "Podul.")]),
        ("articol", b'{"text": "Unu."}\n{"text": "Doi."}', [("articol-1", "Unu."), ("articol-2", "Doi.")]),
        ("a.b.json", b'{"id": "z", "text": "Podul."}', [("a.b", "Podul.")]),
        ("a.json", b'[{"id": "z", "text": "Unu."}, {"text": "Doi."}]', [("z", "Unu."), ("a-2", "Doi.")]),
        ("a.jsonl", b'{"id": "z", "text": "Unu."}\r\n\n{"text": "Doi."}\n', [("z", "Unu."), ("a-3", "Doi.")]),
        ("a.jsonl", b'\xef\xbb\xbf{"id": "z", "text": "Unu."}', [("z", "Unu.")]),
        ("a.jsonl", '{"id": "z", "text": "Un\u2028u.\x85"}'.encode(), [("z", "Un\u2028u.\x85")]),
    ],
)
def test_articles_are_taken(tmp_path: Path, name: str, content: bytes, expected_items: list[tuple[str, str]]) -> None:
    (tmp_path / name).write_bytes(content)
    assert taken(tmp_path / name) == expected_items


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n ", "empty"),
        ("a.txt", b"date 2025-09-03\n", "empty"),
        ("a.txt", b"date 2025-09-33 Podul.", "'2025-09-33' is not a date; write .* YYYY-MM-DD"),
        ("a.txt", "Unu.\nBrașov".encode("iso-8859-16"), r"not UTF-8 \(byte 0xba in line 2\); save it as UTF-8"),
        ("a.txt", "Podul.".encode("utf-16"), "UTF-16; save it as UTF-8"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        ("a.txt", bytes(range(1, 32)), "binary"),
        ("a.txt", b"---\ntitle: x\n\nPodul.", "front matter has no end"),
        ("a.txt", b"---\nlanguage: xx\n---\nPodul.", "unknown language 'xx'"),
        ("a.html", b"<p>Podul.</p>", "markup is not read"),
        ("a.json", b"", "empty"),
        ("a.json", b"null", "not a JSON object"),
        ("a.json", b"{}", "no text"),
        ("a.json", b"[]", "empty"),
        ("a.json", b'{"text":\n "Podul.}', "broken JSON at line 2, column 2 .*; mend it"),
        ("a.json", b'{"text": "a"}\n{"text": "b"}', "broken JSON at line 2, .*; name it .jsonl"),
        ("a.json", b"[" * 100_000, "JSON that cannot be read|broken JSON"),
        ("a.json", b'{"text": "a\\ud83d"}', "surrogate"),
        ("a.jsonl", b"\n\n", "empty"),
        ("a.jsonl", b"\x00\x01\x02", "binary"),
    ],
)
def test_wrong_files_get_one_message(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    (only,) = take([str(path)])
    assert isinstance(only, InputError)
    assert str(only).startswith(f"{path}: ")
    with pytest.raises(InputError, match=message):
        raise only


def test_a_broken_line_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "Unu."}\n{"text": \n\xff\n{"text": "x", "published": "ieri"}\n{"text": "Doi."}\n')
    first, broken, not_utf8, undated, last = taken(path)
    assert (first, last) == (("a-1", "Unu."), ("a-5", "Doi."))
    assert broken.startswith(f"{path}, line 2: broken JSON at column ")
    assert not_utf8.startswith(f"{path}, line 3: not UTF-8 ")
    assert undated.startswith(f"{path}, line 4: 'ieri' is not a date")


def test_folders_are_read_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.json", "sub/c.jsonl", "sub/.hidden.txt", ".git/d.txt", "out/e.json", "f.md", "g.TXT"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"id": "c", "text": name}))
    (tmp_path / "b.txt").write_text("b")
    assert [item[0] for item in taken(tmp_path, leave_out=tmp_path / "out")] == ["a", "b", "c"]
    assert expected([str(tmp_path)], leave_out=tmp_path / "out") == 3


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Podul.")
    assert taken(tmp_path / "a.txt", tmp_path, tmp_path / "." / "a.txt") == [("a", "Podul.")]


def test_missing_files_and_empty_folders_are_named(tmp_path: Path) -> None:
    missing, empty = taken(tmp_path / "nu.txt", tmp_path)
    assert missing == f"{tmp_path / 'nu.txt'}: no such file; check the path"
    assert empty == f"{tmp_path}: nothing to read in this folder; it needs *.txt, *.json, *.jsonl"


@pytest.mark.parametrize(
    ("content", "expected_items"),
    [
        (b"date 2025-09-03 Podul.", [("stdin", "Podul.")]),
        (b'{"id": "z", "text": "Podul."}', [("stdin", "Podul.")]),
        (b'{"id": "z", "text": "Unu."}\n{"text": "Doi."}\n', [("z", "Unu."), ("stdin-2", "Doi.")]),
        (b"", ["standard input: empty; there is no text to read"]),
    ],
)
def test_standard_input(content: bytes, expected_items: list[object]) -> None:
    assert taken("-", stdin=io.BytesIO(content)) == expected_items
    assert expected(["-"]) is None
