"""Modules and functions stay small enough to read at one sitting."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[2] / "helpers" / "bijak"
MODULES = sorted(PACKAGE.rglob("*.py"))
MAX_MODULE, MAX_BODY = 310, 40


def bodies(path: Path):
    """(name, lines of the body without its docstring) of each function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            statements = node.body[1:] if ast.get_docstring(node) else node.body
            if statements:
                yield node.name, node.end_lineno - statements[0].lineno + 1


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_sizes(path):
    """About 300 lines a module, 40 a function body."""
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MAX_MODULE
    assert [one for one in bodies(path) if one[1] > MAX_BODY] == []
