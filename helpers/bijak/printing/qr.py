"""QR codes, drawn as squares: the one door to segno on paper."""

from __future__ import annotations


def draw_qr(
    canvas, text: str, left: float, top: float, size: float, border: int = 2
) -> None:
    """Draw a QR code.

    Args:
        canvas: of ReportLab.
        text: what it says; capital letters and digits alone make it smaller.
        left, top: its upper left corner, in points.
        size: its width with the border, in points.
        border: white modules around it; the standard asks for four on white paper
            that goes on, two will do where nothing dark is near.
    """
    import segno

    code = segno.make(text, error="m", micro=False)
    modules = list(code.matrix_iter(border=border))
    step = size / len(modules)
    for row, line in enumerate(modules):
        for column, dark in enumerate(line):
            if dark:
                y = top - (row + 1) * step
                canvas.rect(left + column * step, y, step, step, stroke=0, fill=1)
