"""The command: what it prints, what it writes, what it says when something is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from importlib import resources
from pathlib import Path

import pytest
from typer.testing import CliRunner

import cronicar
from cronicar import batch, cli
from cronicar.errors import DataError, VerificationError
from cronicar.exporting.outlets import JsonOutlet

run = CliRunner().invoke


def read(*arguments: object, **options):
    return run(cli.app, ["read", *map(str, arguments)], **options)


@pytest.fixture(autouse=True)
def without_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, read_simply) -> None:
    """Commands read with the simple reader, but in the tests of the shipped model."""
    if not request.node.get_closest_marker("model"):
        monkeypatch.setattr(cli, "load_reader", lambda: read_simply)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text("date 2025-09-03 Ion are 3 mere.")
    (folder / "b.json").write_text('{"id": "zz", "text": "Ana are 4 pere.", "title": "Pere"}')
    (folder / "sub" / "c.jsonl").write_text('{"id": "c/1", "text": "Dan."}\n{"text": "Eva."}\n')
    return folder


# What is printed


def test_one_article_is_one_indented_object(files: Path) -> None:
    result = read(files / "a.txt", "--format", "json")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.startswith('{\n "document": {\n')
    assert json.loads(result.stdout)["document"] == {
        "id": "a", "language": "ro", "published": "2025-09-03", "title": None, "source": None, "url": None,
        "text": "Ion are 3 mere.",
    }  # fmt: skip


def test_several_articles_are_json_lines(files: Path) -> None:
    result = read(files, "--format", "json")
    readings = [json.loads(line) for line in result.stdout.splitlines()]
    assert [reading["document"]["id"] for reading in readings] == ["a", "zz", "c/1", "c-2"]


def test_one_of_several_is_a_line_too(files: Path) -> None:
    result = read(files / "nu.txt", files / "a.txt", "--format", "json")
    assert len(result.stdout.splitlines()) == 1


def test_tables_are_for_people(files: Path) -> None:
    result = read(files)
    assert result.exit_code == 0
    assert [result.stdout.count(word) > 0 for word in ("Ion", "Ana", "Dan", "Eva")] == [True] * 4
    assert not result.stdout.lstrip().startswith("{")


def test_a_page_shows_one_article(files: Path) -> None:
    result = read(files / "a.txt", "--format", "html")
    assert result.exit_code == 0
    assert result.stdout.lstrip().lower().startswith("<!doctype html>")
    several = read(files, "--format", "html")
    assert (several.exit_code, several.stdout) == (1, "")
    assert (
        several.stderr == "cronicar: --format html: a page shows one article; add --out DIR to write a page for each\n"
    )


def test_standard_input_is_read() -> None:
    result = read("-", "--format", "json", input="date 2025-09-03 Brașov.".encode())
    assert json.loads(result.stdout)["document"]["text"] == "Brașov."


def test_options_go_before_what_the_article_says(files: Path) -> None:
    result = read(files / "a.txt", "--format", "json", "--published", "2024-01-31", "--lang", "RO")
    document = json.loads(result.stdout)["document"]
    assert (document["published"], document["language"]) == ("2024-01-31", "ro")


# What is written


def test_out_takes_one_file_an_article(files: Path, tmp_path: Path) -> None:
    out = tmp_path / "out" / "deep"
    result = read(files, "--out", out)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    assert sorted(path.name for path in out.iterdir()) == ["a.json", "b.json", "c-2.json", "c_1.json"]
    assert json.loads((out / "b.json").read_text())["document"]["id"] == "zz"


def test_a_second_run_writes_over_the_first(files: Path, tmp_path: Path) -> None:
    for text in ("Ion.", "Ana."):
        (files / "a.txt").write_text(text)
        assert read(files / "a.txt", "--out", tmp_path / "out").exit_code == 0
        assert json.loads((tmp_path / "out" / "a.json").read_text())["document"]["text"] == text


def test_out_inside_the_folder_is_not_read(files: Path) -> None:
    for _ in range(2):
        assert read(files, "--out", files / "out").exit_code == 0
    assert len(list((files / "out").iterdir())) == 4


def test_out_is_never_the_folder_that_is_read(files: Path) -> None:
    before = (files / "b.json").read_text()
    for arguments in ((files, "--out", files), (files / "b.json", "--out", files)):
        result = read(*arguments)
        assert result.exit_code == 1
        assert len(result.stderr.splitlines()) == 1
    assert (files / "b.json").read_text() == before


def test_articles_of_one_name_are_refused_from_the_second_on(files: Path, tmp_path: Path) -> None:
    (files / "sub" / "a.txt").write_text("Alt Ion.")
    result = read(files, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert result.stderr.startswith(f"cronicar: {files / 'sub' / 'a.txt'}: its reading would replace that of ")
    assert json.loads((tmp_path / "out" / "a.json").read_text())["document"]["text"] == "Ion are 3 mere."


def test_nothing_is_written_out_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "../evil", "text": "Ion."}\n{"id": "/tmp/evil", "text": "Ana."}\n')
    result = read(tmp_path / "a.jsonl", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert [line.partition(": the id ")[0] for line in result.stderr.splitlines()] == [
        f"cronicar: {tmp_path / 'a.jsonl'}, line {n}" for n in (1, 2)
    ]
    assert not list((tmp_path / "out").iterdir()) and not (tmp_path / "evil.json").exists()


def test_pages_lie_beside_the_readings(files: Path, tmp_path: Path) -> None:
    assert read(files / "a.txt", "--out", tmp_path / "out", "--format", "html").exit_code == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.html", "a.json"]


def test_resume_reads_only_what_is_not_there(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read_simply
) -> None:
    seen: list[str] = []
    monkeypatch.setattr(cli, "load_reader", lambda: lambda article: seen.append(article.id) or read_simply(article))
    out = tmp_path / "out"
    read(files, "--out", out)
    (files / "a.txt").write_text("Ion are 5 mere.")
    (out / "b.json").write_text("{")
    seen.clear()
    assert read(files, "--out", out, "--resume").exit_code == 0
    assert seen == ["a", "zz"]
    assert read(files, "--resume").exit_code == 1


# What goes wrong


def test_wrong_input_is_one_line_each_and_the_others_are_read(files: Path) -> None:
    bad = {
        "latin.txt": "Brașov".encode("iso-8859-16"),
        "empty.txt": b"",
        "binary.txt": b"\x00\x01",
        "language.json": b'{"text": "x", "language": "xx"}',
        "date.txt": b"date 2025-02-30 Ion.",
        "line.jsonl": b'{"id": "good", "text": "Ion."}\n{"text"\n',
    }
    for name, content in bad.items():
        (files / name).write_bytes(content)
    result = read(*(files / name for name in [*bad, "missing.txt", "a.txt"]), "--format", "json")
    assert result.exit_code == 1
    assert [json.loads(line)["document"]["id"] for line in result.stdout.splitlines()] == ["good", "a"]
    complaints = result.stderr.splitlines()
    assert len(complaints) == 7
    for name, line in zip([*bad, "missing.txt"], complaints, strict=True):
        assert line.startswith(f"cronicar: {files / name}")
        assert "; " in line, "names no remedy"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("--lang", "xx"), "--lang: unknown language 'xx'; this version reads "),
        (("--published", "3.9.2025"), "--published: '3.9.2025' is not a date; "),
        (("--published", "2025-02-30"), "--published: '2025-02-30' is not a date; "),
        (("--resume",), "--resume: only with --out; "),
    ],
)
def test_wrong_options_are_one_line(files: Path, arguments: tuple[str, ...], line: str) -> None:
    result = read(files / "a.txt", *arguments)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"cronicar: {line}")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("fault", [VerificationError("span 9-12\nis outside"), ZeroDivisionError("oops")])
def test_a_fault_costs_one_article(files: Path, fault: Exception, monkeypatch, read_simply) -> None:
    def faulty(article: cronicar.Article) -> cronicar.Reading:
        if article.id == "a":
            raise fault
        return read_simply(article)

    monkeypatch.setattr(cli, "load_reader", lambda: faulty)
    result = read(files / "a.txt", files / "b.json", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["document"]["id"] == "zz"
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"cronicar: {files / 'a.txt'}: not read")


def test_a_damaged_installation_ends_the_run(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged() -> batch.ReadOne:
        raise DataError("model missing; reinstall cronicar")

    monkeypatch.setattr(cli, "load_reader", damaged)
    result = read(files)
    assert (result.exit_code, result.stderr) == (1, "cronicar: model missing; reinstall cronicar\n")


def test_an_interruption_keeps_what_was_read(files: Path, tmp_path: Path, monkeypatch, read_simply) -> None:
    def interrupted(article: cronicar.Article) -> cronicar.Reading:
        if article.id == "c/1":
            raise KeyboardInterrupt
        return read_simply(article)

    monkeypatch.setattr(cli, "load_reader", lambda: interrupted)
    result = read(files, "--out", tmp_path / "out")
    assert result.exit_code == 130
    assert result.stderr == f"cronicar: interrupted; 2 read into {tmp_path / 'out'}\n"
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.json", "b.json"]


def test_an_interruption_gives_out_what_was_held_back(files: Path, capsys: pytest.CaptureFixture[str], read_simply):
    from cronicar.intake.files import take

    def items():
        yield from take([str(files / "a.txt")])
        raise KeyboardInterrupt

    outcome = batch.run(items(), lambda: read_simply, JsonOutlet(sys.stdout), print)
    assert outcome == batch.Outcome(read=1, interrupted=True)
    assert json.loads(capsys.readouterr().out)["document"]["id"] == "a"


# The other commands


def test_schema_is_printed() -> None:
    result = run(cli.app, ["schema"])
    assert json.loads(result.stdout)["properties"].keys() >= {"document", "attributions", "misses", "cronicar"}


def test_version_is_printed() -> None:
    assert run(cli.app, ["--version"]).stdout == f"cronicar {cronicar.__version__}\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    entities = [{"id": "e1", "kind": "person", "forms": ["Ion"], "wikidata": None}]
    figures = [{"id": "f1", "span": [8, 9], "low": 3, "high": None}]
    empty = {"attributions": [], "events": [], "transfers": [], "times": []}
    document = {"id": "g", "language": "ro", "published": "2025-09-03", "text": "Ion are 3 mere."}
    reading = {"document": document, "entities": entities, "figures": figures, **empty}
    (tmp_path / "g.json").write_text(json.dumps(reading))
    return tmp_path


@pytest.mark.parametrize(
    ("options", "shown"),
    [
        ((), "figures              P 100.0  R 100.0  F1 100.0   gold 1"),
        (("--by-document",), "\ng: reading score "),
        (("--errors", "attribution"), "g: spurious indirect ' are 3 mere.'"),
    ],
)
def test_eval_prints_scores(gold: Path, options: tuple[str, ...], shown: str) -> None:
    result = run(cli.app, ["eval", str(gold), *options])
    assert result.exit_code == 0
    assert shown in result.stdout


def test_eval_prints_json(gold: Path) -> None:
    result = run(cli.app, ["eval", str(gold), "--json"])
    assert json.loads(result.stdout)["ro"]["figures"]["f"] == 1.0


@pytest.mark.parametrize("arguments", [("nowhere",), (".", "--errors", "weather")])
def test_eval_says_what_is_wrong_in_one_line(arguments: tuple[str, ...]) -> None:
    result = run(cli.app, ["eval", *arguments])
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1


# The house


def test_the_public_names_are_few_and_there() -> None:
    assert len(cronicar.__all__) <= 10
    assert set(cronicar.__all__) <= set(dir(cronicar))
    assert cronicar.InputError.__mro__[1] is cronicar.CronicarError
    with pytest.raises(AttributeError, match="nothing"):
        _ = cronicar.nothing


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, cronicar.cli; from typer.testing import CliRunner;"
        "assert CliRunner().invoke(cronicar.cli.app, ['--help']).exit_code == 0;"
        "print(sorted({'pydantic', 'numpy', 'onnxruntime', 'tokenizers', 'rich'} & sys.modules.keys()))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_output_is_utf8_whatever_the_locale(files: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    command = [sys.executable, "-m", "cronicar", "read", str(files / "ș.txt")]
    result = subprocess.run(command, capture_output=True, env=environment)
    assert result.returncode == 1
    assert result.stderr.decode().endswith("ș.txt: no such file; check the path\n")


# With the shipped model


@pytest.mark.model
def test_the_bundled_article_shows_every_layer() -> None:
    demo = resources.files("cronicar.examples").joinpath("demo.txt")
    started = time.monotonic()
    result = read(demo, "--format", "json")
    assert result.exit_code == 0
    reading = json.loads(result.stdout)
    assert {kind for kind, items in reading.items() if items} >= {
        "entities", "attributions", "events", "transfers", "times", "figures",
    }  # fmt: skip
    assert {x["kind"] for x in reading["attributions"]} == {"direct", "mixed", "indirect"}
    assert {x["stance"] for x in reading["attributions"]} == {"neutral", "endorsed", "doubted", "rejected"}
    assert any(len(x["content"]) > 1 for x in reading["attributions"])
    assert any(x["in_exchange_for"] for x in reading["transfers"])
    assert any(x["modality"] == "planned" for x in reading["events"])
    assert any(x["low"] and x["high"] and x["low"] < x["high"] for x in reading["figures"])
    assert time.monotonic() - started < 60


@pytest.mark.model
def test_the_public_function_reads(read_simply) -> None:
    reading = cronicar.read("Ministra a declarat că podul va fi gata.")
    assert reading.attributions
    kit = cronicar.Kit.load(cronicar.Settings(threads=1))
    assert cronicar.read(cronicar.Article(id="x", text="Ana a plecat."), kit).document.id == "x"
