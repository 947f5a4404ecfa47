"""A participant's way needs nothing that only POSIX has, and reads and writes UTF-8."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import tiny
from bijak.notebooks import read_notebook

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "helpers" / "bijak"
BLOCKED = """
import os, sys
sys.modules["fcntl"] = sys.modules["resource"] = None
del os.fork
"""
PARTICIPANTS_WAY = """
from pathlib import Path
import bijak.cli.start, bijak.jupyter, bijak.jupyter.handlers, bijak.jupyter.contents
import bijak.charts, bijak.datasets, bijak.tools.explore
from bijak.answers import AnswerBook
from bijak.classroom import handin, participants, workspace
from bijak.notebook import Latihan

root, assignment = Path(sys.argv[1]), sys.argv[2]
code = participants.make_code(root)
path = workspace.open_assignment(root, code, assignment)
AnswerBook(path.parent, assignment).set("t1-01", "b")
latihan = Latihan(assignment, path.parent)
latihan.pilih("t1-01", pilihan={"a": "A", "b": "B"})
assert latihan._missing() == []
assert latihan.nilai("t1-01", kunci="b", poin=2) == 2.0
print(handin.pack(root, code, assignment).file)
"""


def test_the_whole_way_without_posix(released):
    """Code, working copy, answers, form and hand-in file work without these modules."""
    shutil.rmtree(released / "solutions")
    done = subprocess.run(
        [sys.executable, "-c", BLOCKED + PARTICIPANTS_WAY, str(released), tiny.ID],
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    name = done.stdout.splitlines()[-1]
    assert list((released / "pekerjaan").glob(f"*/kumpulan/{name}"))


def calls(path: Path):
    """The calls in a module, with the name that is called."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            function = node.func
            yield getattr(function, "attr", getattr(function, "id", "")), node


LINUX = {"linux", "seats", "hub"}
"""Rooms of a class on a trainer's Linux laptop; elsewhere none of it is started."""


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda p: p.name)
def test_no_links_no_fork_always_utf8(path):
    """No symbolic links, no fork, and every text file is opened as UTF-8."""
    on_linux = path.relative_to(PACKAGE).parts[0] in LINUX
    for name, node in calls(path):
        links = {"symlink", "symlink_to", "fork", "link", "hardlink_to"}
        assert on_linux or name not in links
        if name in {"read_text", "write_text"}:
            words = [keyword.arg for keyword in node.keywords]
            given = [getattr(argument, "value", "") for argument in node.args]
            assert "encoding" in words or {"utf-8", "utf-8-sig"} & set(given), path


def test_notebooks_call_no_shell():
    """No line of a cell begins with ! or %: every cell is plain Python."""
    for path in [*ROOT.glob("curriculum/*.ipynb"), *ROOT.glob("exercises/*/*.ipynb")]:
        for cell in read_notebook(path).cells:
            if cell.cell_type == "code":
                ast.parse(cell.source)
