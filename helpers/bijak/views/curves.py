"""A small line plot as SVG: no script, no style of its own, no resource from outside.

Lines stretch with the page, letters do not: positions are percentages and the curve
stands in an inner drawing that is stretched without its stroke. So the letters are 16
pixels on a phone and on a projector. Without a style sheet everything is drawn in the
colour of the text around it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from ..items.curves import axis_name
from ..text import format_number, with_unit
from .safe import escaped

Point = tuple[float, float]
Limits = tuple[float, float, float, float]
"""(lowest x, highest x, lowest y, highest y) of a plot."""

INNER = 1000
"""Units of the stretched drawing on each side."""
HEIGHT = 220
"""Pixels of a plot."""


def ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Round numbers from ``low`` to ``high``, at most ``most`` of them.

    Steps are 1, 2 or 5 times a power of ten. Heckbert, *Nice Numbers for Graph
    Labels*, Graphics Gems (1990).
    """
    if not low < high:
        return [low]
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(n * power for n in (1, 2, 5, 10, 20) if n * power >= rough * 0.999999)
    first = math.ceil(low / step - 1e-9)
    last = math.floor(high / step + 1e-9)
    return [round(place * step, 10) for place in range(first, last + 1)]


def even_ticks(low: float, high: float) -> list[float]:
    """Whole numbers that part an axis evenly, its ends among them; else `ticks`.

    24 hours become 0, 6, 12, 18, 24.
    """
    span = high - low
    parts = next((n for n in (4, 6, 5, 3) if span and span % n == 0), 0)
    if not parts or not float(low).is_integer():
        return ticks(low, high)
    return [low + place * span / parts for place in range(parts + 1)]


def plot_limits(curves: Sequence[Sequence[Point]], target: float | None) -> Limits:
    """Limits that hold all curves, so that the plot stands still between them.

    The y axis begins at 0 unless something lies below, and ends at a round number.
    """
    xs = [x for points in curves for x, _ in points]
    ys = [y for points in curves for _, y in points]
    ys += [] if target is None else [target]
    low, high = min(0.0, *ys), max(0.0, *ys)
    step = ticks(low, high)
    gap = step[1] - step[0] if len(step) > 1 else 1.0
    return (
        min(xs),
        max(xs) if max(xs) > min(xs) else min(xs) + 1,
        math.floor(low / gap + 1e-9) * gap,
        math.ceil(high / gap - 1e-9) * gap if high > low else low + 1,
    )


def written(value: float, unit: str = "") -> str:
    """A number of an axis with its unit, one digit after the comma."""
    return with_unit(format_number(round(value, 1)), unit)


def curve_words(
    points: Sequence[Point], target: float | None, axes: Mapping[str, str]
) -> str:
    """What a curve shows, for people who do not see it.

    Args:
        points: the curve from left to right.
        target: the value of the target line; None for no line.
        axes: ``x`` and ``y`` → what the axis shows, ``Warga yang percaya (%)``.

    Returns:
        One or two sentences of plain text.
    """
    (across, x_unit), (up, y_unit) = axis_name(axes, "x"), axis_name(axes, "y")

    def at(point: Point) -> str:
        where = f"{across.lower()} {written(point[0], x_unit)}"
        return f"{written(point[1], y_unit)} pada {where}"

    top = max(points, key=lambda point: point[1])
    middle = "" if top in (points[0], points[-1]) else f"tertinggi {at(top)}, "
    wish = "" if target is None else f" Sasaran {written(target, y_unit)}."
    return f"{up}: mulai {at(points[0])}, {middle}berakhir {at(points[-1])}.{wish}"


class Frame:
    """From values to places in the plot, in percent from the left and from the top."""

    def __init__(self, limits: Limits) -> None:
        """A frame that reaches from limit to limit."""
        self.left, self.right, self.low, self.high = limits

    def across(self, x: float) -> float:
        """Percent from the left."""
        return round(100 * (x - self.left) / (self.right - self.left), 2)

    def down(self, y: float) -> float:
        """Percent from the top."""
        return round(100 * (self.high - y) / (self.high - self.low), 2)


def scales(frame: Frame) -> str:
    """Numbers of both axes and the thin lines that lead to them."""
    parts = []
    for y in ticks(frame.low, frame.high):
        place = frame.down(y)
        parts.append(
            f'<line class="bijak-grid" x1="0" x2="100%" y1="{place}%" y2="{place}%" '
            'stroke="currentColor" stroke-opacity="0.25"/>'
            f'<text x="0" dx="-8" y="{place}%" dy="0.35em" text-anchor="end">'
            f"{escaped(format_number(y))}</text>"
        )
    for x in even_ticks(frame.left, frame.right):
        place = frame.across(x)
        parts.append(
            f'<text x="{place}%" y="100%" dy="1.5em" text-anchor="middle">'
            f"{escaped(format_number(x))}</text>"
        )
    return "".join(parts)


def _curve(points: Sequence[Point], frame: Frame) -> str:
    stretch = INNER / 100
    line = " ".join(
        f"{frame.across(x) * stretch:.1f},{frame.down(y) * stretch:.1f}"
        for x, y in points
    )
    end_x, end_y = (frame.across(points[-1][0]), frame.down(points[-1][1]))
    return (
        f'<svg viewBox="0 0 {INNER} {INNER}" preserveAspectRatio="none" width="100%" '
        'height="100%" overflow="visible"><polyline class="bijak-curve-line" '
        f'points="{line}" fill="none" stroke="currentColor" stroke-width="3" '
        'stroke-linejoin="round" vector-effect="non-scaling-stroke"/></svg>'
        f'<circle class="bijak-curve-end" cx="{end_x}%" cy="{end_y}%" r="5" '
        'fill="currentColor"/>'
    )


def _target(target: float, unit: str, points: Sequence[Point], frame: Frame) -> str:
    """The dashed line, with its name at the end where the curve is farther away."""
    place = frame.down(target)
    quarter = max(1, len(points) // 4)
    left, right = (
        min(abs(y - target) for _, y in part)
        for part in (points[:quarter], points[-quarter:])
    )
    x, dx, anchor = (0, 8, "start") if left >= right else (100, -8, "end")
    # Above the line; below it where the line runs along the top.
    dy = "1.3em" if place < 10 else "-0.5em"
    return (
        f'<line class="bijak-target" x1="0" x2="100%" y1="{place}%" y2="{place}%" '
        'stroke="currentColor" stroke-width="2" stroke-dasharray="8 6"/>'
        f'<text class="bijak-target-name" x="{x}%" dx="{dx}" y="{place}%" dy="{dy}" '
        f'text-anchor="{anchor}">Sasaran {escaped(written(target, unit))}</text>'
    )


def curve_svg(
    points: Sequence[Point],
    target: float | None,
    axes: Mapping[str, str],
    alt: str,
    limits: Limits | None = None,
) -> str:
    """A curve with its target line as HTML around one SVG drawing.

    Args:
        points: the curve from left to right, at least one point.
        target: the value of the target line on the y axis; None for no line.
        axes: ``x`` and ``y`` → what the axis shows, ``Warga yang percaya (%)``.
        alt: the text alternative.
        limits: of both axes; None for those of this curve.

    Returns:
        Escaped HTML: the names of the axes and a drawing with ``role="img"``.
    """
    frame = Frame(limits or plot_limits([points], target))
    drawn = scales(frame)
    if target is not None:
        drawn += _target(target, axis_name(axes, "y")[1], points, frame)
    name = f"{axis_name(axes, 'y')[0]} menurut {axis_name(axes, 'x')[0].lower()}"
    return (
        '<div class="bijak-plot"><p class="bijak-axis bijak-axis-y" '
        f'aria-hidden="true">{escaped(axes.get("y", "y"))}</p>'
        f'<svg role="img" width="100%" height="{HEIGHT}" overflow="visible" '
        'font-size="16" fill="currentColor" stroke="none">'
        f"<title>{escaped(f'Grafik {name}')}</title><desc>{escaped(alt)}</desc>"
        f"{drawn}{_curve(points, frame)}</svg>"
        '<p class="bijak-axis bijak-axis-x" aria-hidden="true">'
        f"{escaped(axes.get('x', 'x'))}</p></div>"
    )
