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
    return [CondPageBreak(_BEGINNING), *inside]


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


def natural_widths(
    lines: Sequence[Sequence[str]], width: float, font: str, size: float
) -> list[float]:
    """Columns as wide as their words; only the widest one gives way.

    Returns:
        Their widths, or nothing where that does not fit.
    """
    columns = list(zip(*lines, strict=True))
    wishes = [
        max(stringWidth(words, font, size) for words in column) + _PADDING
        for column in columns
    ]
    over = sum(wishes) - width
    if over > 0:
        widest = max(range(len(wishes)), key=lambda place: wishes[place])
        wishes[widest] -= over
        words = [word for text in columns[widest] for word in text.split()]
        if max(wishes[widest], 0) < width / 4 or wishes[widest] < max(
            stringWidth(word, font, size) + _PADDING for word in words
        ):
            return []
    return wishes
