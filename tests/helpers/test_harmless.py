"""Nothing that a participant wrote runs or loads where a trainer reads it."""

import pytest
from nbconvert.filters import markdown2html
from nbformat.v4 import new_markdown_cell, new_notebook

from bijak.harmless import harmless_formulas, harmless_markdown, make_harmless

LINKS = [
    "[klik](javascript:alert(1))",
    "[x][a]\n\n[a]: javascript:alert(1)",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "![x](https://intip.example/x.png)",
    "<a href='javascript:alert(1)'>x</a>",
    "<javascript:alert(1)>",
    "<img src=x onerror=alert(1)>",
]


@pytest.mark.parametrize("text", LINKS)
def test_markdown_opens_and_loads_nothing(text):
    """As nbgrader turns it into a page: no link that runs, no picture, no handler."""
    page = markdown2html(harmless_markdown(text)).lower()
    assert "<img" not in page
    assert "<script" not in page
    assert 'href="java' not in page
    assert 'href="data' not in page


def test_a_trainers_own_link_stays():
    """Locked cells come from the source; everything else is a participant's."""
    cells = [new_markdown_cell("[Panduan](panduan.md)") for _ in range(2)]
    cells[0].metadata["nbgrader"] = {"locked": True}
    notebook = new_notebook(cells=cells)
    make_harmless(notebook)
    own, theirs = (cell.source for cell in notebook.cells)
    assert own == "[Panduan](panduan.md)"
    assert theirs == "&#91;Panduan](panduan.md)"


def test_formulas_make_no_links():
    """A formula stays one; only what would make a link of it is broken."""
    assert harmless_formulas("$\\frac{1}{2}$") == "$\\frac{1}{2}$"
    assert "\\href" not in harmless_formulas("$\\href{javascript:1}{x}$")
