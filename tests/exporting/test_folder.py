"""Folders of readings: safe names, whole files, nothing replaced by mistake."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cronicar import __version__
from cronicar.errors import InputError
from cronicar.exporting.folder import Folder, file_name
from cronicar.model import Article


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("digi-17", "digi-17"),
        ("știri 7", "știri 7"),
        ("https://example.org/a?b=1", "https___example.org_a_b=1"),
        ("a\\b:c\n", "a_b_c_"),
        (".ascuns. ", "ascuns"),
        ("ș" * 300, "ș" * 100),
    ],
)
def test_names_are_safe(name: str, expected: str) -> None:
    assert file_name(name, "a.jsonl, line 1") == expected


@pytest.mark.parametrize("name", ["../x", "a/../../x", "..\\x", "/etc/passwd", "\\\\host\\x", "..", ".", "//", "???"])
def test_names_that_point_elsewhere_are_refused(name: str) -> None:
    with pytest.raises(InputError, match=r"^a\.jsonl, line 1: "):
        file_name(name, "a.jsonl, line 1")


def test_a_reading_is_written_whole_and_over_an_older_one(tmp_path: Path, read_simply) -> None:
    folder = Folder.open(tmp_path / "new" / "out")
    target = folder.place("a", "a.txt", None)
    target.write_text("old")
    folder.write(target, read_simply(Article(id="a", text="Ion are 3 mere.")))
    assert [path.name for path in target.parent.iterdir()] == ["a.json"]
    assert json.loads(target.read_text())["document"]["text"] == "Ion are 3 mere."


def test_a_failed_write_leaves_the_old_reading(tmp_path: Path, read_simply, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Folder.open(tmp_path)
    target = folder.place("a", "a.txt", None)
    target.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="No space left"):
        folder.write(target, read_simply(Article(id="a", text="Ion.")))
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.json", "old")]


def test_two_articles_of_one_name_do_not_meet(tmp_path: Path) -> None:
    folder = Folder.open(tmp_path)
    folder.place("a", "x/a.txt", None)
    assert folder.place("a", "x/a.txt", None) == tmp_path / "a.json"
    with pytest.raises(InputError, match=r"^y/a\.txt: .*x/a\.txt"):
        folder.place("a", "y/a.txt", None)


def test_an_article_is_not_replaced_by_its_reading(tmp_path: Path) -> None:
    source = tmp_path / "a.json"
    source.write_text("{}")
    with pytest.raises(InputError, match="article itself"):
        Folder.open(tmp_path).place("a", str(source), source)


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InputError, match="--out"):
        Folder.open(tmp_path / "out")


def test_only_the_same_article_by_the_same_version_is_there_already(tmp_path: Path, read_simply) -> None:
    article = Article(id="a", text="Ion.")
    target = tmp_path / "a.json"
    assert not Folder.holds(target, article, __version__)
    Folder.write(target, read_simply(article))
    assert Folder.holds(target, article, __version__)
    assert Folder.holds(target, article.model_copy(update={"language": "ro"}), __version__)
    assert not Folder.holds(target, article, "0.0.0")
    assert not Folder.holds(target, article.model_copy(update={"text": "Ana."}), __version__)
    assert not Folder.holds(target, article.model_copy(update={"language": "en"}), __version__)
    target.write_text("[]")
    assert not Folder.holds(target, article, __version__)
