"""QR codes, drawn as squares: the one door to segno on paper."""

from __future__ import annotations

from itertools import groupby


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
        column = 0
        # A run of dark modules is one bar: no seams in a viewer, half the work.
        for dark, run in groupby(line):
            wide = len(list(run))
            if dark:
                x, y = left + column * step, top - (row + 1) * step
                canvas.rect(x, y, wide * step, step, stroke=0, fill=1)
            column += wide
