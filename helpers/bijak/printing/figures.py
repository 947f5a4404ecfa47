"""Tables and pictures of a report with caption and source: what stays together."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import CondPageBreak, Flowable, KeepTogether, Spacer, Table

_WHOLE = 118 * mm  # what is not higher is never split
_BEGINNING = 50 * mm  # of a longer one stands on the page where it begins
_AFTER = 3 * mm
_PADDING = 3.2 * mm
_LONG_WORD = 15  # letters; longer ones are addresses, and may break


class Bookmark(Flowable):
    """A line of the list of contents that a PDF reader shows beside the pages."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.width = self.height = 0
        self.keepWithNext = 1
        self._title = title

    def draw(self) -> None:
        """Mark the place where this stands."""
        key = f"{self.canv.getPageNumber()}-{self._title}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(self._title, key)


class Footed(Flowable):
    """A long table whose last rows stay with the lines below it.

    Args:
        table: what may split over pages.
        foot: what stands below its last row.
    """

    def __init__(self, table: Table, foot: list[Flowable]) -> None:
        super().__init__()
        self._table, self._foot = table, foot

    def wrap(self, width: float, high: float) -> tuple[float, float]:
        """The room that all of it takes."""
        rows = self._table.wrapOn(self.canv, width, high)[1]
        self._highs = [one.wrapOn(self.canv, width, high)[1] for one in self._foot]
        self.width, self.height = width, rows + sum(self._highs)
        return self.width, self.height

    def split(self, width: float, high: float) -> list[Flowable]:
        """As many rows as fit; where only the foot does not, a row goes with it."""
        rows = self.wrap(width, high)[1] - sum(self._highs)
        parts = self._table.splitOn(self.canv, width, min(high, rows - 1))
        return [parts[0], Footed(parts[1], self._foot)] if len(parts) == 2 else []

    def draw(self) -> None:
        """The rows, and the lines below them."""
        place = sum(self._highs)
        self._table.drawOn(self.canv, 0, place)
        for one, high in zip(self._foot, self._highs, strict=True):
            place -= high
            one.drawOn(self.canv, 0, place)


def figure(inside: list[Flowable], width: float) -> list[Flowable]:
    """A caption, what it names, and the lines below it.

    Short ones stay whole.  A long one begins where enough of it fits: ReportLab would
    otherwise begin it on a new page, to keep the caption with all of the table.
    """
    inside = [*inside, Spacer(1, _AFTER)]
    high = sum(one.wrap(width, 10 * _WHOLE)[1] for one in inside)
    if high <= _WHOLE or not any(isinstance(one, Table) for one in inside):
        return [KeepTogether(inside)]
    inside[0].keepWithNext = 0
    place = next(n for n, one in enumerate(inside) if isinstance(one, Table))
    footed = Footed(inside[place], inside[place + 1 :])
    return [CondPageBreak(_BEGINNING), *inside[:place], footed]


def begin_together(flowables: list[Flowable]) -> list[Flowable]:
    """Headings stay with the figure that follows them.

    ReportLab keeps a heading with a paragraph, but not with what is kept together
    itself, and would move a heading with a long table to a new page.
    """
    story: list[Flowable] = []
    for one in flowables:
        if not isinstance(one, (CondPageBreak, KeepTogether)):
            story.append(one)
            continue
        place = len(story)
        while place and story[place - 1].getKeepWithNext():
            place -= 1
        headings = story[place:]
        del story[place:]
        if isinstance(one, KeepTogether):
            story.append(KeepTogether([*headings, *one._content]))
            continue
        for heading in headings:
            heading.keepWithNext = 0
        story += [one, *headings]
    return story


def balanced_widths(
    lines: Sequence[Sequence[str]], width: float, font: str, size: float
) -> list[float]:
    """Columns as wide as their words; too wide a table gets cells of equal height.

    Every column then is its longest cell's width divided by the same number of lines,
    but never narrower than its longest word; a long address counts as breakable.

    Returns:
        Their widths, or nothing where not even the words fit.
    """
    columns = list(zip(*lines, strict=True))
    whole = [
        max(stringWidth(text, font, size) for text in column) + _PADDING
        for column in columns
    ]
    least = [
        max((_word_width(w, font, size) for t in column for w in t.split()), default=0)
        + _PADDING
        for column in columns
    ]
    if sum(least) > width:
        return []
    few, many = 1.0, 1000.0
    for _ in range(40):  # halving: the smallest number of lines that fits
        middle = (few + many) / 2 if sum(whole) > width else 1.0
        fits = [max(w / middle, b) for w, b in zip(whole, least, strict=True)]
        few, many = (few, middle) if sum(fits) <= width else (middle, many)
    fits = [max(w / many, b) for w, b in zip(whole, least, strict=True)]
    return whole if sum(whole) <= width else fits


def _word_width(word: str, font: str, size: float) -> float:
    return stringWidth(word[:_LONG_WORD], font, size)
