"""Every notebook that is written by hand or generated is in normal form."""

from pathlib import Path

import pytest

from bijak.authoring.release import notebooks
from bijak.notebooks import normal_form, read_notebook

ROOT = Path(__file__).resolve().parents[2]
PATHS = [*notebooks(ROOT), *sorted((ROOT / "exercises").glob("*/*.ipynb"))]


@pytest.mark.parametrize("path", PATHS, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_tidy(path):
    """The file is its own normal form."""
    assert path.read_text(encoding="utf-8") == normal_form(read_notebook(path))


def test_there_are_notebooks():
    """The test above has something to look at."""
    assert len(PATHS) >= 3
