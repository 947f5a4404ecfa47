"""`import bijak` is light, and so is answering."""

import subprocess
import sys

import pytest

HEAVY = (
    "IPython",
    "ipywidgets",
    "jinja2",
    "jupyter_server",
    "matplotlib",
    "nbconvert",
    "nbformat",
    "nbgrader",
    "numpy",
    "pandas",
    "reportlab",
    "rich",
    "scipy",
)


@pytest.mark.parametrize(
    "module",
    [
        "bijak",
        "bijak.answers",
        "bijak.cli",
        "bijak.measures",
        "bijak.measures.words",
        "bijak.printing",
        "bijak.scoring",
        "bijak.views",
    ],
)
def test_no_heavy_library(module):
    """Importing it loads none of the heavy libraries."""
    code = f"import sys, {module}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert [name for name in HEAVY if name in loaded] == []
