"""A document: A4 pages with a foot, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

_PADDING = 6  # of a frame, in points, on each side


@dataclass(frozen=True)
class Pages:
    """What is printed.

    Attributes:
        title: of the document, also in its metadata.
        sections: HTML of our own views or of Markdown, one after the other; a
            heading at the beginning of one stays with what follows it.
        foot: stands at the bottom of every page, before the number of the page.
        head: stands at the top of every page, such as the line for the code.
        size: of plain text, in points.
        picture: an SVG drawing below the first section; left out when it needs
            more than the simple shapes we draw.
    """

    title: str
    sections: Sequence[str]
    foot: str = ""
    head: str = ""
    size: float = 10.5
    picture: str = ""


def print_pages(pages: Pages) -> tuple[bytes, int]:
    """Lay a document out.

    Returns:
        The PDF, and how many pages it has. Equal pages give equal bytes: no clock,
        no name of a machine, no order of a set gets in.

    Raises:
        MissingData: the fonts are not there.
    """
    # Loaded here: ReportLab is heavy, and most commands never print.
    count = _build(pages, 0)[1]
    return _build(pages, count)


def _build(pages: Pages, total: int) -> tuple[bytes, int]:
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import SimpleDocTemplate

    out = io.BytesIO()
    document = SimpleDocTemplate(
        out,
        pagesize=A4,
        leftMargin=18 * mm,
        rightMargin=18 * mm,
        topMargin=(20 if pages.head else 14) * mm,
        bottomMargin=18 * mm,
        title=pages.title,
        author="Bijak",
        lang="id",
        invariant=1,
    )

    def around(canvas, _document) -> None:
        _draw_around(canvas, pages, total)

    story = _story(pages, document.width - 2 * _PADDING)
    document.build(story, onFirstPage=around, onLaterPages=around)
    return out.getvalue(), document.page


def _story(pages: Pages, width: float) -> list:
    from .drawing import drawing_of
    from .flow import Flow, together
    from .look import Look
    from .tree import parse

    flow = Flow(Look(pages.size))
    story: list = []
    for place, section in enumerate(pages.sections):
        story += together(flow.blocks(parse(section), width))
        if place == 0 and pages.picture:
            story += drawing_of(pages.picture, width)
    return story


def _draw_around(canvas, pages: Pages, total: int) -> None:
    """The line at the top and the line at the bottom of a page."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm

    from .fonts import PLAIN, drawable

    wide, high = A4
    canvas.saveState()
    canvas.setFont(PLAIN, 8.5)
    number = canvas.getPageNumber()
    left, right = 18 * mm + _PADDING, wide - 18 * mm - _PADDING
    canvas.drawString(left, 10 * mm, drawable(pages.foot))
    canvas.drawRightString(right, 10 * mm, f"halaman {number} dari {total}")
    if pages.head:
        canvas.setFont(PLAIN, 10)
        canvas.drawRightString(right, high - 13 * mm, drawable(pages.head))
    canvas.restoreState()
