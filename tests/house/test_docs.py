"""Documentation cannot rot: every command, every module, every decision."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from bijak.cli import COMMANDS, bijak

ROOT = Path(__file__).resolve().parents[2]
COMMAND_DOCS = ROOT / "docs" / "perintah.md"
NAMES = [
    "bijak",
    *(f"bijak {name}" for name in COMMANDS),
    *(f"bijak class {name}" for name in ("start", "status", "stop")),
]
TEXTS = [
    *ROOT.glob("*.md"),
    *(ROOT / "docs").rglob("*.md"),
]


def help_of(command: str) -> str:
    """What ``bijak COMMAND --help`` prints."""
    arguments = [*command.split()[1:], "--help"]
    result = CliRunner().invoke(bijak, arguments, prog_name="bijak", terminal_width=80)
    assert result.exit_code == 0
    return result.output.rstrip("\n")


@pytest.mark.parametrize("command", NAMES)
def test_help_is_in_the_docs(command):
    """docs/perintah.md holds the help text as it is."""
    text = COMMAND_DOCS.read_text(encoding="utf-8")
    section = text.split(f"\n## {command}\n")[1].split("\n## ")[0]
    assert f"```\n{help_of(command)}\n```" in section


@pytest.mark.parametrize("command", NAMES)
def test_help_is_indonesian(command):
    """No English of the library's is left."""
    for english in ("Usage", "Options", "Commands", "Show "):
        assert english not in help_of(command)


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    """Every relative link and every named file of the project exists."""
    text = path.read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    missing = [target for target in targets if not (path.parent / target).exists()]
    assert missing == []


def test_both_readmes_name_the_same_commands():
    """README.md and README.id.md offer the same commands."""

    def commands(name: str) -> set[str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return set(re.findall(r"(?:make|mulai\.py) ([a-z]+)", text))

    assert commands("README.md") == commands("README.id.md")
    assert {"start", "test", "demo", "bundle"} <= commands("README.md")
