"""The style sheet of all views, for pages of our own and for notebook outputs."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


@cache
def read_style(path: Path) -> str:
    """A style sheet without its comments and needless spaces."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r"\s*([{};,])\s*", r"\1", css).strip()


def page_style() -> str:
    """The CSS of every view: 16 px or more, contrast AA, light and dark.

    It holds no sign that HTML escapes, so a template may put it into ``<style>``
    with or without escaping.
    """
    here = Path(__file__).parent
    sheets = [here / "page.css", *sorted((here / "css").glob("*.css"))]
    return "".join(map(read_style, sheets))
