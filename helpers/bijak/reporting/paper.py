"""A report as A4 pages in a PDF."""

from __future__ import annotations

from html import escape

from ..printing import Pages, print_pages
from ..text import long_date
from .document import Document, Plot
from .parts import sections
from .plots import draw

_SIZE = 9.5


def make_paper(document: Document) -> bytes:
    """The report as a PDF.

    A PDF made by ReportLab carries title and language, but no words for pictures:
    they stand below each plot.
    """
    pictures = {plot.id: draw(plot, "png") for plot in document.blocks(Plot)}
    pages = Pages(
        title=f"{document.title} · {document.subtitle}",
        sections=[
            _title(document),
            *sections(document, "png", pictures),
            *_footnotes(document),
        ],
        foot=document.title,
        size=_SIZE,
    )
    return print_pages(pages)[0]


def _title(document: Document) -> str:
    day = long_date(document.made_on)
    return (
        f"<h1>{escape(document.title)}</h1><p>{escape(document.subtitle)}</p>"
        f"<p>Tanggal laporan: {day}</p><hr>"
    )


def _footnotes(document: Document) -> list[str]:
    if not document.footnotes:
        return []
    notes = "".join(f"<li>{escape(note)}</li>" for note in document.footnotes)
    return [f'<h2 class="bijak-part">Catatan cara menghitung</h2><ol>{notes}</ol>']
