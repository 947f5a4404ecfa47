"""What participants wrote, made harmless for whoever opens it; the door to bleach.

Markup that our own static views are made of stays; all other is shown as text.
"""

from __future__ import annotations

import re
from functools import lru_cache

TAGS = frozenset(
    "a abbr b blockquote br code dd del details div dl dt em h1 h2 h3 h4 h5 h6 hr i li "
    "mark ol p pre s small span strong sub summary sup table tbody td tfoot th thead "
    "tr u ul bdi".split()
)
ATTRIBUTES = {
    "*": ["aria-hidden", "aria-label", "class", "lang", "role", "title"],
    "a": ["href"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
_PROTOCOLS = ("http", "https", "mailto")
_HTML, _MARKDOWN, _LATEX = "text/html", "text/markdown", "text/latex"
_PLAIN = {
    "application/json",
    "image/jpeg",
    "image/png",
    "metadata",
    "text/plain",
}
_COMMAND = re.compile(r"\\(?=href|require|style|class|cssid|url|unicode)", re.I)
"""What MathJax would turn into links and styles."""
_REMEMBERED = 20_000


def harmless_html(text: str) -> str:
    """The same HTML or Markdown with no markup in it that runs or loads."""
    if not any(sign in text for sign in "<>&"):
        return text
    return _remembered(text) if len(text) < _REMEMBERED else _cleaned(text)


def harmless_formulas(text: str) -> str:
    """The same text; commands that make links of formulas are only shown."""
    return _COMMAND.sub(lambda found: f"{found[0]}\u2060", text)


def harmless_markdown(text: str) -> str:
    """The same Markdown; links and pictures in it are only shown, never opened."""
    return harmless_formulas(harmless_html(text)).replace("[", "&#91;")


def make_harmless(notebook) -> None:
    """Make a graded notebook harmless: Markdown, raw text, and outputs.

    Locked cells are the trainer's own and keep their links.

    Args:
        notebook: format 4; changed in place.
    """
    for cell in notebook.cells:
        if cell["cell_type"] == "code":
            for output in cell["outputs"]:
                _still(output.get("data", {}))
        elif cell["metadata"].get("nbgrader", {}).get("locked"):
            cell["source"] = harmless_html(cell["source"])
        else:
            cell["source"] = harmless_markdown(cell["source"])


def _still(data: dict) -> None:
    for kind in list(data):
        if kind == _HTML:
            data[kind] = harmless_formulas(harmless_html(data[kind]))
        elif kind == _MARKDOWN:
            data[kind] = harmless_markdown(data[kind])
        elif kind == _LATEX:
            data[kind] = harmless_formulas(data[kind])
        elif kind not in _PLAIN:
            del data[kind]


def _cleaned(text: str) -> str:
    from bleach import clean

    return clean(text, tags=TAGS, attributes=ATTRIBUTES, protocols=_PROTOCOLS)


_remembered = lru_cache(maxsize=1_000)(_cleaned)
