"""A report as one HTML file: no scripts, nothing from outside, ready to print."""

from __future__ import annotations

from ..pages import render
from ..text import long_date
from .document import Document, Plot
from .parts import sections
from .plots import draw


def make_page(document: Document) -> bytes:
    """The report as a web page in one file."""
    pictures = {plot.id: draw(plot, "svg") for plot in document.blocks(Plot)}
    return render(
        "laporan.html",
        title=document.title,
        subtitle=document.subtitle,
        made_on=long_date(document.made_on),
        contents=document.sections,
        sections=sections(document, "svg", pictures),
        footnotes=document.footnotes,
    ).encode("utf-8")
