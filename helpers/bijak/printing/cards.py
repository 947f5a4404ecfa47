"""Cards to cut out: code and PIN, ten on an A4 page, with marks to cut along."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

_COLUMNS, _ROWS = 2, 5
_MARGIN = 10  # mm around the cards
_INNER = 5  # mm inside a card
_TICK = 4  # mm, the length of a mark
_QR = 22  # mm
_BOTTOM = 2.5  # mm free below the words
_SIZES = (8, 7.5, 7, 6.5, 6)  # points of the small print: the largest that fits


@dataclass(frozen=True)
class Card:
    """One card.

    Attributes:
        code: large, for typing.
        pin: in clear; it is nowhere else.
        note: a short line such as the region; may be empty.
    """

    code: str
    pin: str
    note: str = ""


def print_cards(
    cards: Sequence[Card], title: str, join: str, consent: str, address: str = ""
) -> bytes:
    """Lay cards out as a PDF.

    Args:
        cards: in this order, row by row.
        title: stands small at the top of each card, such as the class.
        join: what to do with the card, in one or two sentences.
        consent: what is kept about the participant, in one or two sentences.
        address: becomes a QR code with the card's own code in it; none when empty.

    Raises:
        MissingData: the fonts are not there.
    """
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    from .fonts import load_fonts
    from .qr import draw_qr

    load_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, lang="id")
    canvas.setTitle(title)
    canvas.setAuthor("Bijak")
    wide = (A4[0] - 2 * _MARGIN * mm) / _COLUMNS
    high = (A4[1] - 2 * _MARGIN * mm) / _ROWS
    each = _COLUMNS * _ROWS
    for start in range(0, len(cards), each):
        _marks(canvas, wide, high)
        for place, card in enumerate(cards[start : start + each]):
            row, column = divmod(place, _COLUMNS)
            left = _MARGIN * mm + column * wide
            top = A4[1] - _MARGIN * mm - row * high
            _card(canvas, card, (left, top, wide, high), (title, join, consent))
            if address:
                draw_qr(
                    canvas,
                    f"{address}/hub/login?username={card.code}",
                    left + wide - (_QR + _INNER / 2) * mm,
                    top - _INNER / 2 * mm,
                    _QR * mm,
                )
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _marks(canvas, wide: float, high: float) -> None:
    """Short crosses at the corners of all cards, to cut along."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm

    canvas.setLineWidth(0.4)
    tick = _TICK * mm / 2
    for column in range(_COLUMNS + 1):
        for row in range(_ROWS + 1):
            x, y = _MARGIN * mm + column * wide, A4[1] - _MARGIN * mm - row * high
            canvas.line(x - tick, y, x + tick, y)
            canvas.line(x, y - tick, x, y + tick)


def _card(canvas, card: Card, box, words: tuple[str, str, str]) -> None:
    """One card in its box (left, top, width, height)."""
    from reportlab.lib.units import mm
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from .fonts import BOLD, MONO, PLAIN, drawable

    left, top, wide, high = box
    title, join, consent = words
    x, y = left + _INNER * mm, top - _INNER * mm
    head, free = drawable(f"{title} · {card.note}".rstrip(" ·")), wide - _INNER * mm
    free -= (_INNER + _QR) * mm
    canvas.setFont(PLAIN, min(7.5, 7.5 * free / stringWidth(head, PLAIN, 7.5)))
    canvas.drawString(x, y - 7, head)
    for label, value, below in (("Kode", card.code, 26), ("PIN", card.pin, 46)):
        canvas.setFont(PLAIN, 9)
        canvas.drawString(x, y - below, label)
        face = BOLD if label == "Kode" else MONO
        free = wide - (2 * _INNER + 12 + _QR) * mm  # a long code is written smaller
        size = min(17, 17 * free / stringWidth(value, face, 17))
        canvas.setFont(face, size)
        canvas.drawString(x + 12 * mm, y - below, value)
    room = wide - 2 * _INNER * mm
    paragraph, needed = _paragraph(join, 8, room)
    below = y - 55 - needed
    paragraph.drawOn(canvas, x, below)
    free = below - 3 - (top - high + _BOTTOM * mm)
    for size in _SIZES:
        paragraph, needed = _paragraph(consent, size, room)
        if needed <= free:
            break
    paragraph.drawOn(canvas, x, below - 3 - needed)


def _paragraph(text: str, size: float, wide: float):
    """Words set in a width, and how high they are; in points."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    from .fonts import PLAIN, drawable

    style = ParagraphStyle("kartu", fontName=PLAIN, fontSize=size, leading=size * 1.17)
    paragraph = Paragraph(drawable(text), style)
    return paragraph, paragraph.wrap(wide, 1_000)[1]
