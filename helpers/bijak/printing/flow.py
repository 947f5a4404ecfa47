"""Trees of HTML as what ReportLab lays out on pages."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterator
from html import escape

from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
)

from .figures import Bookmark, balanced_widths, begin_together, figure
from .fonts import BOLD, MONO, drawable
from .look import GREY, LINE, TINT, Look
from .tree import Node

_BLOCKS = frozenset(
    "div p ul ol li table dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 img hr "
    "figure figcaption".split()
)
_MARKUP = {"strong": "b", "b": "b", "em": "i", "i": "i", "sub": "sub", "sup": "super"}
_BLANK = "_" * 26
_NUMBER = 7 * mm
_PICTURE, _HIGHEST = 60 * mm, 205 * mm
_SMALL = 0.8
_TALLEST = 235 * mm
_LONG_LABEL = 40
_LOW, _TO_FILL = 1 * mm, 9 * mm
_TO_WRITE = 24 * mm
_GAP = "\xa0"
_CHOICE = re.compile(r"([○☐])[ \xa0]+([^○☐]*)")


class Flow:
    """Lays a tree out in a look; one for each document."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def blocks(self, node: Node, width: float, style: str = "text") -> list[Flowable]:
        """What is in an element, from top to bottom."""
        flowables: list[Flowable] = []
        run: list[str | Node] = []
        for child in [*node.children, None]:
            if isinstance(child, Node) and _is_block(child):
                flowables += self._paragraph(run, style)
                flowables += self._block(child, width)
                run = []
            elif child is None:
                flowables += self._paragraph(run, style)
            else:
                run.append(child)
        return flowables

    def _paragraph(self, run: list, style: str) -> list[Flowable]:
        text = "".join(map(_inline, run)).strip()
        text = _choices(text, whole=style not in ("cell", "head"))
        return [Paragraph(text, self.look[style])] if text else []

    def _block(self, node: Node, width: float) -> list[Flowable]:
        draw = getattr(self, f"_{node.tag}", self._div)
        return draw(node, width)

    def _div(self, node: Node, width: float) -> list[Flowable]:
        if "bijak-sources" in node.classes:
            return Flow(Look(self.look.size * _SMALL)).blocks(node, width)
        if "bijak-whole" in node.classes:
            return [KeepTogether([*self.blocks(node, width), Spacer(1, 3 * mm)])]
        boxed = {"bijak-post", "bijak-card"} & node.classes
        if not boxed:
            return self.blocks(node, width)
        inside = self.blocks(node, width - 6 * mm)
        return [self._box(inside, width), Spacer(1, 1.5 * mm)]

    def _box(self, inside: list[Flowable], width: float) -> Table:
        style = [
            ("BOX", (0, 0), (-1, -1), 0.8, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 3 * mm),
            ("RIGHTPADDING", (0, 0), (-1, -1), 3 * mm),
            ("TOPPADDING", (0, 0), (-1, -1), 1.5 * mm),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 1.5 * mm),
        ]
        return _table([[inside]], [width], style, cornerRadii=[2 * mm] * 4)

    def _blockquote(self, node: Node, width: float) -> list[Flowable]:
        inside = self.blocks(node, width - 6 * mm)
        return [self._box(inside, width), Spacer(1, 1.5 * mm)]

    def _p(self, node: Node, width: float) -> list[Flowable]:
        if "bijak-writing-line" in node.classes:
            line = HRFlowable("100%", 0.6, color=LINE, spaceBefore=8 * mm, spaceAfter=0)
            return [line]
        if "bijak-post-text" in node.classes:
            node = Node("p", children=[*_lines(node)])
        return self.blocks(node, width, self.look.of(node.classes))

    def _heading(self, node: Node, width: float) -> list[Flowable]:
        said = self.blocks(node, width, node.tag)
        return [Bookmark(node.words()), *said] if "bijak-part" in node.classes else said

    _h1 = _h2 = _h3 = _h4 = _h5 = _h6 = _heading

    def _ul(self, node: Node, width: float) -> list[Flowable]:
        sign = "" if node.classes & {"bijak-ticks", "bijak-options"} else "•"
        return self._list(node, width, lambda place: sign)

    def _ol(self, node: Node, width: float) -> list[Flowable]:
        return self._list(node, width, lambda place: f"{place}.")

    def _list(
        self, node: Node, width: float, sign: Callable[[int], str]
    ) -> list[Flowable]:
        rows = []
        for place, one in enumerate(node.find("li"), 1):
            said = sign(place)
            indent = _NUMBER if said else 2 * mm
            inside = self.blocks(one, width - indent)
            inside += [Spacer(1, 1.5 * mm)] if len(inside) > 1 else []
            cells = [[Paragraph(said, self.look["text"]), inside or ""]]
            rows.append(_table(cells, [indent, width - indent], self.look.bare))
        return [*rows, Spacer(1, 1 * mm)]

    def _table(self, node: Node, width: float) -> list[Flowable]:
        lines = [list(line.find("td", "th")) for line in node.find("tr")]
        if not lines:
            return []
        of_numbers = "bijak-figures" in node.classes
        widths = self._balanced_widths(lines, width) if of_numbers else []
        widths = widths or self._column_widths(lines, width)
        has_head = any(True for _ in node.find("thead")) or all(
            one.tag == "th" for one in lines[0]
        )
        room = [_LOW if has_head and not n else _TO_FILL for n in range(len(lines))]
        cells = [
            [self._cell(one, w, high) for one, w in zip(line, widths, strict=False)]
            for line, high in zip(lines, room, strict=True)
        ]
        style = self.look.ruled if of_numbers else self.look.grid
        table = _table(cells, widths, style, repeatRows=int(has_head), hAlign="LEFT")
        if has_head and not of_numbers:
            table.setStyle([("BACKGROUND", (0, 0), (-1, 0), TINT)])
        titles = (Paragraph(_inside(c), self.look["h4"]) for c in node.find("caption"))
        return [*titles, table, Spacer(1, 2 * mm)]

    def _figure(self, node: Node, width: float) -> list[Flowable]:
        return figure(self.blocks(node, width), width)

    def _section(self, node: Node, width: float) -> list[Flowable]:
        return begin_together(self.blocks(node, width))

    def _figcaption(self, node: Node, width: float) -> list[Flowable]:
        return self.blocks(node, width, "caption")

    def _column_widths(self, lines: list[list[Node]], width: float) -> list[float]:
        """Columns by how much stands in them; a word fits, empty ones can be filled."""
        size = self.look["cell"].fontSize
        least, wishes = [], []
        for place in range(max(map(len, lines))):
            cells = [line[place] for line in lines if place < len(line)]
            words = [w for cell in cells for w in cell.words().split()]
            widest = max((stringWidth(w, BOLD, size) for w in words), default=0)
            empty = any(not cell.words() for cell in cells[1:])
            least.append(max(widest + 4 * mm, _TO_WRITE if empty else 0))
            wishes.append(max(min(len(cell.words()), 60) for cell in cells) + 1)
        spare = width - sum(least)
        if spare < 0:
            return [width * one / sum(least) for one in least]
        shares = [wish / sum(wishes) for wish in wishes]
        return [a + spare * b for a, b in zip(least, shares, strict=True)]

    def _balanced_widths(self, lines: list[list[Node]], width: float) -> list[float]:
        """Columns that are no wider than their words need."""
        words = [[cell.words() for cell in line] for line in lines]
        return balanced_widths(words, width, BOLD, self.look["cell"].fontSize)

    def _cell(self, node: Node, width: float, high: float) -> list[Flowable]:
        is_head = node.tag == "th" and node.attributes.get("scope") != "row"
        style = "head" if is_head else "cell"
        if "bijak-number" in node.classes:
            style = f"number-{style}"
        inside = self.blocks(node, width - 3 * mm, style)
        return inside or [Spacer(1, high)]

    def _dl(self, node: Node, width: float) -> list[Flowable]:
        names = [one.words() for one in node.find("dt")]
        values = [one.words() for one in node.find("dd")]
        said = (
            f"<b>{escape(drawable(name))}</b> {escape(drawable(value))}"
            for name, value in zip(names, values, strict=False)
        )
        return [Paragraph(one, self.look["text"]) for one in said]

    def _img(self, node: Node, width: float) -> list[Flowable]:
        _, comma, data = node.attributes.get("src", "").partition("base64,")
        if not comma:
            return []
        picture = io.BytesIO(base64.b64decode(data))
        wide, high = ImageReader(picture).getSize()
        shown = width if "bijak-wide" in node.classes else min(width, _PICTURE)
        shown = min(shown, _HIGHEST * wide / high)
        return [Image(picture, shown, shown * high / wide)]

    def _hr(self, node: Node, width: float) -> list[Flowable]:
        return [HRFlowable("100%", 0.6, color=GREY)]


def _table(cells: list, widths: list[float], style, **more) -> Table:
    """A table whose rows stay whole, unless one is taller than a page."""
    table = Table(cells, widths, style=style, **more)
    table.wrap(sum(widths), 10 * _TALLEST)
    table.splitInRow = int(max(table._rowHeights) > _TALLEST)
    return table


def _choices(text: str, whole: bool) -> str:
    """A sign to be marked stays with its label; long labels get a line of their own.

    Args:
        text: markup with circles or boxes.
        whole: whether short labels stay in one line; in a narrow cell they cannot.
    """
    labels = [label for _, label in _CHOICE.findall(text)]
    long = len(labels) > 1 and max(map(len, labels)) > _LONG_LABEL

    def marked(found: re.Match) -> str:
        sign, label = found[1], found[2].rstrip(f" {_GAP}")
        if long:
            return f"{sign}{_GAP}{label.removesuffix('<br/>')}<br/>"
        if whole and len(label) <= _LONG_LABEL:
            label = re.sub(r" (?![^<]*>)", _GAP, label)
        after = "" if label.endswith("<br/>") else f"{_GAP}{_GAP} "
        return f"{sign}{_GAP}{label}{after}"

    return _CHOICE.sub(marked, text).removesuffix("<br/>").rstrip(f" {_GAP}")


def together(flowables: list[Flowable]) -> list[Flowable]:
    """A heading stays on the page of what follows it."""
    if any(isinstance(one, (Bookmark, KeepTogether)) for one in flowables[:2]):
        return flowables  # these say so themselves, and must not be nested
    return [KeepTogether(flowables[:2]), *flowables[2:]]


def _lines(node: Node) -> Iterator[str | Node]:
    """The words of a post with its own line breaks, as a phone shows them."""
    for child in node.children:
        if not isinstance(child, str):
            yield child
            continue
        first, *rest = child.strip("\n").split("\n")
        yield first
        for line in rest:
            yield from (Node("br"), line)


def _is_block(node: Node) -> bool:
    return node.tag in _BLOCKS or any(True for _ in node.find(*_BLOCKS))


def _inside(node: Node) -> str:
    return "".join(map(_inline, node.children))


def _inline(part: str | Node) -> str:
    """Words and their emphasis in ReportLab's own small markup."""
    if isinstance(part, str):
        return escape(drawable(" ".join(part.split("\n"))), quote=False)
    if part.tag == "br":
        return "<br/>"
    if "bijak-blank" in part.classes:
        return _BLANK
    if "bijak-slot" in part.classes:
        return '<font size="14">☐</font>'
    inside = _inside(part)
    if part.tag == "code":
        return f'<font name="{MONO}">{inside}</font>'
    if part.tag in _MARKUP and inside:
        return f"<{_MARKUP[part.tag]}>{inside}</{_MARKUP[part.tag]}>"
    return f"{inside} " if "bijak-channel" in part.classes else inside
