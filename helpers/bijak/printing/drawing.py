"""Simple SVG drawings on printed pages: boxes, circles, paths, words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from reportlab.graphics.shapes import (
    Circle,
    Drawing,
    Ellipse,
    Group,
    Line,
    Path,
    Polygon,
    PolyLine,
    Rect,
    String,
)
from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable, Spacer

from .fonts import BOLD, PLAIN, drawable

_HIGHEST = 200.0
_INHERITED = (
    "fill stroke stroke-width font-size font-weight text-anchor stroke-linecap "
    "stroke-linejoin stroke-dasharray"
).split()
_SILENT = ("title", "desc", "metadata")
_NUMBERS = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:e-?\d+)?")
_STEPS = re.compile(r"([MLHVCQZmlhvcqz])([^MLHVCQZmlhvcqz]*)")
_ANCHORS = {"start": "start", "middle": "middle", "end": "end"}


class _TooMuch(Exception):
    """A drawing uses what we do not draw."""


def drawing_of(svg: str, width: float) -> list[Flowable]:
    """A drawing as wide as the page, or nothing when it needs more than we draw.

    Args:
        svg: the text of the file. Only our own files come here.
        width: the widest it may be, in points.
    """
    try:
        root = ElementTree.fromstring(svg)
        _, _, wide, high = _floats(root.get("viewBox", ""))
        inside = _Painter(high).group(root, {})
    except (_TooMuch, ElementTree.ParseError, ValueError):
        return []
    scale = min(width / wide, _HIGHEST / high)
    inside.transform = (scale, 0, 0, scale, 0, 0)
    drawing = Drawing(wide * scale, high * scale, inside)
    drawing.hAlign = "CENTER"
    return [drawing, Spacer(1, 6)]


def _floats(text: str) -> list[float]:
    return [float(one) for one in _NUMBERS.findall(text)]


class _Painter:
    """Draws elements; SVG counts downwards, paper upwards."""

    def __init__(self, high: float) -> None:
        self.high = high

    def group(self, element, given: Mapping[str, str]) -> Group:
        """An element with children; what it says holds for all of them."""
        if element.get("transform"):
            raise _TooMuch
        style = _style(element, given)
        shapes = [shape for child in element for shape in self._draw(child, style)]
        return Group(*shapes)

    def _draw(self, element, given: Mapping[str, str]) -> list:
        name = element.tag.rpartition("}")[2]
        if name in _SILENT:
            return []
        if name == "g":
            return [self.group(element, given)]
        draw = getattr(self, f"_{name}", None)
        if draw is None or element.get("transform"):
            raise _TooMuch
        return draw(element, _style(element, given))

    def _rect(self, element, style: Mapping[str, str]) -> list:
        x, y, w, h, r = (
            float(element.get(n, 0)) for n in ("x", "y", "width", "height", "rx")
        )
        return [Rect(x, self.high - y - h, w, h, r, r, **_ink(style))]

    def _circle(self, element, style: Mapping[str, str]) -> list:
        x, y, r = (float(element.get(n, 0)) for n in ("cx", "cy", "r"))
        return [Circle(x, self.high - y, r, **_ink(style))]

    def _ellipse(self, element, style: Mapping[str, str]) -> list:
        x, y, a, b = (float(element.get(n, 0)) for n in ("cx", "cy", "rx", "ry"))
        return [Ellipse(x, self.high - y, a, b, **_ink(style))]

    def _line(self, element, style: Mapping[str, str]) -> list:
        x, y, to_x, to_y = (float(element.get(n, 0)) for n in ("x1", "y1", "x2", "y2"))
        ink = {k: v for k, v in _ink(style).items() if k != "fillColor"}
        return [Line(x, self.high - y, to_x, self.high - to_y, **ink)]

    def _polyline(self, element, style: Mapping[str, str]) -> list:
        ink = {k: v for k, v in _ink(style).items() if k != "fillColor"}
        return [PolyLine(self._points(element), **ink)]

    def _polygon(self, element, style: Mapping[str, str]) -> list:
        return [Polygon(self._points(element), **_ink(style))]

    def _points(self, element) -> list[float]:
        flat = _floats(element.get("points", ""))
        return [self.high - v if place % 2 else v for place, v in enumerate(flat)]

    def _path(self, element, style: Mapping[str, str]) -> list:
        path = Path(**_ink(style))
        words = element.get("d", "")
        if set(re.findall(r"[a-zA-Z]", words)) - set("MLHVCQZmlhvcqze"):
            raise _TooMuch
        pen = _Pen(path, self.high)
        for step, numbers in _STEPS.findall(words):
            pen.go(step, _floats(numbers))
        return [path]

    def _text(self, element, style: Mapping[str, str]) -> list:
        x, y = float(element.get("x", 0)), float(element.get("y", 0))
        lines = [(x, y, style, element.text or "")]
        for part in element:
            x = float(part.get("x", x))
            y = float(part.get("y", y)) + float(part.get("dy", 0))
            lines.append((x, y, _style(part, style), part.text or ""))
            lines.append((x, y, style, part.tail or ""))
        return [self._string(*one) for one in lines if one[3].strip()]

    def _string(self, x: float, y: float, style: Mapping, said: str) -> String:
        heavy = style.get("font-weight") in ("bold", "600", "700", "800", "900")
        return String(
            x,
            self.high - y,
            drawable(" ".join(said.split())),
            fontName=BOLD if heavy else PLAIN,
            # DejaVu runs wider than the fonts that drawings are made for.
            fontSize=_floats(style.get("font-size", "16"))[0] * 0.88,
            fillColor=_colour(style.get("fill", "#000000")),
            textAnchor=_ANCHORS.get(style.get("text-anchor", "start"), "start"),
        )


class _Pen:
    """Follows the steps of a path."""

    def __init__(self, path: Path, high: float) -> None:
        self.path, self.high = path, high
        self.x = self.y = 0.0
        self.begin = (0.0, 0.0)

    def go(self, step: str, numbers: list[float]) -> None:
        """One letter of a path with all its numbers."""
        if step in "Zz":
            self.path.closePath()
            self.x, self.y = self.begin
            return
        size = {"H": 1, "V": 1, "C": 6, "Q": 4}.get(step.upper(), 2)
        for place in range(0, len(numbers), size):
            self._one(step, numbers[place : place + size])
            step = {"M": "L", "m": "l"}.get(step, step)

    def _one(self, step: str, n: list[float]) -> None:
        base_x, base_y = (self.x, self.y) if step.islower() else (0.0, 0.0)
        kind = step.upper()
        if kind == "H":
            points = [(base_x + n[0], self.y)]
        elif kind == "V":
            points = [(self.x, base_y + n[0])]
        else:
            points = [
                (base_x + a, base_y + b) for a, b in zip(n[::2], n[1::2], strict=True)
            ]
        if kind == "Q":
            points = self._cubic(*points)
        flat = [v for x, y in points for v in (x, self.high - y)]
        if kind == "M":
            self.path.moveTo(*flat)
            self.begin = points[0]
        elif kind in "CQ":
            self.path.curveTo(*flat)
        else:
            self.path.lineTo(*flat)
        self.x, self.y = points[-1]

    def _cubic(self, middle: tuple, end: tuple) -> list[tuple[float, float]]:
        """A quadratic curve as a cubic one: control points at two thirds."""
        begin = (self.x, self.y)
        first = tuple(b + 2 / 3 * (m - b) for b, m in zip(begin, middle, strict=True))
        second = tuple(e + 2 / 3 * (m - e) for e, m in zip(end, middle, strict=True))
        return [first, second, end]


def _style(element, given: Mapping[str, str]) -> dict[str, str]:
    """What holds for an element: its own words over what it was given."""
    if element.get("style") or element.get("opacity") or element.get("clip-path"):
        raise _TooMuch
    own = {name: element.get(name) for name in _INHERITED if element.get(name)}
    return {**given, **own}


def _ink(style: Mapping[str, str]) -> dict:
    """Fill and stroke as ReportLab names them."""
    ink = {
        "fillColor": _colour(style.get("fill", "#000000")),
        "strokeColor": _colour(style.get("stroke", "none")),
        "strokeWidth": _floats(style.get("stroke-width", "1"))[0],
        "strokeLineCap": 1 if style.get("stroke-linecap") == "round" else 0,
        "strokeLineJoin": 1 if style.get("stroke-linejoin") == "round" else 0,
    }
    if style.get("stroke-dasharray", "none") != "none":
        ink["strokeDashArray"] = _floats(style["stroke-dasharray"])
    return ink


def _colour(text: str):
    """A colour of six or three digits; nothing for ``none``."""
    if text == "none":
        return None
    if re.fullmatch(r"#[0-9a-fA-F]{3}", text):
        text = "#" + "".join(one * 2 for one in text[1:])
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        raise _TooMuch
    return HexColor(text)
