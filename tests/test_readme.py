"""What the README shows is what comes out."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cronicar.cli import app

README = Path(__file__).parent.parent / "README.md"


def shown() -> list[str]:
    """The lines of the README's example, blanks made one, without the command and the counts."""
    block = re.search(r"```\n\$ cronicar read [^\n]+\n(.+?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    assert block
    return [squeezed(line) for line in block[1].splitlines() if line.strip() not in ("", "…")]


def squeezed(line: str) -> str:
    return re.sub(r"^(Who .*|Figures|Times) \d+$| · \d+ entities$", r"\1", " ".join(line.split()))


@pytest.mark.model
def test_the_example_is_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    demo = resources.files("cronicar.examples").joinpath("demo.txt")
    result = CliRunner().invoke(app, ["read", str(demo)])
    assert result.exit_code == 0
    printed = {squeezed(line) for line in result.stdout.splitlines()}
    assert [line for line in shown() if line not in printed] == []


def test_every_command_of_the_readme_is_there() -> None:
    text = README.read_text(encoding="utf-8")
    help_text = CliRunner().invoke(app, ["--help"]).stdout
    for command in set(re.findall(r"`cronicar (\w+)", text)):
        assert re.search(rf"^\s+{command}\b", help_text, re.MULTILINE), command
    makefile = (README.parent / "Makefile").read_text(encoding="utf-8")
    for target in set(re.findall(r"make (\w+)\b(?= {2,}|`)", text)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
