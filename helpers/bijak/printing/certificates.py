"""Certificates: one A4 page across for each person."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

_FRAME = 11  # mm from the edge of the paper to the outer frame
_SIDE = 30  # mm from the edge to the widest line
_TOP = 23  # mm
_GAP = 5  # mm between the middle and what is below
_QR = 38  # mm; 61 modules are then 0.62 mm each: read from a photo of the page
_SIGN = 92  # mm, the width of the signatory's block
_STAMP = 20  # mm of white above the signatory's name
_INK, _ACCENT, _SOFT = "#1b1b1b", "#0b4a54", "#4a4a4a"
_FEW = 4  # so many modules stand one below the other
_LARGEST, _SMALLEST = 31, 19  # points of a name before it takes two lines


@dataclass(frozen=True)
class Sheet:
    """What all certificates of an event share.

    Attributes:
        organiser: the office, at the top.
        event: what the event is called.
        when_where: days and place, as one line.
        hours: ``8 jam pelajaran (JP)``.
        modules: titles.
        date: the day below which is signed.
        position: of who signs.
        signatory: who signs.
        advice: how the certificate is verified, in a sentence or two.
    """

    organiser: str
    event: str
    when_where: str
    hours: str
    modules: Sequence[str]
    date: str
    position: str
    signatory: str
    advice: str


@dataclass(frozen=True)
class Page:
    """One person's certificate: name, number and check code in print, QR text."""

    name: str
    number: str
    check: str
    qr: str


def print_certificates(sheet: Sheet, pages: Sequence[Page]) -> bytes:
    """Lay certificates out as a PDF; equal input gives equal bytes.

    Raises:
        MissingData: the fonts are not there.
    """
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    from .fonts import load_fonts

    load_fonts()
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=landscape(A4), invariant=1, lang="id")
    canvas.setTitle(f"Sertifikat · {sheet.event}")
    canvas.setAuthor(sheet.organiser)
    for page in pages:
        _frame(canvas)
        foot = max(_proof(canvas, sheet, page), _signature(canvas, sheet))
        _middle(canvas, sheet, page, foot + _GAP * mm)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _frame(canvas) -> None:
    """Two fine lines around the page."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm

    wide, high = landscape(A4)
    canvas.setStrokeColor(_ACCENT)
    for inset, line in ((_FRAME * mm, 2.2), ((_FRAME + 1.6) * mm, 0.6)):
        canvas.setLineWidth(line)
        canvas.rect(inset, inset, wide - 2 * inset, high - 2 * inset)


@dataclass(frozen=True)
class _Line:
    """A line in the middle of the page, with white above it."""

    text: str
    font: str
    size: float
    above: float
    colour: str = _INK
    spacing: float = 0


def _middle(canvas, sheet: Sheet, page: Page, bottom: float) -> None:
    """Everything that is centred, spread evenly over the room above `bottom`."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm

    wide, high = landscape(A4)
    lines = [*_opening(sheet, page), *_event(sheet), *_modules(sheet)]
    letters = sum(one.size * 1.2 for one in lines)
    white = sum(one.above for one in lines)
    room = high - _TOP * mm - bottom
    share = min(1.6, max(0.4, (room - letters) / white))
    zoom = min(1, room / (letters + white * share))
    y = high - _TOP * mm
    for one in lines:
        size = one.size * zoom
        y -= one.above * share * zoom + size
        canvas.setFillColor(one.colour)
        canvas.setFont(one.font, size)
        # The space behind the last letter does not count.
        centre = wide / 2 + one.spacing / 2
        canvas.drawCentredString(centre, y, one.text, charSpace=one.spacing)
        y -= size * 0.2


def _opening(sheet: Sheet, page: Page) -> list[_Line]:
    """Organiser, title, number, name."""
    from .fonts import PLAIN, SERIF, SERIF_BOLD

    return [
        *_wrapped(sheet.organiser, SERIF_BOLD, (14, 11), 0, _ACCENT),
        _Line("SERTIFIKAT", SERIF_BOLD, 33, 13, _ACCENT, 7),
        _Line(f"Nomor {page.number}", PLAIN, 10, 4, _SOFT),
        _Line("diberikan kepada", SERIF, 12, 15, _SOFT),
        *_wrapped(page.name, SERIF_BOLD, (_LARGEST, _SMALLEST), 9),
    ]


def _event(sheet: Sheet) -> list[_Line]:
    """What was attended, when, where and how long."""
    from .fonts import SERIF, SERIF_BOLD

    return [
        _Line("yang telah mengikuti", SERIF, 12, 14, _SOFT),
        *_wrapped(sheet.event, SERIF_BOLD, (17, 14), 7),
        *_wrapped(sheet.when_where, SERIF, (12, 10), 6),
        _Line(sheet.hours, SERIF, 12, 5),
    ]


def _modules(sheet: Sheet) -> list[_Line]:
    """The titles: few in lines of their own, many in running lines."""
    from .fonts import PLAIN, SERIF

    titles = list(sheet.modules)
    head = _Line("dengan materi", SERIF, 12, 9, _SOFT)
    if len(titles) <= _FEW:
        each = [_wrapped(title, PLAIN, (11, 9.5), 3) for title in titles]
        return [head, *(line for lines in each for line in lines)]
    size = 10 if len(titles) <= 8 else 9
    rows = _packed(titles, PLAIN, size)
    return [head, *(_Line(row, PLAIN, size, 3) for row in rows)]


def _room() -> float:
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm

    return landscape(A4)[0] - 2 * _SIDE * mm


def _wrapped(
    text: str, font: str, sizes: tuple[float, float], above: float, colour: str = _INK
) -> list[_Line]:
    """A text as one line, smaller if need be; below the smallest size as more lines."""
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    largest, smallest = sizes
    fitting = largest * _room() / max(1, stringWidth(text, font, largest))
    if fitting >= smallest:
        return [_Line(text, font, min(largest, fitting), above, colour)]
    size = (largest + smallest) / 2 if fitting > smallest * 0.55 else smallest
    rows = _balanced(simpleSplit(text, font, size, _room()), text, font, size)
    widest = max(stringWidth(row, font, size) for row in rows)
    size *= min(1, _room() / widest)  # one endless word
    return [
        _Line(row, font, size, above if place == 0 else 1, colour)
        for place, row in enumerate(rows)
    ]


def _balanced(rows: list[str], text: str, font: str, size: float) -> list[str]:
    """As many rows as these, of about the same length."""
    from reportlab.lib.utils import simpleSplit

    width = _room()
    while width > 60:
        narrower = simpleSplit(text, font, size, width - 12)
        if len(narrower) > len(rows):
            break
        rows, width = narrower, width - 12
    return rows


def _packed(titles: Sequence[str], font: str, size: float) -> list[str]:
    """Titles one after the other, parted by dots; none is broken between lines."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    rows: list[str] = []
    for title in titles:
        longer = f"{rows[-1]}  ·  {title}" if rows else title
        if rows and stringWidth(longer, font, size) <= _room() + 40:
            rows[-1] = longer
        else:
            rows.append(title)
    return rows


def _proof(canvas, sheet: Sheet, page: Page) -> float:
    """QR code and check code, lower left; how high they reach."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.lib.units import mm
    from reportlab.platypus import Paragraph

    from .fonts import MONO, PLAIN
    from .qr import draw_qr

    left, bottom = 20 * mm, 18 * mm
    canvas.setFillColor(_INK)
    # The paper around it is white for more than four modules.
    draw_qr(canvas, page.qr, left, bottom + _QR * mm, _QR * mm, border=0)
    x, y = left + (_QR + 5) * mm, bottom + (_QR - 10) * mm
    for label, value in (("Nomor", page.number), ("Kode periksa", page.check)):
        canvas.setFillColor(_SOFT)
        canvas.setFont(PLAIN, 7.5)
        canvas.drawString(x, y, label)
        canvas.setFillColor(_INK)
        canvas.setFont(MONO, 10)
        canvas.drawString(x, y - 12, value)
        y -= 27
    style = ParagraphStyle(
        "bukti", fontName=PLAIN, fontSize=7.5, leading=9.6, textColor=_SOFT
    )
    advice = Paragraph(sheet.advice, style)
    _, needed = advice.wrap(62 * mm, 40 * mm)
    advice.drawOn(canvas, x, y + 8 - needed)
    return bottom + _QR * mm


def _signature(canvas, sheet: Sheet) -> float:
    """Date, office, room for signature and stamp, name; how high they reach."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.lib.units import mm
    from reportlab.lib.utils import simpleSplit
    from reportlab.pdfbase.pdfmetrics import stringWidth

    from .fonts import SERIF, SERIF_BOLD

    centre = landscape(A4)[0] - (20 + _SIGN / 2) * mm
    canvas.setFillColor(_INK)
    canvas.setStrokeColor(_INK)
    canvas.setLineWidth(0.6)
    fitting = 11.5 * _SIGN * mm / stringWidth(sheet.signatory, SERIF_BOLD, 11.5)
    size = min(11.5, fitting) if fitting > 9 else 10
    y = 20 * mm
    canvas.setFont(SERIF_BOLD, size)
    for row in reversed(simpleSplit(sheet.signatory, SERIF_BOLD, size, _SIGN * mm + 1)):
        half = stringWidth(row, SERIF_BOLD, size) / 2
        canvas.drawCentredString(centre, y, row)
        canvas.line(centre - half, y - 3, centre + half, y - 3)
        y += size + 5
    y -= size + 5
    rows = [sheet.date, *simpleSplit(sheet.position, SERIF, 11, _SIGN * mm)]
    canvas.setFont(SERIF, 11)
    y += _STAMP * mm + 11
    for row in reversed(rows):
        canvas.drawCentredString(centre, y, row)
        y += 14
    return y
